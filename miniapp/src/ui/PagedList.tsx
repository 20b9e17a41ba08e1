import type { ReactNode } from 'react'
import { Card } from './Card'
import { EndLine, MoreFailed } from './EndLine'
import { FailedBy } from './Failed'
import { Skeleton } from './Skeleton'

interface PagedListProps<T> {
  list: {
    items: T[]
    isPending: boolean
    error: unknown
    isLoadingMore: boolean
    hasMore: boolean
    hasMoreFailed: boolean
    more: () => void
    refresh: () => unknown
  }
  empty: ReactNode
  /** Rows of one card by default; `loose` for items that are cards themselves. */
  loose?: boolean
  /** The rows begin with an avatar. */
  led?: boolean
  /** A word about the list, under it; it comes when the list is there, or it would jump. */
  foot?: ReactNode
  children: (item: T) => ReactNode
}

/** Fewer rows than this fit one screen, where an end line would only be noise. */
const ONE_SCREEN = 8

/** A long list in its five states: coming, failed, empty, there, at its end. */
export function PagedList<T>({ list, empty, loose, led, foot, children }: PagedListProps<T>) {
  if (list.isPending) return <Skeleton kind={loose ? 'text' : led ? 'led' : 'rows'} />
  if (list.error) return <FailedBy error={list.error} onRetry={list.refresh} />
  if (list.items.length === 0)
    return (
      <>
        {empty}
        {foot}
      </>
    )
  const rows = list.items.map(children)
  return (
    <>
      {loose ? rows : <Card list>{rows}</Card>}
      {list.hasMoreFailed ? (
        <MoreFailed onRetry={list.more} />
      ) : (
        (list.isLoadingMore || (!list.hasMore && list.items.length > ONE_SCREEN)) && <EndLine loading={list.hasMore} />
      )}
      {foot}
    </>
  )
}
