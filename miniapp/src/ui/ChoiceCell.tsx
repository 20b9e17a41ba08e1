import { Picker, View } from '@tarojs/components'

interface ChoiceCellProps<T extends string> {
  id: string
  title: string
  options: readonly { value: T; label: string }[]
  value: T
  onChange: (value: T) => void
}

/** A row that opens WeChat's own wheel to choose one of many. */
export function ChoiceCell<T extends string>({ id, title, options, value, onChange }: ChoiceCellProps<T>) {
  const index = options.findIndex((option) => option.value === value)
  return (
    <Picker
      id={id}
      className="cell-picker"
      mode="selector"
      range={options.map(({ label }) => label)}
      value={Math.max(0, index)}
      onChange={({ detail }) => {
        const chosen = options[Number(detail.value)]
        if (chosen) onChange(chosen.value)
      }}
    >
      <View className="cell">
        <View className="cell__main">
          <View className="cell__title">{title}</View>
        </View>
        <View className="cell__value">{options[index]?.label ?? '请选择'}</View>
        <View className="cell__arrow" />
      </View>
    </Picker>
  )
}
