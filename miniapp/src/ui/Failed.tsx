import { View } from '@tarojs/components'
import { Button } from './Button'

/** What went wrong in a plain sentence, and the way to try again. */
export function Failed({ text, onRetry }: { text: string; onRetry?: () => unknown }) {
  return (
    <View className="state">
      <View className="state__text">{text}</View>
      {onRetry && (
        <Button id="retry" kind="plain" small onClick={() => void onRetry()}>
          重试
        </Button>
      )}
    </View>
  )
}
