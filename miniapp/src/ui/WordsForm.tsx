import { View } from '@tarojs/components'
import { useState } from 'react'
import type { Write } from '@/lib/useWrite'
import { Button } from './Button'
import { Field } from './Field'
import { Notice } from './Notice'

export interface WordsFormProps<In> {
  /** The field is called `id-words`, the button `id-submit`. */
  id: string
  label: string
  hint?: string
  placeholder?: string
  max: number
  /** The field of the body that the words go into, for its error. */
  field?: string
  /** What is suggested; it can be changed. */
  initial?: string
  /** Where what is typed is kept, if it outlives the form. */
  draft?: readonly [words: string, set: (words: string) => void]
  fewest?: number
  kind?: 'primary' | 'danger'
  write: Write<In, unknown>
  bodyOf: (words: string) => In
  submit: string
}

/** One field of words, and the act that needs them, with what went wrong right at it. */
export function WordsForm<In>(props: WordsFormProps<In>) {
  const { id, label, hint, placeholder, max, field = 'words', initial = '', fewest = 2, kind, write, bodyOf } = props
  const own = useState(initial)
  const [words, setWords] = props.draft ?? own
  const problem = write.barError(field)
  return (
    <>
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
      {problem && (
        <View className="gap">
          <Notice tone="stop">{problem}</Notice>
        </View>
      )}
      <View className="gap row">
        <Button
          id={`${id}-submit`}
          kind={kind}
          disabled={Array.from(words.trim()).length < fewest}
          busy={write.isBusy}
          onClick={() => write.run(bodyOf(words.trim()))}
        >
          {props.submit}
        </Button>
      </View>
    </>
  )
}
