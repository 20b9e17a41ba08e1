import { View } from '@tarojs/components'

/** 「没有更多了」, or that more is on its way. */
export function EndLine({ loading }: { loading?: boolean }) {
  return <View className="end">{loading ? '正在加载' : '没有更多了'}</View>
}
