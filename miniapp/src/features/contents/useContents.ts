import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { usePaged } from '@/lib/usePaged'
import { readContent, readContents, type ContentsFilter } from './contents.api'

const LATEST = 6

/** The library as it may be read, latest first. */
export function useContents(filter: ContentsFilter) {
  return usePaged(['contents', filter], (cursor) => readContents(filter, cursor))
}

/** The few latest articles for the home page. */
export function useLatestContents() {
  return useQuery({ queryKey: ['contents', 'latest'], queryFn: () => readContents({}, undefined, LATEST) })
}

/** One article as this reader may see it; through a share it carries the sharing agent's licence line. */
export function useContent(id: string | null, shareCode: string | null) {
  return useQuery({
    queryKey: ['content', id, shareCode],
    queryFn: () => readContent(id ?? '', shareCode),
    enabled: Boolean(id),
  })
}

/** Reading progress stands in the lists, so they are stale once an article was opened. */
export function useListsAfterReading(): void {
  const cache = useQueryClient()
  useEffect(() => () => void cache.invalidateQueries({ queryKey: ['contents'] }), [cache])
}
