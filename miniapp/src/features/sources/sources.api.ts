import type { Page } from '@quanke/shared/contracts/common'
import type {
  CarriersView,
  ReferralTreeView,
  ShareTreeView,
  SourceAssistView,
  SourcePersonView,
  SourcesView,
} from '@quanke/shared/contracts/sources'
import type { AssistSide, SourceDimension, SourceStage } from '@quanke/shared/domain/source'
import { addressed } from '@/lib/http'
import { get } from '@/lib/request'

/** Whose people of which days. */
export interface Asked {
  days?: number
  from?: string
  to?: string
  agentId?: string
}

export interface PeopleAsked extends Asked {
  by?: SourceDimension
  row?: string
  stage?: SourceStage
}

export const readSources = (query: Asked & { by: SourceDimension }) => get<SourcesView>('/sources', { ...query })
export const tablePath = (query: Asked & { by: SourceDimension }) => addressed('/sources/table', { ...query })
export const readPeople = (query: PeopleAsked, cursor?: string) =>
  get<Page<SourcePersonView>>('/sources/people', { ...query, cursor })
export const readAssists = (query: Asked & { side: AssistSide }, cursor?: string) =>
  get<Page<SourceAssistView>>('/sources/assists', { ...query, cursor })
export const readCarriers = (query: Asked) => get<CarriersView>('/sources/carriers', { ...query })
export const readShareTree = (id: string, cursor?: string) =>
  get<ShareTreeView>(`/sources/shares/${id}/tree`, { cursor })
export const readReferralTree = (cursor?: string) => get<ReferralTreeView>('/sources/referral-tree', { cursor })
