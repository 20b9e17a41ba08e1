import type { CampaignView, CreateCampaign } from '@quanke/shared/contracts/campaigns'
import type { Page } from '@quanke/shared/contracts/common'
import { get, post } from '@/lib/request'

/** More than these nobody chooses from. */
const MOST = 50

export const readCampaigns = () => get<Page<CampaignView>>('/campaigns', { limit: MOST })
export const createCampaign = (body: CreateCampaign) => post<CampaignView>('/campaigns', body)
