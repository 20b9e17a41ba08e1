import { View } from '@tarojs/components'
import { AppError, sentenceOf } from '@/lib/http'
import { isSinglePage } from '@/lib/launch'
import { back } from '@/lib/routes'
import { Button } from './Button'

const GONE = [403, 404, 410]

/** What kept something from coming. What is not there, or not for this reader, does not come by trying again. */
export function FailedBy({ error, onRetry }: { error: unknown; onRetry: () => unknown }) {
  const isGone = error instanceof AppError && GONE.includes(error.status)
  return <Failed text={sentenceOf(error)} onRetry={isGone ? undefined : onRetry} />
}

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
