import { useEffect, useRef } from 'react'
import { NOTICES, useChats } from '../chats'
import { useLive, type Notice } from '../live'
import { Bar } from './Bar'
import { shortTime } from './time'

interface ServiceNoticesProps {
  person: string
  onBack(): void
  onOpen(notice: Notice): void
}

/** 服务通知: the subscription messages that the server sent to this person, the latest at the end. */
export function ServiceNotices({ person, onBack, onOpen }: ServiceNoticesProps) {
  const look = useChats((chats) => chats.look)
  const notices = useLive((live) => live.notices).filter((notice) => notice.person === person)
  const end = useRef<HTMLDivElement>(null)
  useEffect(() => {
    look(person, NOTICES)
    end.current?.scrollIntoView({ block: 'nearest' })
  }, [look, person, notices.length])
  return (
    <>
      <Bar title="服务通知" onBack={onBack} />
      <div className="talk">
        {notices.length === 0 && (
          <p className="wechat__empty">还没有通知。小程序里同意「订阅」以后，服务器每发来一条，就会出现在这里。</p>
        )}
        {notices.map((notice) => (
          <div key={notice.msgId} className="talk__line">
            <time>{shortTime(notice.at)}</time>
            <button type="button" className="notice" onClick={() => onOpen(notice)}>
              <span className="card__program">
                <i>圈</i> 圈客
              </span>
              <b className="notice__title">{notice.title}</b>
              {notice.lines.map(({ label, value }) => (
                <span key={label} className="notice__line">
                  <span>{label}</span>
                  <span>{value}</span>
                </span>
              ))}
              <span className="notice__foot">
                {notice.page === undefined ? '没有可以打开的页面' : '进入小程序查看'}
              </span>
            </button>
          </div>
        ))}
        <div ref={end} />
      </div>
    </>
  )
}
