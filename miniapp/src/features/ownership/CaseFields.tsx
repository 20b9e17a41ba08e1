import { View } from '@tarojs/components'
import { limits } from '@quanke/shared/domain/limits'
import type { Write } from '@/lib/useWrite'
import { Button } from '@/ui/Button'
import { Field } from '@/ui/Field'
import { Notice } from '@/ui/Notice'

interface WordsFieldProps {
  id: string
  label: string
  hint?: string
  name: string
  words: string
  onChange: (words: string) => void
  write: Write<never, unknown>
}

export function WordsField({ id, label, hint, name, words, onChange, write }: WordsFieldProps) {
  return (
    <Field
      id={id}
      label={label}
      hint={hint}
      value={words}
      onChange={onChange}
      max={limits.words}
      multiline
      error={write.fieldError(name)}
    />
  )
}

interface SubmitProps {
  id: string
  verb: string
  words: string
  isReady?: boolean
  write: Write<never, unknown>
  onRun: () => void
}

export function Submit({ id, verb, words, isReady = true, write, onRun }: SubmitProps) {
  const problem = write.barError('words', 'reason', 'outcome')
  return (
    <>
      {problem && (
        <View className="gap">
          <Notice tone="stop">{problem}</Notice>
        </View>
      )}
      <View className="gap row">
        <Button
          id={id}
          kind="plain"
          disabled={!isReady || Array.from(words.trim()).length < limits.tellingWords}
          busy={write.isBusy}
          onClick={onRun}
        >
          {verb}
        </Button>
      </View>
    </>
  )
}
