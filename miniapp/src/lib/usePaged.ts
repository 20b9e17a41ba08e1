import { useInfiniteQuery, type QueryKey } from '@tanstack/react-query'
import Taro, { useDidHide, useDidShow, usePullDownRefresh, useReachBottom, useUnload } from '@tarojs/taro'
import { useEffect, useRef } from 'react'
import type { Page } from '@quanke/shared/contracts/common'
import type { AppError } from './http'
import { FRESH_MS } from './query'
import { tell } from './tell'

const LIVE_MS = 5_000

export interface Paged<T> {
  items: T[]
  isPending: boolean
  error: AppError | null
  isLoadingMore: boolean
  /** The next page did not come; asking for it again may help. */
  hasMoreFailed: boolean
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
  useFreshOnShow(query)
  useReachBottom(more)
  useRefresh(query.refetch)
  return {
    items: query.data?.pages.flatMap((page) => page.items) ?? [],
    isPending: query.isPending,
    error: query.data ? null : query.error,
    isLoadingMore: query.isFetchingNextPage,
    hasMoreFailed: query.isFetchNextPageError && !query.isFetchingNextPage,
    hasMore: query.hasNextPage,
    more,
    refresh: query.refetch,
  }
}

interface Refreshable {
  dataUpdatedAt: number
  isEnabled: boolean
  refetch: (options: { cancelRefetch: boolean }) => Promise<unknown>
}

/** A screen that comes to the front again shows how things are now: others act while it lies below or the app is away. */
export function useFreshOnShow(...queries: Refreshable[]): void {
  useDidShow(() => {
    for (const { dataUpdatedAt, isEnabled, refetch } of queries) {
      if (isEnabled && dataUpdatedAt > 0 && Date.now() - dataUpdatedAt > FRESH_MS)
        void refetch({ cancelRefetch: false })
    }
  })
}

/** A screen on which others act while it is looked at: fresh when it comes to the front, and every few seconds while it is there. */
export function useLive(query: Refreshable): void {
  const latest = useRef(query)
  useEffect(() => {
    latest.current = query
  })
  const beat = useRef<ReturnType<typeof setInterval>>()
  const rest = (): void => clearInterval(beat.current)
  useFreshOnShow(query)
  useDidShow(() => {
    rest()
    beat.current = setInterval(() => void latest.current.refetch({ cancelRefetch: false }), LIVE_MS)
  })
  useDidHide(rest)
  useUnload(rest)
}

/** Pulling the page down reads everything anew; where that fails and the page stays as it was, it says so. */
export function useRefresh(...reads: (() => Promise<unknown>)[]): void {
  usePullDownRefresh(() => {
    void Promise.allSettled(reads.map((read) => read())).then((ends) => {
      Taro.stopPullDownRefresh()
      if (ends.some(isOld)) tell('没有刷新出来，请稍后再试')
    })
  })
}

/** A query answers also when it fails, with what it had before. */
function isOld(end: PromiseSettledResult<unknown>): boolean {
  const read = end.status === 'fulfilled' ? (end.value as { isError?: boolean; data?: unknown } | undefined) : undefined
  return read?.isError === true && read.data !== undefined
}
