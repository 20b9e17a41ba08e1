import type { ReactNode } from 'react'
import { AppError, sentenceOf } from '@/lib/http'
import { Failed } from './Failed'
import { Skeleton } from './Skeleton'

const GONE = [403, 404, 410]

interface LoadedProps<T> {
  query: { data: T | undefined; error: unknown; refetch: () => unknown }
  skeleton?: ReactNode
  children: (data: T) => ReactNode
}

/** One thing to read: its shape while it comes, a way on when it failed, then itself. Old data beat an error. */
export function Loaded<T>({ query, skeleton, children }: LoadedProps<T>) {
  if (query.data !== undefined) return <>{children(query.data)}</>
  if (query.error) {
    // What is not there, or not for this reader, does not come by trying again.
    const isGone = query.error instanceof AppError && GONE.includes(query.error.status)
    return <Failed text={sentenceOf(query.error)} onRetry={isGone ? undefined : query.refetch} />
  }
  return <>{skeleton ?? <Skeleton kind="text" />}</>
}
