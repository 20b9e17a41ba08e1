import { View } from '@tarojs/components'
import type { GivenReferralView } from '@quanke/shared/contracts/referrals'
import { Sheet } from '@/ui/Sheet'
import { CardKind, SendCard } from './SendCard'
import { usePreparedCard } from './useReferrals'

/** Sends a card that is there already once more. */
export function SendSheet({ given, onClose }: { given: GivenReferralView | null; onClose: () => void }) {
  const prepared = usePreparedCard(given?.id ?? null)
  return (
    <Sheet id="send-sheet" open={given !== null} title="发送推荐卡" onClose={onClose}>
      <View className="words">{given?.words}</View>
      <View className="gap">
        <CardKind prepared={prepared} />
      </View>
      <View className="gap row">
        <SendCard id="resend" prepared={prepared} />
      </View>
    </Sheet>
  )
}
