import type { EventView } from '@quanke/shared/contracts/events'
import { go, routes } from '@/lib/routes'
import { Card } from '@/ui/Card'
import { Cell } from '@/ui/Cell'
import { Notice } from '@/ui/Notice'
import { Section } from '@/ui/Section'
import { EventTermsCard } from './EventTermsCard'
import { countWords } from './labels'

/** What the host and compliance see beside the event itself: where its latest version is, and what may be done. */
export function HostPart({ event, onCancel }: { event: EventView; onCancel: () => void }) {
  const { id, can, counts, review } = event
  return (
    <>
      {review?.isChange && (
        <>
          <Section title="改动后的内容" />
          <EventTermsCard terms={review.terms} />
        </>
      )}
      {(counts || can.edit || can.cancel) && (
        <>
          <Section title="管理" />
          <Card list>
            {counts && (
              <Cell
                id="event-registrations"
                title="报名名单"
                note={countWords(counts)}
                onClick={() => go(routes.eventRegistrations({ id }))}
              />
            )}
            {can.edit && (
              <Cell
                id="event-edit"
                title="修改"
                note={
                  review?.isChange
                    ? '名额立即生效，其他改动等审核通过'
                    : '名额和报名截止时间立即生效，其他改动要重新审核'
                }
                onClick={() => go(routes.editEvent({ id }))}
              />
            )}
            {can.cancel && <Cell id="event-cancel" title="取消活动" note="报名的人会看到原因" onClick={onCancel} />}
          </Card>
        </>
      )}
    </>
  )
}

/** What a leader sees of somebody else's event: how many come, and no more. */
export function TeamPart({ counts }: Pick<EventView, 'counts'>) {
  return (
    <>
      <Section title="团队活动" />
      <Card list>
        <Cell id="event-counts" title="报名和到场" note={counts ? countWords(counts) : undefined} />
      </Card>
    </>
  )
}

/** Where the latest version is on its way through compliance. */
export function ReviewNotice({ event: { review } }: { event: EventView }) {
  if (!review) return null
  if (review.status === 'returned')
    return <Notice id="event-returned">{`审核意见：${review.returnedReason ?? ''}。修改后可以再次提交。`}</Notice>
  if (review.status === 'submitted')
    return (
      <Notice id="event-waiting">
        {review.isChange ? '改动等待合规审核，通过前大家看到的是原来的安排。' : '等待合规审核，通过后可以分享和报名。'}
      </Notice>
    )
  if (review.status === 'draft')
    return (
      <Notice id="event-draft">
        {review.isChange
          ? '改动还没有提交审核，大家看到的是原来的安排。'
          : '草稿只有您能看到，提交审核并通过后可以分享。'}
      </Notice>
    )
  return null
}
