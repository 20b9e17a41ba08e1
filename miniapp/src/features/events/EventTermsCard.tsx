import { View } from '@tarojs/components'
import type { EventTerms } from '@quanke/shared/contracts/events'
import { EVENT_AUDIENCES, EVENT_KINDS } from '@quanke/shared/domain/event'
import { moment, span } from '@/lib/time'
import { Card } from '@/ui/Card'
import { Cell } from '@/ui/Cell'
import { Tag, type Tone } from '@/ui/Tag'

interface EventTermsCardProps {
  terms: EventTerms
  tag?: { words: string; tone?: Tone }
  seats?: string
}

/** What it is, when, where and for whom: as it is in force, or as it would be. */
export function EventTermsCard({ terms, tag, seats }: EventTermsCardProps) {
  return (
    <>
      <Card>
        <View className="title">{terms.title}</View>
        <View className="tags gap-small">
          <Tag>{EVENT_KINDS[terms.kind]}</Tag>
          {tag && <Tag tone={tag.tone}>{tag.words}</Tag>}
        </View>
        <View className="words gap">{terms.about}</View>
      </Card>
      <Card list>
        <Cell title="时间（北京时间）" note={span(terms.beginsAt, terms.endsAt)} />
        <Cell title="地点" note={terms.place} />
        <Cell title="名额" note={seats ? `共 ${terms.capacity} 个，${seats}` : `共 ${terms.capacity} 个`} />
        <Cell title="报名截止" note={moment(terms.closesAt)} />
        <Cell title="面向" note={EVENT_AUDIENCES[terms.audience]} />
      </Card>
    </>
  )
}
