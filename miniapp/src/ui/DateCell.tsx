import { Picker, View } from '@tarojs/components'
import { dayOn } from '@/lib/time'

interface DateCellProps {
  id: string
  title: string
  /** As YYYY-MM-DD, like the bounds; empty while none is chosen. */
  value: string
  start?: string
  end?: string
  onChange: (day: string) => void
}

/** A row that opens WeChat's own wheel for a day. */
export function DateCell({ id, title, value, start, end, onChange }: DateCellProps) {
  return (
    <Picker
      id={id}
      className="cell-picker"
      mode="date"
      value={value}
      start={start}
      end={end}
      onChange={({ detail }) => onChange(String(detail.value))}
    >
      <View className="cell">
        <View className="cell__main">
          <View className="cell__title">{title}</View>
        </View>
        <View className="cell__value">{value ? dayOn(value) : '请选择'}</View>
        <View className="cell__arrow" />
      </View>
    </Picker>
  )
}
