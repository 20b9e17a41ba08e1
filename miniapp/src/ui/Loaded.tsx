import type { ReactNode } from 'react'
import { FailedBy } from './Failed'
import { Skeleton } from './Skeleton'

interface LoadedProps<T> {
  query: { data: T | undefined; error: unknown; refetch: () => unknown }
  skeleton?: ReactNode
  children: (data: T) => ReactNode
}

/** One thing to read: its shape while it comes, a way on when it failed, then itself. Old data beat an error. */
export function Loaded<T>({ query, skeleton, children }: LoadedProps<T>) {
  if (query.data !== undefined) return <>{children(query.data)}</>
  if (query.error) return <FailedBy error={query.error} onRetry={query.refetch} />
  return <>{skeleton ?? <Skeleton kind="text" />}</>
}
