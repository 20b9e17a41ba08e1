import { View } from '@tarojs/components'

/** 「没有更多了」, or that more is on its way. */
export function EndLine({ loading }: { loading?: boolean }) {
  return <View className="end">{loading ? '正在加载' : '没有更多了'}</View>
}

/** The rest of a list did not come: the line says so, and a tap asks again. */
export function MoreFailed({ onRetry }: { onRetry: () => void }) {
  return (
    <View id="more-retry" className="end end--failed" hoverClass="end--press" onClick={onRetry}>
      没有加载出来，点这里重试
    </View>
  )
}
