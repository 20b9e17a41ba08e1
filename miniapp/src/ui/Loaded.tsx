import { View } from '@tarojs/components'
import { useContext, type ReactNode } from 'react'
import { classes } from './classes'
import { FailedBy } from './Failed'
import { InSheet } from './in-sheet'
import { Skeleton } from './Skeleton'

interface LoadedProps<T> {
  query: { data: T | undefined; error: unknown; refetch: () => unknown }
  skeleton?: ReactNode
  /** Where another choice keeps the last answer on the screen: whether it is still that. It fades, or it would be read as the new one. */
  isLast?: boolean
  children: (data: T) => ReactNode
}

/** One thing to read: its shape while it comes, a way on when it failed, then itself. Old data beat an error, unless the thing is gone (lib/query). */
export function Loaded<T>({ query, skeleton, isLast, children }: LoadedProps<T>) {
  const inSheet = useContext(InSheet)
  if (query.data !== undefined) {
    const shown = children(query.data)
    if (isLast === undefined) return <>{shown}</>
    return <View className={classes('loaded', isLast && 'loaded--last')}>{shown}</View>
  }
  if (query.error) return <FailedBy error={query.error} onRetry={query.refetch} />
  return <>{skeleton ?? <Skeleton kind={inSheet ? 'text' : 'page'} />}</>
}
