import { Avatar } from '../Avatar'
import { conversationsOf, GROUP, NOTICES, useChats, type CardMessage, type MomentPost } from '../chats'
import type { NetworkState } from '../desk'
import { Icon } from '../icons'
import { personOf, useLive, type Notice } from '../live'
import { entryOfCard, SCENES, type Entry } from '../mini-program'
import { Chat } from './Chat'
import { Moments } from './Moments'
import { StatusBar } from './StatusBar'
import { ServiceNotices } from './ServiceNotices'
import { shortTime } from './time'

export type View = { name: 'chats' } | { name: 'discover' } | { name: 'moments' } | { name: 'chat'; key: string }

interface WeChatProps {
  person: string
  view: View
  isRunning: boolean
  statusBarHeight: number
  network: NetworkState
  onView(view: View): void
  onOpen(entry: Entry): void
  onReturn(): void
  onScan(): void
}

/** WeChat itself, as far as a mini-program needs it: chats with cards, the service notices, Moments, the scanner. */
export function WeChat(props: WeChatProps) {
  const { person, view, statusBarHeight, network, onView, onOpen } = props
  const openCard = (card: CardMessage) => onOpen(entryOfCard(card, card.to === GROUP))
  const openNotice = ({ page }: Notice) => page !== undefined && onOpen({ path: page, scene: SCENES.notice })
  const openMoment = ({ path }: MomentPost) => onOpen({ path, scene: SCENES.momentPage })
  return (
    <div className="wechat" role="region" aria-label="微信">
      <StatusBar height={statusBarHeight} network={network} />
      {view.name === 'chats' && <Chats {...props} />}
      {view.name === 'discover' && <Discover {...props} />}
      {view.name === 'moments' && <Moments onBack={() => onView({ name: 'discover' })} onOpen={openMoment} />}
      {view.name === 'chat' && view.key === NOTICES && (
        <ServiceNotices person={person} onBack={() => onView({ name: 'chats' })} onOpen={openNotice} />
      )}
      {view.name === 'chat' && view.key !== NOTICES && (
        <Chat person={person} with={view.key} onBack={() => onView({ name: 'chats' })} onOpen={openCard} />
      )}
      {(view.name === 'chats' || view.name === 'discover') && <Tabs {...props} />}
    </div>
  )
}

/** The name of a conversation as `person` reads it. */
export function nameOf(key: string, people: Parameters<typeof personOf>[0]): string {
  if (key === GROUP) return '演示群'
  if (key === NOTICES) return '服务通知'
  return personOf(people, key).name
}

function Chats({ person, isRunning, onView, onOpen, onReturn }: WeChatProps) {
  const { cards, lookedAt } = useChats()
  const { people, notices } = useLive()
  const conversations = conversationsOf(person, { cards, lookedAt }, notices)
  const unread = conversations.reduce((sum, one) => sum + one.unread, 0)
  return (
    <div className="wechat__body">
      <h2 className="wechat__title">微信{unread > 0 && `（${unread}）`}</h2>
      <button
        type="button"
        className="recent"
        onClick={() => (isRunning ? onReturn() : onOpen({ path: '', scene: SCENES.recent }))}
      >
        <span className="recent__logo">圈</span>
        <span className="recent__words">
          <b>圈客</b>
          <small>{isRunning ? '小程序在后台，点这里回去' : '小程序没有在运行，点这里打开'}</small>
        </span>
      </button>
      <ul className="chats">
        {conversations.map(({ key, cards: list, notices: told, unread: count, at }) => (
          <li key={key}>
            <button
              type="button"
              className="chats__row"
              data-chat={key}
              onClick={() => onView({ name: 'chat', key })}
              aria-label={`${nameOf(key, people)}${count > 0 ? `，${count} 条未读` : ''}`}
            >
              <span className="chats__face">
                {key === GROUP || key === NOTICES ? (
                  <span className={`chats__sign ${key === NOTICES ? 'chats__sign--notices' : ''}`}>
                    <Icon name={key === NOTICES ? 'bell' : 'group'} size={26} />
                  </span>
                ) : (
                  <Avatar name={nameOf(key, people)} size={46} />
                )}
                {count > 0 && <b className="dot">{count}</b>}
              </span>
              <span className="chats__words">
                <span className="chats__name">{nameOf(key, people)}</span>
                <span className="chats__last">{lastWords(list, told, key)}</span>
              </span>
              <time className="chats__time">{shortTime(at)}</time>
            </button>
          </li>
        ))}
      </ul>
    </div>
  )
}

function lastWords(cards: CardMessage[], notices: Notice[], key: string): string {
  const card = cards.at(-1)
  if (card) return `[小程序] ${card.title}`
  const notice = notices.at(-1)
  if (notice) return `${notice.title}：${notice.lines[0]?.value ?? ''}`
  return key === NOTICES ? '订阅的消息到了会出现在这里' : '大家都在；别的手机分享到群里的卡片在这里'
}

function Discover({ onView, onScan, isRunning, onReturn, onOpen }: WeChatProps) {
  const posts = useChats(({ moments }) => moments.length)
  return (
    <div className="wechat__body">
      <h2 className="wechat__title">发现</h2>
      <ul className="rows">
        <li>
          <button type="button" onClick={() => onView({ name: 'moments' })}>
            <Icon name="moments" /> 朋友圈 <small>{posts > 0 && `${posts} 条`}</small>
          </button>
        </li>
        <li>
          <button type="button" onClick={onScan}>
            <Icon name="scan" /> 扫一扫
          </button>
        </li>
        <li>
          <button type="button" onClick={() => (isRunning ? onReturn() : onOpen({ path: '', scene: SCENES.recent }))}>
            <Icon name="discover" /> 小程序 <small>圈客</small>
          </button>
        </li>
      </ul>
    </div>
  )
}

function Tabs({ view, onView }: WeChatProps) {
  const tabs = [
    { name: 'chats', icon: 'chat', text: '微信' },
    { name: 'discover', icon: 'discover', text: '发现' },
  ] as const
  return (
    <nav className="tabs" aria-label="微信的标签">
      {tabs.map(({ name, icon, text }) => (
        <button
          key={name}
          type="button"
          className="tabs__tab"
          aria-current={view.name === name ? 'page' : undefined}
          onClick={() => onView({ name })}
        >
          <Icon name={icon} size={26} />
          {text}
        </button>
      ))}
    </nav>
  )
}
