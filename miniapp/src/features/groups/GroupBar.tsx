import { useEffect } from 'react'
import type { GroupView } from '@quanke/shared/contracts/groups'
import { go, routes } from '@/lib/routes'
import { sure, tell } from '@/lib/tell'
import { BottomBar } from '@/ui/BottomBar'
import { Button } from '@/ui/Button'
import { useJoinGroup, useLeaveGroup } from './useGroups'

/** Join, ask, pass on, leave: whatever this person may do in this group now. */
export function GroupBar({ group, onShare }: { group: GroupView; onShare: () => void }) {
  const join = useJoinGroup(group.id, () => tell('已加入圈子'))
  const leave = useLeaveGroup(group.id)
  const needsConsent = join.error?.code === 'service_consent_required'
  useEffect(() => {
    if (needsConsent) go(routes.consent({ group: group.id }))
  }, [needsConsent, group.id])

  const askToLeave = async (): Promise<void> => {
    if (await sure('退出后，您将不再看到这个圈子的成员和动态。', '退出圈子')) leave.run(undefined)
  }
  const { can } = group
  const begin = () => (can.consentFirst ? go(routes.consent({ group: group.id })) : join.run(undefined))
  if (!can.join && !can.leave && !can.ask && !can.share) return null
  return (
    <BottomBar
      note={can.join ? '加入即表示您愿意遵守圈子公约' : undefined}
      error={needsConsent ? null : (join.barError() ?? leave.barError())}
    >
      {can.leave && (
        <Button id="group-leave" kind="text" busy={leave.isBusy} onClick={() => void askToLeave()}>
          退出
        </Button>
      )}
      {can.share && (
        <Button id="group-share" kind="plain" onClick={onShare}>
          分享
        </Button>
      )}
      {can.join && (
        <Button id="group-join" busy={join.isBusy} onClick={() => void begin()}>
          加入圈子
        </Button>
      )}
      {can.ask && !can.join && (
        <Button id="group-ask" onClick={() => go(routes.ask({ group: group.id }))}>
          求推荐
        </Button>
      )}
    </BottomBar>
  )
}
