import { View } from '@tarojs/components'
import { ASK_ANSWERS } from '@quanke/shared/domain/referral-ask'
import { go, routes } from '@/lib/routes'
import { Button } from '@/ui/Button'
import { Card } from '@/ui/Card'
import { Notice } from '@/ui/Notice'
import { useAnswerAsk, useMyAsk } from './useAsks'

/** The adviser's quiet question, as long as it is open. Saying no is as easy as saying yes, and changes nothing else. */
export function AskedCard({ enabled }: { enabled: boolean }) {
  const mine = useMyAsk(enabled)
  const answer = useAnswerAsk()
  const ask = mine.data?.ask
  if (!ask) return null
  const say = (value: 'willing' | 'not_now' | 'never') => answer.run({ id: ask.id, answer: value })
  return (
    <Card id="asked">
      <View className="head">{`${ask.agentName}想请您帮个忙`}</View>
      <View className="words gap-small">
        如果身边有朋友也需要这样的服务，您愿意介绍吗？愿不愿意都没有关系，不影响为您服务。
      </View>
      {answer.error && (
        <View className="gap">
          <Notice tone="stop">{answer.error.message}</Notice>
        </View>
      )}
      <View className="gap row">
        <Button id="asked-not-now" kind="plain" small busy={answer.isBusy} onClick={() => say('not_now')}>
          {ASK_ANSWERS.not_now}
        </Button>
        <Button
          id="asked-willing"
          kind="plain"
          small
          busy={answer.isBusy}
          onClick={() => {
            say('willing')
            go(routes.refer())
          }}
        >
          {ASK_ANSWERS.willing}
        </Button>
      </View>
      <View className="row">
        <Button id="asked-never" kind="text" small busy={answer.isBusy} onClick={() => say('never')}>
          {ASK_ANSWERS.never}
        </Button>
      </View>
    </Card>
  )
}
