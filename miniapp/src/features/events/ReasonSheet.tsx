import { View } from '@tarojs/components'
import { useState } from 'react'
import { limits } from '@quanke/shared/domain/limits'
import type { Write } from '@/lib/useWrite'
import { Button } from '@/ui/Button'
import { Field } from '@/ui/Field'
import { Notice } from '@/ui/Notice'
import { Sheet } from '@/ui/Sheet'

interface ReasonSheetProps {
  id: string
  title: string
  label: string
  placeholder: string
  button: string
  open: boolean
  write: Write<string, unknown>
  onClose: () => void
}

/** Asks for the reason that others will read, and does it. */
export function ReasonSheet({ id, title, label, placeholder, button, open, write, onClose }: ReasonSheetProps) {
  const [reason, setReason] = useState('')
  const bar = write.barError('reason')
  return (
    <Sheet id={id} open={open} title={title} onClose={onClose}>
      <Field
        id={`${id}-reason`}
        label={label}
        placeholder={placeholder}
        value={reason}
        onChange={setReason}
        max={limits.reason}
        error={write.fieldError('reason')}
        multiline
      />
      {bar && <Notice tone="stop">{bar}</Notice>}
      <View className="gap">
        <Button
          id={`${id}-do`}
          busy={write.isBusy}
          disabled={reason.trim() === ''}
          onClick={() => write.run(reason.trim())}
        >
          {button}
        </Button>
      </View>
    </Sheet>
  )
}
