import { useEffect } from 'react'
import { tell } from '@/lib/tell'
import { useLeave } from '@/lib/useLeave'
import { Failed } from '@/ui/Failed'
import { Page } from '@/ui/Page'
import { Skeleton } from '@/ui/Skeleton'
import { useJoinGroup } from './useGroups'

/** Joins the group the person wanted, and goes back to it. */
export function JoinAfterConsent({ groupId }: { groupId: string }) {
  const leave = useLeave()
  const { run, error } = useJoinGroup(groupId, () => {
    tell('已加入圈子')
    leave.back()
  })
  useEffect(() => {
    run(undefined)
    // Once, when the consent was given; a failure is tried again by the reader.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [])
  return (
    <Page id="joining">{error ? <Failed text={error.message} onRetry={() => run(undefined)} /> : <Skeleton />}</Page>
  )
}
