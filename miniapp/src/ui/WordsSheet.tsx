import { useState, type ReactNode } from 'react'
import { Sheet } from './Sheet'
import { WordsForm, type WordsFormProps } from './WordsForm'

interface WordsSheetProps<In> extends Omit<WordsFormProps<In>, 'draft' | 'initial'> {
  title: string
  open: boolean
  onClose: () => void
  /** What is to be known before writing. */
  children?: ReactNode
}

/** Asks for words and does the act that needs them; what was typed is still there when the sheet was closed by mistake. */
export function WordsSheet<In>({ title, open, onClose, children, ...form }: WordsSheetProps<In>) {
  const draft = useState('')
  return (
    <Sheet id={`${form.id}-sheet`} open={open} title={title} onClose={onClose}>
      {children}
      <WordsForm {...form} draft={draft} />
    </Sheet>
  )
}
