import type { Page } from '@quanke/shared/contracts/common'
import type { LookView } from '@quanke/shared/contracts/looks'
import { get } from '@/lib/request'

export const readLooks = (cursor?: string) => get<Page<LookView>>('/me/looks', { cursor })
