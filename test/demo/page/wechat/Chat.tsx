import { useEffect, useRef } from 'react'
import { Avatar } from '../Avatar'
import { conversationsOf, GROUP, useChats, type CardMessage } from '../chats'
import { personOf, useLive } from '../live'
import { Bar } from './Bar'
import { shortTime } from './time'
import { nameOf } from './WeChat'

interface ChatProps {
  person: string
  /** The other person, or the group. */
  with: string
  onBack(): void
  onOpen(card: CardMessage): void
}

/** One conversation: the cards that went to and fro. */
export function Chat({ person, with: key, onBack, onOpen }: ChatProps) {
  const { cards, look } = useChats()
  const people = useLive((live) => live.people)
  const list = conversationsOf(person, { cards, lookedAt: {} }, []).find((one) => one.key === key)?.cards ?? []
  const end = useRef<HTMLDivElement>(null)
  useEffect(() => {
    look(person, key)
    end.current?.scrollIntoView({ block: 'nearest' })
  }, [look, person, key, list.length])
  return (
    <>
      <Bar title={nameOf(key, people)} onBack={onBack} />
      <div className="talk">
        {list.length === 0 && (
          <p className="wechat__empty">
            还没有卡片。在小程序里点「分享」，选择{key === GROUP ? '群' : '人'}，就会出现在这里。
          </p>
        )}
        {list.map((card) => (
          <div key={card.id} className={`talk__line ${card.from === person ? 'talk__line--mine' : ''}`}>
            <time>{shortTime(card.at)}</time>
            <div className="talk__bubble">
              <Avatar name={personOf(people, card.from).name} size={40} />
              <div>
                {key === GROUP && card.from !== person && <small>{personOf(people, card.from).name}</small>}
                <Card card={card} onOpen={() => onOpen(card)} />
              </div>
            </div>
          </div>
        ))}
        <div ref={end} />
      </div>
    </>
  )
}

/** A mini-program card as it stands in a chat. */
export function Card({ card, onOpen }: { card: Pick<CardMessage, 'title' | 'image'>; onOpen?: () => void }) {
  const content = (
    <>
      <span className="card__program">
        <i>圈</i> 圈客
      </span>
      <span className="card__title">{card.title}</span>
      <span className="card__picture">{card.image && <img src={card.image} alt="" />}</span>
      <span className="card__foot">小程序</span>
    </>
  )
  if (!onOpen) return <span className="card">{content}</span>
  return (
    <button type="button" className="card" aria-label={`小程序卡片：${card.title}`} onClick={onOpen}>
      {content}
    </button>
  )
}
