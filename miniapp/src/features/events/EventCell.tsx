import { View } from '@tarojs/components'
import type { EventCounts, EventRow } from '@quanke/shared/contracts/events'
import { EVENT_KINDS } from '@quanke/shared/domain/event'
import { go, routes } from '@/lib/routes'
import { span } from '@/lib/time'
import { Cell } from '@/ui/Cell'
import { Tag } from '@/ui/Tag'
import { countParts, standing } from './labels'
import { WholeParts } from './WholeParts'

interface EventCellProps {
  event: EventRow
  /** For those who look after it: how many come. */
  counts?: EventCounts | null
}

/** An event in a list; the whole row leads to it. */
export function EventCell({ event, counts = null }: EventCellProps) {
  const { words, tone } = standing(event)
  return (
    <Cell
      id={`event-${event.id}`}
      className="event-cell"
      title={event.title}
      note={
        <>
          <View>{span(event.beginsAt, event.endsAt)}</View>
          <View>{`${EVENT_KINDS[event.kind]}，${event.hostName}主办`}</View>
          {counts && event.stage !== 'unpublished' && (
            <View>
              <WholeParts parts={[`共 ${event.capacity} 个名额`, ...countParts(counts)]} between="，" />
            </View>
          )}
        </>
      }
      value={<Tag tone={tone}>{words}</Tag>}
      onClick={() => go(routes.event({ id: event.id }))}
    />
  )
}
