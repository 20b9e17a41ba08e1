import { ScrollView, View } from '@tarojs/components'
import { classes } from './classes'

interface TabsProps<T extends string> {
  id: string
  options: readonly { value: T; label: string }[]
  value: T
  onChange: (value: T) => void
}

/** A few views of one thing, side by side. The chosen one is always on the glass, with the one before it as a sign that there are more. */
export function Tabs<T extends string>({ id, options, value, onChange }: TabsProps<T>) {
  const chosen = options.findIndex((option) => option.value === value)
  const first = options[Math.max(0, chosen - 1)]
  return (
    <ScrollView
      id={id}
      className="tabs"
      scrollX
      scrollWithAnimation
      enhanced
      showScrollbar={false}
      scrollIntoView={first && `${id}-${first.value}`}
    >
      <View className="tabs__row">
        {options.map((option) => (
          <View
            key={option.value}
            id={`${id}-${option.value}`}
            className={classes('tabs__tab', option.value === value && 'tabs__tab--on')}
            onClick={() => onChange(option.value)}
          >
            {option.label}
          </View>
        ))}
      </View>
    </ScrollView>
  )
}
