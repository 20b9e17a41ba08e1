import { View } from '@tarojs/components'
import { classes } from './classes'

interface PicksProps<T extends string> {
  id: string
  label: string
  hint?: string
  options: readonly { value: T; label: string }[]
  value: T | null
  onChange: (value: T) => void
  error?: string | null
}

/** One of a few, all visible at once. Nothing is chosen beforehand. */
export function Picks<T extends string>({ id, label, hint, options, value, onChange, error }: PicksProps<T>) {
  return (
    <View className="field" id={id}>
      <View className="field__label">{label}</View>
      {hint && <View className="field__hint">{hint}</View>}
      <View className={classes('picks', error && 'picks--wrong')}>
        {options.map((option) => (
          <View
            key={option.value}
            id={`${id}-${option.value}`}
            className={classes('pick', option.value === value && 'pick--on')}
            onClick={() => onChange(option.value)}
          >
            {option.label}
          </View>
        ))}
      </View>
      {error && <View className="field__error">{error}</View>}
    </View>
  )
}
