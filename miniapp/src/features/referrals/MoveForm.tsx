import { View } from '@tarojs/components'
import { useState } from 'react'
import type { ReceivedReferralView } from '@quanke/shared/contracts/referrals'
import { limits } from '@quanke/shared/domain/limits'
import { NEEDS_REASON, REFERRAL_MOVES, REFERRAL_STATUSES, type AgentReferralMove } from '@quanke/shared/domain/referral'
import { sure, tell } from '@/lib/tell'
import { Button } from '@/ui/Button'
import { Card } from '@/ui/Card'
import { Field } from '@/ui/Field'
import { Notice } from '@/ui/Notice'
import { Picks } from '@/ui/Picks'
import { useMove } from './useReferrals'

/** The next step, as far as the agent moves it; a bad end needs its reason. */
export function MoveForm({ referral }: { referral: ReceivedReferralView }) {
  const [to, setTo] = useState<AgentReferralMove | null>(null)
  const [reason, setReason] = useState('')
  const move = useMove(referral.id, () => {
    setTo(null)
    setReason('')
    tell('已更新')
  })
  const needsReason = to !== null && NEEDS_REASON.includes(to)
  /** No way leads back from an end, so nobody comes there by a slip. */
  const submit = async (next: AgentReferralMove): Promise<void> => {
    const isEnd = REFERRAL_MOVES[next].length === 0
    if (isEnd && !(await sure(`更新为「${REFERRAL_STATUSES[next]}」后不能再改。`, '更新'))) return
    move.run({ to: next, ...(reason.trim() ? { reason: reason.trim() } : {}) })
  }
  return (
    <Card id="move">
      <Picks
        id="move-to"
        label="更新进展"
        options={referral.can.moveTo.map((value) => ({ value, label: REFERRAL_STATUSES[value] }))}
        value={to}
        onChange={setTo}
        error={move.fieldError('to')}
      />
      {needsReason && (
        <Field
          id="move-reason"
          label="原因"
          value={reason}
          onChange={setReason}
          max={limits.reason}
          error={move.fieldError('reason')}
        />
      )}
      {move.barError('to', 'reason') && (
        <View className="gap">
          <Notice tone="stop">{move.barError('to', 'reason')}</Notice>
        </View>
      )}
      <View className="gap row">
        <Button
          id="move-submit"
          kind="plain"
          disabled={!to || (needsReason && reason.trim() === '')}
          busy={move.isBusy}
          onClick={() => {
            if (to) void submit(to)
          }}
        >
          更新
        </Button>
      </View>
    </Card>
  )
}
