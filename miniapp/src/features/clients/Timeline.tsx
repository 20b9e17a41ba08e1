import { View } from '@tarojs/components'
import type { TimelineEntry } from '@quanke/shared/contracts/clients'
import { ago, lasting } from '@/lib/time'
import { Empty } from '@/ui/Empty'
import { PagedList } from '@/ui/PagedList'
import { Tag } from '@/ui/Tag'
import { useTimeline } from './useClients'
import './clients.scss'

/** What the client did, latest first. Without the client's consent to show it, it says so instead. */
export function Timeline({ clientId, canSee }: { clientId: string; canSee: boolean }) {
  const list = useTimeline(clientId, true)
  return (
    <>
      <PagedList
        list={list}
        empty={<Empty text={canSee ? '客户的浏览与互动会出现在这里' : '客户没有同意展示浏览与互动明细'} />}
      >
        {(entry) => <Entry key={entry.id} entry={entry} />}
      </PagedList>
      {!canSee && list.items.length > 0 && (
        <View className="note">客户没有同意展示浏览明细，这里只有与您有关的事项。</View>
      )}
    </>
  )
}

/** 「阅读《…》」「加入圈子「…」」: only an article's title stands in 《》; the app itself needs no naming. */
function deedOf({ label, subject }: TimelineEntry): string {
  if (!subject.title || subject.kind === 'app') return label
  if (subject.kind === 'content') return `${label}《${subject.title}》`
  return subject.kind === 'group' || subject.kind === 'event'
    ? `${label}「${subject.title}」`
    : `${label}：${subject.title}`
}

function Entry({ entry }: { entry: TimelineEntry }) {
  const depth = [
    entry.percent !== null && entry.percent > 0 ? `读到 ${entry.percent}%` : null,
    entry.seconds !== null && entry.seconds > 0 ? lasting(entry.seconds) : null,
  ].filter(Boolean)
  return (
    <View className="entry">
      <View className="entry__time">{ago(entry.occurredAt)}</View>
      <View className="entry__main">
        <View>{deedOf(entry)}</View>
        {depth.length > 0 && <View className="note">{depth.join('，')}</View>}
        {entry.via && (
          <View className="tags">
            <View className="note">{`来自 ${entry.via.agentName} 的分享`}</View>
            {entry.via.isAssist && <Tag tone="honour">助攻</Tag>}
          </View>
        )}
      </View>
    </View>
  )
}
