import { useRef } from 'react'
import { Avatar } from '../Avatar'
import { GROUP } from '../chats'
import { Icon } from '../icons'
import { personOf, useLive, type Person } from '../live'
import { useDesk } from '../desk'
import { Card } from './Chat'
import { useEscape } from './useEscape'

export type Receiver = { kind: 'chat'; to: string } | { kind: 'moments' }

interface ShareToProps {
  person: string
  title: string
  image?: string
  onChoose(receiver: Receiver): void
  onClose(): void
}

/** "发送给": to whom a card goes. People on this page's other phones come first, since there it can be opened. */
export function ShareTo({ person, title, image, onChoose, onClose }: ShareToProps) {
  const people = useLive((live) => live.people) ?? []
  const phones = useDesk((desk) => desk.phones)
  const panel = useRef<HTMLDivElement>(null)
  useEscape(panel, onClose)
  const here = [...new Set(phones.map((phone) => phone.person))].filter((key) => key !== person)
  const others = people.filter(({ key }) => key !== person && !here.includes(key))
  const row = ({ key, name }: Person, note: string) => (
    <li key={key}>
      <button type="button" data-to={key} onClick={() => onChoose({ kind: 'chat', to: key })}>
        <Avatar name={name} /> <span>{name}</span> <small>{note}</small>
      </button>
    </li>
  )
  return (
    <div className="over">
      <button type="button" className="over__shade" aria-label="取消分享" tabIndex={-1} onClick={onClose} />
      <div ref={panel} className="over__sheet" role="dialog" aria-label="发送给" tabIndex={-1}>
        <header className="over__head">
          <button type="button" onClick={onClose}>
            取消
          </button>
          <h2>发送给</h2>
          <span />
        </header>
        <Card card={{ title, image }} />
        <ul className="rows rows--people">
          {here.map((key) => row(personOf(people, key), '在旁边的手机上'))}
          <li>
            <button type="button" data-to="group" onClick={() => onChoose({ kind: 'chat', to: GROUP })}>
              <span className="rows__sign">
                <Icon name="group" />
              </span>
              <span>演示群</span> <small>大家都看得到</small>
            </button>
          </li>
          <li>
            <button type="button" data-to="moments" onClick={() => onChoose({ kind: 'moments' })}>
              <span className="rows__sign">
                <Icon name="moments" />
              </span>
              <span>朋友圈</span> <small>单页打开</small>
            </button>
          </li>
          {others.map((one) => row(one, '没有打开的手机'))}
        </ul>
      </div>
    </div>
  )
}
