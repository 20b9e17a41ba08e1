import { useCallback, useState } from 'react'

const KEY = 'key'

/** By form, what stands in its fields. It lives as long as the app does and is never written to the phone. */
const drafts = new Map<string, Map<string, unknown>>()

/**
 * What is being filled in: a screen that was left by mistake (a swipe is enough) has it again when it is opened anew. `form` names the form and what
 * it is about; `dropDraft` forgets it once it was sent.
 */
export function useDraft<T>(form: string, field: string, initial: T): readonly [value: T, set: (value: T) => void] {
  const [value, setValue] = useState<T>(() => (drafts.get(form)?.get(field) as T | undefined) ?? initial)
  const set = useCallback(
    (next: T): void => {
      const fields = drafts.get(form) ?? new Map<string, unknown>()
      // With other words it is another thing, where the screen was left and opened again.
      fields.delete(KEY)
      drafts.set(form, fields.set(field, next))
      setValue(next)
    },
    [form, field],
  )
  return [value, set]
}

/** The key under which this draft was sent and not answered, or the one that it is sent under now. */
export function draftKey(form: string, make: () => string): string {
  const fields = drafts.get(form) ?? new Map<string, unknown>()
  drafts.set(form, fields)
  if (!fields.has(KEY)) fields.set(KEY, make())
  return fields.get(KEY) as string
}

/** It was sent: the next one begins empty. */
export function dropDraft(form: string): void {
  drafts.delete(form)
}
