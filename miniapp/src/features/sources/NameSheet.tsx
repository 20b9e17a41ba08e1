import { View } from '@tarojs/components'
import { useState, type ReactNode } from 'react'
import { limits } from '@quanke/shared/domain/limits'
import type { Write } from '@/lib/useWrite'
import { Button } from '@/ui/Button'
import { Field } from '@/ui/Field'
import { Notice } from '@/ui/Notice'
import { Sheet } from '@/ui/Sheet'

/** What the server says against a name; everything else that goes wrong has another cause. */
const AGAINST_NAME = ['phone_in_words', 'reward_forbidden']

interface NameSheetProps {
  id: string
  title: string
  label: string
  hint: string
  name: string
  write: Write<string, unknown>
  onClose: () => void
  /** What else may be done with the thing that has the name. */
  children?: ReactNode
}

/** One name to change. */
export function NameSheet({ id, title, label, hint, name: before, write, onClose, children }: NameSheetProps) {
  const [name, setName] = useState(before)
  const { error } = write
  const atField = write.fieldError('name') ?? (error && AGAINST_NAME.includes(error.code) ? error.message : null)
  return (
    <Sheet id={id} open title={title} onClose={onClose}>
      <Field
        id={`${id}-name`}
        label={label}
        hint={hint}
        value={name}
        onChange={setName}
        max={limits.campaign}
        error={atField}
      />
      {error && !atField && (
        <View className="gap">
          <Notice tone="stop">{error.message}</Notice>
        </View>
      )}
      <View className="gap row">
        <Button
          id={`${id}-save`}
          busy={write.isBusy}
          disabled={name.trim() === '' || name.trim() === before}
          onClick={() => write.run(name.trim())}
        >
          保存名称
        </Button>
      </View>
      {children}
    </Sheet>
  )
}
