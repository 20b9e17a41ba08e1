import { useId, useRef, type ReactNode } from 'react'

interface PopupProps {
  label: ReactNode
  /** For those who do not see the label. */
  name: string
  className?: string
  panelClass?: string
  children: (close: () => void) => ReactNode
}

const MARGIN = 8

/** A button with a panel in the browser's top layer, which closes by Escape or a click elsewhere. */
export function Popup({ label, name, className = 'button', panelClass = '', children }: PopupProps) {
  const id = useId()
  const button = useRef<HTMLButtonElement>(null)
  const panel = useRef<HTMLDivElement>(null)
  const close = () => panel.current?.hidePopover()
  const place = () => {
    if (!button.current || !panel.current) return
    const from = button.current.getBoundingClientRect()
    const { offsetWidth, offsetHeight } = panel.current
    const left = Math.max(MARGIN, Math.min(from.left, innerWidth - offsetWidth - MARGIN))
    const isRoomBelow = from.bottom + offsetHeight + MARGIN < innerHeight
    const top = isRoomBelow ? from.bottom + 4 : Math.max(MARGIN, from.top - offsetHeight - 4)
    Object.assign(panel.current.style, { left: `${left}px`, top: `${top}px` })
    panel.current.querySelector<HTMLElement>('[aria-current="true"], button, select')?.focus({ preventScroll: true })
  }
  // React 18 does not know these attributes and hands them on as they are.
  const opens = { popovertarget: id }
  const isPopup = { popover: 'auto' }
  return (
    <>
      <button ref={button} type="button" className={className} aria-label={name} title={name} {...opens}>
        {label}
      </button>
      <div
        ref={(element) => {
          if (panel.current === element) return
          panel.current?.removeEventListener('toggle', place)
          ;(panel as { current: HTMLDivElement | null }).current = element
          element?.addEventListener('toggle', place)
        }}
        id={id}
        className={`popup ${panelClass}`}
        onKeyDown={(event) => walk(event.nativeEvent)}
        {...isPopup}
      >
        {children(close)}
      </div>
    </>
  )
}

/** Up and down go through the panel's buttons, as in a menu. */
function walk(event: KeyboardEvent): void {
  const by = { ArrowDown: 1, ArrowUp: -1 }[event.key]
  const isButton = event.target instanceof HTMLButtonElement
  if (by === undefined || !isButton) return
  event.preventDefault()
  const buttons = [...(event.currentTarget as HTMLElement).querySelectorAll<HTMLElement>('button:not(:disabled)')]
  const at = buttons.indexOf(event.target)
  buttons[(at + by + buttons.length) % buttons.length]?.focus()
}
