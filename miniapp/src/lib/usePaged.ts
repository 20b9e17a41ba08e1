import { useInfiniteQuery, type QueryKey } from '@tanstack/react-query'
import Taro, { usePullDownRefresh, useReachBottom } from '@tarojs/taro'
import type { Page } from '@quanke/shared/contracts/common'
import type { AppError } from './http'

export interface Paged<T> {
  items: T[]
  isPending: boolean
  error: AppError | null
  isLoadingMore: boolean
  hasMore: boolean
  more: () => void
  refresh: () => Promise<unknown>
}

/** A list that grows by pages as its screen is scrolled, and starts again when it is pulled down. */
export function usePaged<T>(key: QueryKey, read: (cursor?: string) => Promise<Page<T>>, enabled = true): Paged<T> {
  const query = useInfiniteQuery({
    queryKey: key,
    queryFn: ({ pageParam }) => read(pageParam ?? undefined),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next,
    enabled,
  })
  const more = (): void => {
    if (query.hasNextPage && !query.isFetchingNextPage) void query.fetchNextPage()
  }
  useReachBottom(more)
  useRefresh(query.refetch)
  return {
    items: query.data?.pages.flatMap((page) => page.items) ?? [],
    isPending: query.isPending,
    error: query.data ? null : query.error,
    isLoadingMore: query.isFetchingNextPage,
    hasMore: query.hasNextPage,
    more,
    refresh: query.refetch,
  }
}

/** Pulling the page down reads everything anew. */
export function useRefresh(...reads: (() => Promise<unknown>)[]): void {
  usePullDownRefresh(() => {
    void Promise.allSettled(reads.map((read) => read())).then(() => Taro.stopPullDownRefresh())
  })
}
