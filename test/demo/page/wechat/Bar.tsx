import { Icon } from '../icons'

/** The bar above a view of WeChat, with the way back. */
export function Bar({ title, onBack }: { title: string; onBack: () => void }) {
  return (
    <header className="bar">
      <button type="button" className="bar__back" aria-label="返回" onClick={onBack}>
        <Icon name="back" size={24} />
      </button>
      <h2>{title}</h2>
    </header>
  )
}
