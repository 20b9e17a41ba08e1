import type { Page } from '@quanke/shared/contracts/common'
import type {
  CreateShare,
  ShareLandingView,
  ShareReachView,
  ShareRow,
  ShareView,
} from '@quanke/shared/contracts/shares'
import { get, post } from '@/lib/request'

export const createShare = (body: CreateShare) => post<ShareView>('/shares', body)
export const readLanding = (code: string) => get<ShareLandingView>(`/shares/by-code/${code}`)
export const readShares = (cursor?: string) => get<Page<ShareRow>>('/shares', { cursor })
export const readReach = (id: string) => get<ShareReachView>(`/shares/${id}/reach`)
