import { Input, Text, Textarea, View } from '@tarojs/components'
import { classes } from './classes'

interface FieldProps {
  id: string
  label: string
  value: string
  onChange: (value: string) => void
  hint?: string
  placeholder?: string
  error?: string | null
  /** The longest text the server takes; the count shows when it comes near. */
  max: number
  multiline?: boolean
  type?: 'text' | 'number' | 'nickname'
}

/** A labelled input with its error right under it. */
export function Field(props: FieldProps) {
  const { id, label, value, onChange, hint, placeholder, error, max, multiline, type = 'text' } = props
  const used = Array.from(value).length
  const shared = {
    id,
    value,
    placeholder,
    maxlength: max,
    placeholderClass: 'field__dim',
    onInput: (event: { detail: { value: string } }) => onChange(event.detail.value),
  }
  return (
    <View className="field">
      <View className="field__label">
        <Text>{label}</Text>
        {used > max * 0.8 && <Text className="field__count">{`${used}/${max}`}</Text>}
      </View>
      {hint && <View className="field__hint">{hint}</View>}
      {multiline ? (
        <Textarea
          {...shared}
          autoHeight
          showConfirmBar={false}
          className={classes('field__input', 'field__input--area', error && 'field__input--wrong')}
        />
      ) : (
        <Input {...shared} type={type} className={classes('field__input', error && 'field__input--wrong')} />
      )}
      {error && <View className="field__error">{error}</View>}
    </View>
  )
}
