import { View } from '@tarojs/components'
import { isSinglePage } from '@/lib/launch'
import { back } from '@/lib/routes'
import { Button } from './Button'

/** What went wrong in a plain sentence, and the way on: trying again, or back where that cannot help. */
export function Failed({ text, onRetry }: { text: string; onRetry?: () => unknown }) {
  return (
    <View className="state">
      <View className="state__text">{text}</View>
      {onRetry ? (
        <Button id="retry" kind="plain" small onClick={() => void onRetry()}>
          重试
        </Button>
      ) : (
        !isSinglePage() && (
          <Button id="leave" kind="plain" small onClick={back}>
            返回
          </Button>
        )
      )}
    </View>
  )
}
