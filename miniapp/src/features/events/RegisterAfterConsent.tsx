import { useEffect } from 'react'
import { tell } from '@/lib/tell'
import { useLeave } from '@/lib/useLeave'
import { Failed } from '@/ui/Failed'
import { Page } from '@/ui/Page'
import { Skeleton } from '@/ui/Skeleton'
import { useRegister } from './useEvents'

/** Registers for the event the person wanted, and goes back to it. */
export function RegisterAfterConsent({ eventId }: { eventId: string }) {
  const leave = useLeave()
  const { run, error } = useRegister(eventId, ({ registration }) => {
    tell(registration?.status === 'waitlisted' ? '已排队候补' : '已报名')
    leave.back()
  })
  useEffect(() => {
    run(undefined)
    // Once, when the consent was given; a failure is tried again by the reader.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [])
  return (
    <Page id="registering">
      {error ? <Failed text={error.message} onRetry={() => run(undefined)} /> : <Skeleton />}
    </Page>
  )
}
