import { useMutation } from '@tanstack/react-query'
import { useRef } from 'react'
import { uuidv7 } from 'uuidv7'
import { AppError, sentenceOf } from './http'
import { draftKey } from './useDraft'

export interface Write<In, Out> {
  run: (input: In) => void
  isBusy: boolean
  error: AppError | null
  /** The sentence for a field, when the server named it. */
  fieldError: (name: string) => string | null
  /** The sentence for the bottom bar: what belongs to no field on the page. */
  barError: (...shownFields: string[]) => string | null
  result: Out | undefined
}

/** One write at a time: taps while it is under way do nothing. Its error stays until the next try. */
export function useWrite<In, Out>(
  write: (input: In) => Promise<Out>,
  done?: (out: Out, input: In) => unknown,
  failed?: (error: AppError) => unknown,
): Write<In, Out> {
  const running = useRef(false)
  const mutation = useMutation<Out, AppError, In>({
    mutationFn: write,
    onSuccess: (out, input) => done?.(out, input),
    onError: (error) => failed?.(asAppError(error)),
    onSettled: () => {
      running.current = false
    },
  })
  const error = mutation.error && asAppError(mutation.error)
  const fields = error?.fields ?? {}
  return {
    run: (input) => {
      if (running.current) return
      running.current = true
      mutation.mutate(input)
    },
    isBusy: mutation.isPending,
    error,
    fieldError: (name) => fields[name] ?? null,
    barError: (...shown) => (error && !shown.some((name) => fields[name]) ? error.message : null),
    result: mutation.data,
  }
}

/**
 * A key for one thing the user makes: every try carries the same one, so trying again makes it once. With the draft of a `form` it is kept as long as
 * that: what was sent without an answer, and is sent again after the screen was left, is made once too.
 */
export function useKey(form?: string): { key: () => string; next: () => void } {
  const held = useRef<string | null>(null)
  return {
    key: () => (held.current ??= form === undefined ? uuidv7() : draftKey(form, uuidv7)),
    next: () => {
      held.current = null
    },
  }
}

function asAppError(failure: Error): AppError {
  return failure instanceof AppError ? failure : new AppError('unexpected', sentenceOf(failure))
}
