import { View } from '@tarojs/components'
import type { Interval } from '@quanke/shared/domain/intervals'
import { classes } from '@/ui/classes'

interface IntervalBarProps {
  interval: Interval
  from: number
  to: number
  quiet?: boolean
}

/** An interval on its scale, with the value as a mark; zero has a line where it lies inside. The words beside it say the same. */
export function IntervalBar({ interval, from, to, quiet }: IntervalBarProps) {
  const place = (value: number): number => ((Math.min(to, Math.max(from, value)) - from) / (to - from)) * 100
  const [low, high] = [place(interval.low), place(interval.high)]
  return (
    <View className="interval">
      {from < 0 && <View className="interval__zero" style={{ left: `${place(0)}%` }} />}
      <View
        className={classes('interval__range', quiet && 'interval__range--quiet')}
        style={{ left: `${low}%`, width: `${Math.max(1, high - low)}%` }}
      />
      <View className="interval__mark" style={{ left: `${place(interval.value)}%` }} />
    </View>
  )
}
