import { useEffect } from 'react'
import type { EventView } from '@quanke/shared/contracts/events'
import { go, routes } from '@/lib/routes'
import { sure, tell } from '@/lib/tell'
import { BottomBar } from '@/ui/BottomBar'
import { Button } from '@/ui/Button'
import { registeredWords } from './labels'
import { useApproveEvent, useRegister, useSubmitEvent, useUnregister } from './useEvents'

export type EventSheet = 'share' | 'return' | 'cancel' | 'check-in'

interface EventBarProps {
  event: EventView
  onSheet: (sheet: EventSheet) => void
}

/** What this reader is likely to want now: to decide, to hand in, or to come. */
export function EventBar({ event, onSheet }: EventBarProps) {
  if (event.can.approve && event.review) return <DecideBar event={event} onSheet={onSheet} />
  if (event.can.submit) return <SubmitBar event={event} onSheet={onSheet} />
  return <ComeBar event={event} onSheet={onSheet} />
}

function DecideBar({ event: { id, review }, onSheet }: EventBarProps) {
  const approve = useApproveEvent(id, () => tell('已通过'))
  return (
    <BottomBar error={approve.barError()}>
      <Button id="event-return" kind="plain" disabled={approve.isBusy} onClick={() => onSheet('return')}>
        退回
      </Button>
      <Button id="event-approve" busy={approve.isBusy} onClick={() => approve.run(review!.version)}>
        通过
      </Button>
    </BottomBar>
  )
}

function SubmitBar({ event: { id, can }, onSheet }: EventBarProps) {
  const submit = useSubmitEvent(id, () => tell('已提交，等待合规审核'))
  return (
    <BottomBar error={submit.barError()}>
      {can.share && (
        <Button id="event-share" kind="plain" onClick={() => onSheet('share')}>
          分享
        </Button>
      )}
      <Button id="event-submit" busy={submit.isBusy} onClick={() => submit.run(undefined)}>
        提交审核
      </Button>
    </BottomBar>
  )
}

const GIVE_BACK = {
  act: '取消报名',
  warning: '取消后名额会让给排队的人，再报名要重新排队。',
  done: '已取消报名',
}
const LEAVE_QUEUE = { act: '退出候补', warning: '退出后再候补，要从最后排起。', done: '已退出候补' }

function ComeBar({ event, onSheet }: EventBarProps) {
  const { id, can, stage } = event
  const register = useRegister(id, (registered) => tell(registeredWords(registered)))
  const isWaiting = event.registration?.status === 'waitlisted'
  const leaving = isWaiting ? LEAVE_QUEUE : GIVE_BACK
  const unregister = useUnregister(id, () => tell(leaving.done))
  const needsConsent = register.error?.code === 'event_consent_required'
  useEffect(() => {
    if (needsConsent) go(routes.consent({ event: id }))
  }, [needsConsent, id])
  const askToCancel = async (): Promise<void> => {
    if (await sure(leaving.warning, leaving.act)) unregister.run(undefined)
  }
  const begin = () => (can.consentFirst ? go(routes.consent({ event: id })) : register.run(undefined))
  if (!can.register && !can.cancelRegistration && !can.checkIn && !can.share) return null
  return (
    <BottomBar error={needsConsent ? null : (register.barError() ?? unregister.barError())}>
      {can.cancelRegistration && (
        <Button id="event-unregister" kind="text" busy={unregister.isBusy} onClick={() => void askToCancel()}>
          {leaving.act}
        </Button>
      )}
      {can.share && (
        <Button id="event-share" kind="plain" onClick={() => onSheet('share')}>
          分享
        </Button>
      )}
      {can.register && (
        <Button id="event-register" busy={register.isBusy} onClick={begin}>
          {stage === 'waitlist' ? '排队候补' : '报名'}
        </Button>
      )}
      {can.checkIn && (
        <Button id="event-check-in" onClick={() => onSheet('check-in')}>
          签到
        </Button>
      )}
    </BottomBar>
  )
}
