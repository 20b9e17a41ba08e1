import { View } from '@tarojs/components'
import { useState } from 'react'
import type { RequestView } from '@quanke/shared/contracts/referral-requests'
import { useTeam } from '@/features/team/useTeam'
import { tell } from '@/lib/tell'
import { Button } from '@/ui/Button'
import { Loaded } from '@/ui/Loaded'
import { Notice } from '@/ui/Notice'
import { Picks } from '@/ui/Picks'
import { Sheet } from '@/ui/Sheet'
import { useHandOver } from './useRequests'

interface HandOverSheetProps {
  request: Pick<RequestView, 'id' | 'notToAsk'>
  open: boolean
  onClose: () => void
}

/** A leader asks another agent to answer. The client stays the owner's. */
export function HandOverSheet({ request, open, onClose }: HandOverSheetProps) {
  const [agentId, setAgentId] = useState<string | null>(null)
  const team = useTeam(open)
  const hand = useHandOver(request.id, () => {
    tell('已请同事协助')
    onClose()
  })
  return (
    <Sheet id="hand-over-sheet" open={open} title="请同事协助回应" onClose={onClose}>
      <Notice tone="quiet">同事会看到这条求推荐和客户的称呼，看不到客户档案；客户的归属不变。</Notice>
      <View className="gap">
        <Loaded query={team}>
          {({ teams }) => (
            <Picks
              id="hand-over-agent"
              label="请谁协助"
              options={teams
                .flatMap(({ agents }) => agents)
                .filter(({ id, isActive }) => isActive && !request.notToAsk.includes(id))
                .map(({ id, name, title }) => ({ value: id, label: `${name} ${title}` }))}
              value={agentId}
              onChange={setAgentId}
              error={hand.fieldError('agentId')}
            />
          )}
        </Loaded>
      </View>
      {hand.barError('agentId') && (
        <View className="gap">
          <Notice tone="stop">{hand.barError('agentId')}</Notice>
        </View>
      )}
      <View className="gap row">
        <Button
          id="hand-over-submit"
          disabled={!agentId}
          busy={hand.isBusy}
          onClick={() => {
            if (agentId) hand.run({ agentId })
          }}
        >
          发出
        </Button>
      </View>
    </Sheet>
  )
}
