import { View } from '@tarojs/components'
import type { ReferralAskState } from '@quanke/shared/contracts/referrals'
import { dayOfYear } from '@quanke/shared/domain/day-words'
import { dayOn } from '@/lib/time'
import { sure, tell } from '@/lib/tell'
import { Button } from '@/ui/Button'
import { Card } from '@/ui/Card'
import { Notice } from '@/ui/Notice'
import { Section } from '@/ui/Section'
import { useAskClient } from './useAsks'

interface AskClientCardProps {
  clientId: string
  state: ReferralAskState
  canAsk: boolean
}

/** Whether the client may be asked for a recommendation now; if not, why, and from when. */
export function AskClientCard({ clientId, state, canAsk }: AskClientCardProps) {
  const ask = useAskClient(clientId, () => tell('已询问'))
  const confirm = async () => {
    if (await sure('客户会在「我的」看到这次询问，可以不答应。90 天内不会再问。', '询问')) ask.run(undefined)
  }
  return (
    <>
      <Section title="请客户推荐" />
      <Card id="ask-client">
        {state.saidYes && <SaidYes saidYes={state.saidYes} />}
        <View className={state.saidYes ? 'note gap-small' : 'words'} id="ask-reason">
          {state.reason ?? '客户最近给过好评，可以问一次是否愿意介绍朋友。'}
        </View>
        {state.nextOn && <View className="note gap-small">{`${dayOn(state.nextOn)}起可以询问`}</View>}
        {state.askedOn && <View className="note gap-small">{`上次询问：${dayOn(state.askedOn)}`}</View>}
        {ask.error && (
          <View className="gap">
            <Notice tone="stop">{ask.error.message}</Notice>
          </View>
        )}
        {canAsk && (
          <View className="gap row">
            <Button id="ask-client-submit" kind="plain" busy={ask.isBusy} onClick={() => void confirm()}>
              询问是否愿意推荐
            </Button>
          </View>
        )}
      </Card>
    </>
  )
}

/** The yes, with its day. What follows is the client's own matter. */
function SaidYes({ saidYes: { on, hasCard } }: { saidYes: NonNullable<ReferralAskState['saidYes']> }) {
  return (
    <>
      <View className="words" id="ask-said-yes">{`${dayOfYear(on)}客户表示愿意介绍朋友`}</View>
      <View className="note gap-small">
        {hasCard ? '之后已经写了推荐卡' : '写推荐卡、发给谁，都由客户自己决定，请不要催促'}
      </View>
    </>
  )
}
