import { Avatar } from '../Avatar'
import type { CardMessage } from '../chats'
import { Icon } from '../icons'
import { personOf, useLive, type Notice } from '../live'
import type { News } from '../useNews'

interface BannerProps {
  news: News
  onOpenCard(card: CardMessage): void
  onOpenNotice(notice: Notice): void
  onDismiss(): void
}

/** What slides in at the top of a phone when something has come. */
export function Banner({ news, onOpenCard, onOpenNotice, onDismiss }: BannerProps) {
  const people = useLive((live) => live.people)
  const open = () => {
    onDismiss()
    if (news.kind === 'card') onOpenCard(news.card)
    else onOpenNotice(news.notice)
  }
  const title = news.kind === 'card' ? personOf(people, news.card.from).name : '服务通知'
  const text =
    news.kind === 'card' ? `[小程序] ${news.card.title}` : `${news.notice.title}：${news.notice.lines[0]?.value ?? ''}`
  return (
    <div className="banner" role="alert">
      <button type="button" className="banner__open" onClick={open}>
        {news.kind === 'card' ? (
          <Avatar name={title} size={38} />
        ) : (
          <span className="chats__sign chats__sign--notices">
            <Icon name="bell" size={22} />
          </span>
        )}
        <span>
          <b>{title}</b>
          <span>{text}</span>
        </span>
      </button>
      <button type="button" className="banner__close" aria-label="收起" onClick={onDismiss}>
        <Icon name="close" size={16} />
      </button>
    </div>
  )
}
