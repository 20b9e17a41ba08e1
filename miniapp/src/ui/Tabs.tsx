import { View } from '@tarojs/components'
import { classes } from './classes'

interface TabsProps<T extends string> {
  id: string
  options: readonly { value: T; label: string }[]
  value: T
  onChange: (value: T) => void
}

/** A few views of one thing, side by side. */
export function Tabs<T extends string>({ id, options, value, onChange }: TabsProps<T>) {
  return (
    <View className="tabs" id={id}>
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
  )
}
