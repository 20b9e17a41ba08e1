import { View } from '@tarojs/components'

/** The shape of what will come: rows with an avatar, or lines of text. Shown only after 200 ms. */
export function Skeleton({ kind = 'rows' }: { kind?: 'rows' | 'text' }) {
  return (
    <View className="skeleton card">
      {[0, 1, 2].map((row) => (
        <View className="skeleton__row" key={row}>
          {kind === 'rows' && <View className="skeleton__round" />}
          <View className="skeleton__lines">
            <View className="skeleton__line" />
            <View className="skeleton__line" />
          </View>
        </View>
      ))}
    </View>
  )
}
