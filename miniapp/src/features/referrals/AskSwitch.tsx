import { View } from '@tarojs/components'
import { Card } from '@/ui/Card'
import { Check } from '@/ui/Check'
import { Notice } from '@/ui/Notice'
import { useMyAsk, usePreferNotAsked } from './useAsks'

/** The client's switch: never ask me. */
export function AskSwitch({ enabled }: { enabled: boolean }) {
  const mine = useMyAsk(enabled)
  const prefer = usePreferNotAsked()
  if (!mine.data) return null
  return (
    <Card>
      <Check id="never-ask" checked={mine.data.never} onChange={(never) => prefer.run({ never })}>
        不要询问我是否愿意推荐
      </Check>
      {prefer.error && (
        <View className="gap">
          <Notice tone="stop">{prefer.error.message}</Notice>
        </View>
      )}
    </Card>
  )
}
