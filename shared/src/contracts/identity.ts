import { IsString, Length, MaxLength } from 'class-validator'
import { limits } from '../domain/limits'
import type { StaffRole } from '../domain/organization'
import { Clean, Optional, Words } from './validators'

export class SignIn {
  /** The one-time code of wx.login. */
  @IsString()
  @Length(1, 128)
  code!: string
}

export class VerifyPhone {
  /** The one-time code of the phone number button. */
  @IsString()
  @MaxLength(128)
  code!: string
}

/** What WeChat's client encrypted for this mini-program with the key of the present login, as `wx` hands it over. */
export class OpenData {
  @IsString()
  @Length(1, 4096)
  encryptedData!: string

  @IsString()
  @Length(1, 64)
  iv!: string
}

export class EditProfile {
  /** The community alias: what other members see. */
  @Optional()
  @Clean()
  @Words(1, limits.alias, { benefits: 'unrelated' })
  alias?: string

  /** How the agent addresses the client. */
  @Optional()
  @Clean()
  @Words(1, limits.name, { benefits: 'unrelated' })
  displayName?: string
}

/** An agent as everybody may see one: the licence line belongs on every shared page (domain rules, section 9). */
export interface AgentCard {
  id: string
  name: string
  title: string
  company: string
  licenceNumber: string
  teamName: string
  intro: string
  isActive: boolean
}

export interface MeView {
  accountId: string
  alias: string
  displayName: string | null
  /** What this person is here; one may be several things. */
  isClient: boolean
  agent: (AgentCard & { isLeader: boolean }) | null
  staffRole: StaffRole | null
  /** The agent who serves this client; null for visitors and in the unassigned pool. */
  adviser: AgentCard | null
  /** Since when, and after whom, where the present adviser took over from another. */
  adviserChange: { at: string; formerName: string } | null
  /** Masked, e.g. 138******00; null when no phone was verified. */
  phone: string | null
  can: {
    ask: boolean
    refer: boolean
    chooseAgent: boolean
    workbench: boolean
    lead: boolean
    review: boolean
    complain: boolean
  }
}

export interface SessionView {
  token: string
  /** ISO 8601, UTC. */
  expiresAt: string
  me: MeView
}
