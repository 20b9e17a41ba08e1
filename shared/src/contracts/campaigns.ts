import { IsBoolean } from 'class-validator'
import { limits } from '../domain/limits'
import { Clean, Key, Words } from './validators'

export class CreateCampaign {
  @Key()
  key!: string

  @Clean()
  @Words(1, limits.campaign)
  name!: string
}

export class ChangeCampaign {
  @Clean()
  @Words(1, limits.campaign)
  name!: string

  /** Whether it is offered for new shares. */
  @IsBoolean()
  isOpen!: boolean
}

/** A label under which an agent shares (活动批次). */
export interface CampaignView {
  id: string
  name: string
  isOpen: boolean
  createdAt: string
  /** Shares of the agent's own that carry it, without those by whom they were passed on. */
  shareCount: number
}
