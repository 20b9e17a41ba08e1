import type { Page } from '@quanke/shared/contracts/common'
import type { ContentRow, ContentView } from '@quanke/shared/contracts/contents'
import type { Topic } from '@quanke/shared/domain/content'
import { get } from '@/lib/request'

export interface ContentsFilter {
  topic?: Topic | null
  q?: string
}

export const readContents = (filter: ContentsFilter, cursor?: string, limit?: number) =>
  get<Page<ContentRow>>('/contents', { ...filter, cursor, limit })
export const readContent = (id: string, shareCode: string | null) => get<ContentView>(`/contents/${id}`, { shareCode })
