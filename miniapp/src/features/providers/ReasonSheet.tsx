import { View } from '@tarojs/components'
import { useState } from 'react'
import type { Write } from '@/lib/useWrite'
import { Button } from '@/ui/Button'
import { Field } from '@/ui/Field'
import { Notice } from '@/ui/Notice'
import { Sheet } from '@/ui/Sheet'

interface ReasonSheetProps<In> {
  id: string
  title: string
  label: string
  hint?: string
  placeholder?: string
  max: number
  /** The field of the body that the words go into, for its error. */
  field: string
  open: boolean
  onClose: () => void
  write: Write<In, unknown>
  bodyOf: (words: string) => In
  submit: string
}

/** One field of words, and the act that needs them. */
export function ReasonSheet<In>(props: ReasonSheetProps<In>) {
  const { id, title, label, hint, placeholder, max, field, open, onClose, write, bodyOf, submit } = props
  const [words, setWords] = useState('')
  return (
    <Sheet id={id} open={open} title={title} onClose={onClose}>
      <Field
        id={`${id}-words`}
        label={label}
        hint={hint}
        placeholder={placeholder}
        value={words}
        onChange={setWords}
        max={max}
        multiline={max > 20}
        error={write.fieldError(field)}
      />
      {write.barError(field) && (
        <View className="gap">
          <Notice tone="stop">{write.barError(field)}</Notice>
        </View>
      )}
      <View className="gap row">
        <Button
          id={`${id}-submit`}
          disabled={Array.from(words.trim()).length < 2}
          busy={write.isBusy}
          onClick={() => write.run(bodyOf(words.trim()))}
        >
          {submit}
        </Button>
      </View>
    </Sheet>
  )
}
