import { View } from '@tarojs/components'
import { useState } from 'react'
import { limits } from '@quanke/shared/domain/limits'
import { tell } from '@/lib/tell'
import { Button } from '@/ui/Button'
import { Field } from '@/ui/Field'
import { Loaded } from '@/ui/Loaded'
import { Notice } from '@/ui/Notice'
import { Picks } from '@/ui/Picks'
import { Sheet } from '@/ui/Sheet'
import { useAssign, useTeam } from './useTeam'

interface AssignSheetProps {
  clientId: string
  open: boolean
  onClose: () => void
}

/** A leader gives a client to an agent of the subtree, with a reason that stays in the history. */
export function AssignSheet({ clientId, open, onClose }: AssignSheetProps) {
  const [agentId, setAgentId] = useState<string | null>(null)
  const [reason, setReason] = useState('')
  const team = useTeam(open)
  const assign = useAssign(clientId, () => {
    tell('已分配')
    onClose()
  })
  return (
    <Sheet id="assign-sheet" open={open} title="分配归属代理人" onClose={onClose}>
      <Loaded query={team}>
        {({ teams }) => (
          <Picks
            id="assign-agent"
            label="代理人"
            options={teams
              .flatMap(({ agents }) => agents)
              .filter(({ isActive }) => isActive)
              .map(({ id, name, clientCount }) => ({ value: id, label: `${name} ${clientCount} 位客户` }))}
            value={agentId}
            onChange={setAgentId}
            error={assign.fieldError('agentId')}
          />
        )}
      </Loaded>
      <View className="gap">
        <Field
          id="assign-reason"
          label="原因"
          hint="会记入归属历史"
          value={reason}
          onChange={setReason}
          max={limits.reason}
          error={assign.fieldError('reason')}
        />
      </View>
      {assign.barError('agentId', 'reason') && (
        <View className="gap">
          <Notice tone="stop">{assign.barError('agentId', 'reason')}</Notice>
        </View>
      )}
      <View className="gap row">
        <Button
          id="assign-submit"
          disabled={!agentId || reason.trim() === ''}
          busy={assign.isBusy}
          onClick={() => {
            if (agentId) assign.run({ agentId, reason: reason.trim() })
          }}
        >
          分配
        </Button>
      </View>
    </Sheet>
  )
}
