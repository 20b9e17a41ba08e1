import { View } from '@tarojs/components'
import { classes } from './classes'

interface SkeletonProps {
  /** Rows of a list, rows led by an avatar, a text, or a page that begins with one thing and goes on with rows. */
  kind?: 'rows' | 'led' | 'text' | 'page'
}

const THREE = [0, 1, 2]

/** The shape of what will come, as tall as it will be, so that nothing jumps. Shown only after 200 ms. */
export function Skeleton({ kind = 'rows' }: SkeletonProps) {
  return (
    <View className="skeleton">
      {(kind === 'text' || kind === 'page') && <TextShape />}
      {kind !== 'text' && <RowsShape isLed={kind === 'led'} />}
    </View>
  )
}

function TextShape() {
  return (
    <View className="card">
      <View className="skeleton__line skeleton__line--title" />
      {THREE.map((line) => (
        <View className="skeleton__line" key={line} />
      ))}
    </View>
  )
}

function RowsShape({ isLed }: { isLed: boolean }) {
  return (
    <View className="card card--list">
      {THREE.map((row) => (
        <View className={classes('skeleton__row', isLed && 'skeleton__row--led')} key={row}>
          <View className="skeleton__line skeleton__line--title" />
          <View className="skeleton__line" />
        </View>
      ))}
    </View>
  )
}
