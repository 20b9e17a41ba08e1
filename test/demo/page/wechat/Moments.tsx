import { Avatar } from '../Avatar'
import { useChats, type MomentPost } from '../chats'
import { personOf, useLive } from '../live'
import { Bar } from './Bar'
import { shortTime } from './time'

/** 朋友圈: pages that people showed to everybody; each opens by itself, as a single page. */
export function Moments({ onBack, onOpen }: { onBack: () => void; onOpen: (post: MomentPost) => void }) {
  const posts = useChats((chats) => chats.moments)
  const people = useLive((live) => live.people)
  return (
    <>
      <Bar title="朋友圈" onBack={onBack} />
      <div className="moments">
        {posts.length === 0 && (
          <p className="wechat__empty">还没有人发表。在小程序右上角「···」里选「分享到朋友圈」。</p>
        )}
        {posts.toReversed().map((post) => (
          <article key={post.id} className="moments__post">
            <Avatar name={personOf(people, post.from).name} size={42} />
            <div>
              <b>{personOf(people, post.from).name}</b>
              <button type="button" className="moments__link" onClick={() => onOpen(post)}>
                <span className="moments__picture">{post.image && <img src={post.image} alt="" />}</span>
                <span>{post.title}</span>
              </button>
              <time>{shortTime(post.at)}</time>
            </div>
          </article>
        ))}
      </div>
    </>
  )
}
