import { useQuery } from '@tanstack/react-query'
import { View } from '@tarojs/components'
import { useState } from 'react'
import type { EventStage } from '@quanke/shared/domain/event'
import { readEvents } from '@/features/events/events.api'
import { sentenceOf } from '@/lib/http'
import { moment } from '@/lib/time'
import { Card } from '@/ui/Card'
import { Cell } from '@/ui/Cell'
import { Failed } from '@/ui/Failed'
import { Notice } from '@/ui/Notice'
import { Sheet } from '@/ui/Sheet'
import { Skeleton } from '@/ui/Skeleton'
import type { NamedEvent } from './plan-draft'

interface EventChoiceProps {
  /** The own ones, or for the plan of a team those of the team. */
  list: 'hosted' | 'team'
  event: NamedEvent | null
  onPick: (event: NamedEvent | null) => void
}

/** The one event that a plan is about; without one, registering for any counts. */
export function EventChoice({ list, event, onPick }: EventChoiceProps) {
  const [isOpen, setOpen] = useState(false)
  const pick = (picked: NamedEvent | null): void => {
    onPick(picked)
    setOpen(false)
  }
  return (
    <>
      <Card list>
        <Cell
          id="plan-event"
          title={event?.title ?? '指定一场活动'}
          note={
            event ? `${moment(event.beginsAt)}，报名和到场只看这一场` : '可以不指定；不指定时，报名或到场任何一场都算'
          }
          value={event ? '更换' : undefined}
          onClick={() => setOpen(true)}
        />
      </Card>
      {isOpen && (
        <Sheet id="event-sheet" open title="指定一场活动" onClose={() => setOpen(false)}>
          <EventList list={list} onPick={pick} />
          {event && <Cell id="pick-no-event" title="不指定活动" onClick={() => pick(null)} />}
        </Sheet>
      )}
    </>
  )
}

/** More than anybody plans at a time; those that are furthest ahead come first, those that are over last. */
const MOST = 50
const TO_COME: readonly EventStage[] = ['open', 'waitlist', 'full', 'closed']

function EventList({ list, onPick }: Pick<EventChoiceProps, 'list' | 'onPick'>) {
  const events = useQuery({
    queryKey: ['events', 'pick', list],
    queryFn: async () => (await readEvents(list, undefined, MOST)).items.filter(({ stage }) => TO_COME.includes(stage)),
  })
  if (events.isPending) return <Skeleton kind="text" />
  if (!events.data) return <Failed text={sentenceOf(events.error)} onRetry={events.refetch} />
  if (events.data.length === 0)
    return <Notice tone="quiet">还没有审核通过、尚未结束的活动。可以先在「活动」里新建。</Notice>
  return (
    <View>
      {events.data.map((event) => (
        <Cell
          key={event.id}
          id={`pick-${event.id}`}
          title={event.title}
          note={`${moment(event.beginsAt)}，${event.hostName}主办`}
          onClick={() => onPick(event)}
        />
      ))}
    </View>
  )
}
