import type { CampaignView, ChangeCampaign, CreateCampaign } from '@quanke/shared/contracts/campaigns'
import type { Page } from '@quanke/shared/contracts/common'
import { get, post, put } from '@/lib/request'

/** More than these nobody chooses from. */
const MOST = 50

export const readCampaigns = () => get<Page<CampaignView>>('/campaigns', { limit: MOST })
export const readAllCampaigns = (cursor?: string) => get<Page<CampaignView>>('/campaigns', { cursor })
export const createCampaign = (body: CreateCampaign) => post<CampaignView>('/campaigns', body)
export const changeCampaign = (id: string, body: ChangeCampaign) => put<CampaignView>(`/campaigns/${id}`, body)
