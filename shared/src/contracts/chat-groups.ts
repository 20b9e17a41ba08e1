import { IsInt, Max, Min } from 'class-validator'
import { limits } from '../domain/limits'
import { OpenData } from './identity'
import { Clean, Optional, ShareCode, Words } from './validators'

/** A card was opened in a WeChat chat group: which group, as WeChat encrypts it for the mini-program. */
export class TellChatGroup extends OpenData {
  @ShareCode()
  shareCode!: string

  /** WeChat's numeric entry scene. */
  @Optional()
  @IsInt()
  @Min(0)
  @Max(65535)
  scene?: number
}

export class NameChatGroup {
  /** What this agent calls the group; other agents have names of their own. */
  @Clean()
  @Words(1, limits.campaign)
  name!: string
}

/** A WeChat chat group in which an agent's cards were opened. WeChat tells neither its name nor its members. */
export interface ChatGroupView {
  id: string
  /** 「群聊 1」, or what the agent calls it. */
  name: string
  /** How many people came in through the agent's shares there. */
  people: number
  firstAt: string
}
