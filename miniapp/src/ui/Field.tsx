import { Input, Text, Textarea, View } from '@tarojs/components'
import { useContext } from 'react'
import { classes } from './classes'
import { InSheet } from './in-sheet'

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

/** Between the line that is written and the keyboard, in CSS pixels. */
const KEYBOARD_GAP = 24

/** A labelled input with its error right under it. */
export function Field(props: FieldProps) {
  const { id, label, value, onChange, hint, placeholder, error, max, multiline, type = 'text' } = props
  // WeChat wants to be told: a native textarea in something fixed drifts when the keyboard comes.
  const isFixed = useContext(InSheet)
  const used = Array.from(value).length
  const shared = {
    id,
    value,
    placeholder,
    maxlength: max,
    placeholderClass: 'field__dim',
    cursorSpacing: KEYBOARD_GAP,
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
          fixed={isFixed}
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
