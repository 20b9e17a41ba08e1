import type { AttributedOutcomeView, AttributionView } from '@quanke/shared/contracts/attribution'
import type { Page } from '@quanke/shared/contracts/common'
import type { AttributionDimension, OutcomeKind } from '@quanke/shared/domain/attribution'
import { addressed } from '@/lib/http'
import { get } from '@/lib/request'

/** Which outcomes of which days, and by what their credits are added up. */
export interface AttributionAsked {
  outcome: OutcomeKind
  dimension: AttributionDimension
  from: string
  to: string
  agentId?: string
}

export const readAttribution = (query: AttributionAsked) => get<AttributionView>('/attribution', { ...query })
export const attributionTablePath = (query: AttributionAsked) => addressed('/attribution/table', { ...query })
export const readOutcomes = (query: AttributionAsked & { row?: string }, cursor?: string) =>
  get<Page<AttributedOutcomeView>>('/attribution/outcomes', { ...query, cursor })
