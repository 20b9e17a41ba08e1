import { View } from '@tarojs/components'
import { useEffect, useState } from 'react'
import type { EventView } from '@quanke/shared/contracts/events'
import { limits } from '@quanke/shared/domain/limits'
import { record } from '@/features/engagement/engagements'
import { LicenceLine } from '@/features/me/AdviserCard'
import { RemindMe } from '@/features/messages/RemindMe'
import { ShareSheet } from '@/features/shares/ShareSheet'
import { routes } from '@/lib/routes'
import { tell } from '@/lib/tell'
import { useRefresh } from '@/lib/usePaged'
import { Card } from '@/ui/Card'
import { Notice } from '@/ui/Notice'
import { Page } from '@/ui/Page'
import { WordsSheet } from '@/ui/WordsSheet'
import { CheckInSheet } from './CheckInSheet'
import { EventBar, type EventSheet } from './EventBar'
import { EventTermsCard } from './EventTermsCard'
import { HostPart, ReviewNotice, TeamPart } from './HostPart'
import { registrationWords, seatsWords, standing } from './labels'
import { useCancelEvent, useReturnEvent } from './useEvents'

interface EventScreenProps {
  event: EventView
  shareCode: string | null
  refresh: () => Promise<unknown>
}

/** What others will read of a decision. */
const REASON = { field: 'reason', fewest: 1, max: limits.reason, bodyOf: (reason: string) => reason }

/** An event: what, when and where, who hosts it, and one's own place in it. */
export function EventScreen({ event, shareCode, refresh }: EventScreenProps) {
  const [sheet, setSheet] = useState<EventSheet | null>(null)
  const close = () => setSheet(null)
  useRefresh(refresh)
  const isPublic = event.stage !== 'unpublished'
  useEffect(() => {
    if (isPublic) record({ kind: 'viewed', subject: 'event', subjectId: event.id, shareCode: shareCode ?? undefined })
  }, [event.id, isPublic, shareCode])
  const cancel = useCancelEvent(event.id, () => (tell('已取消活动'), close()))
  const giveBack = useReturnEvent(event.id, event.review?.version ?? 1, () => (tell('已退回'), close()))
  // Nobody is told to come to what does not take place.
  const mine = event.registration && event.stage !== 'cancelled' ? registrationWords(event.registration) : null
  return (
    <Page id="event" bar={<EventBar event={event} onSheet={setSheet} />}>
      {event.cancelledReason !== null && (
        <Notice id="event-off" tone="stop">{`活动已取消：${event.cancelledReason}`}</Notice>
      )}
      <ReviewNotice event={event} />
      {mine && (
        <Notice id="event-mine" tone={event.registration?.status === 'waitlisted' ? 'care' : 'ok'}>
          {mine}
        </Notice>
      )}
      <EventTermsCard terms={event} tag={standing(event)} seats={isPublic ? seatsWords(event) : undefined} />
      <Card>
        <View className="note">{`主办：${event.host.name} ${event.host.title}`}</View>
        <LicenceLine agent={event.host} />
      </Card>
      {event.can.cancelRegistration && (
        <RemindMe id="event-remind" use="event" about={`${event.id} ${event.registration?.status ?? ''}`}>
          有变动时提醒我
        </RemindMe>
      )}
      {event.review && <HostPart event={event} onCancel={() => setSheet('cancel')} />}
      {!event.review && event.counts && isPublic && <TeamPart counts={event.counts} />}
      <CheckInSheet eventId={event.id} open={sheet === 'check-in'} onClose={close} />
      <WordsSheet
        {...REASON}
        id="event-cancel"
        title="取消活动"
        label="原因"
        placeholder="报名的人会看到，例如：场地临时不能使用"
        submit="取消活动"
        kind="danger"
        open={sheet === 'cancel'}
        write={cancel}
        onClose={close}
      />
      <WordsSheet
        {...REASON}
        id="event-return"
        title="退回"
        label="审核意见"
        placeholder="请写明要改什么，例如：请写明讲师和机构"
        submit="退回给主办人"
        open={sheet === 'return'}
        write={giveBack}
        onClose={close}
      />
      <ShareSheet
        title={event.title}
        subject="event"
        subjectId={event.id}
        open={sheet === 'share'}
        onClose={close}
        fallback={routes.event({ id: event.id, s: shareCode })}
      />
    </Page>
  )
}
