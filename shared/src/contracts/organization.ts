import { IsString, MaxLength } from 'class-validator'
import { limits } from '../domain/limits'
import type { LicenceProfile } from '../domain/organization'
import type { AgentCard } from './identity'
import { Clean, Id, Words } from './validators'

export interface OrganizationView {
  name: string
  licenceProfile: LicenceProfile
  /** Where complaints and questions go. */
  serviceHours: string
  can: { post: boolean }
}

export class ChooseAgent {
  /** The agent's own code, as on the name card or its QR code. */
  @IsString()
  @MaxLength(16)
  agentCode!: string
}

export class AssignOwner {
  @Id()
  agentId!: string

  @Clean()
  @Words(1, limits.reason, { benefits: 'allowed' })
  reason!: string
}

/** An agent as the leader sees one. */
export interface TeamAgentView extends AgentCard {
  clientCount: number
  newClientCount: number
  /** Requests of the agent's clients that nobody answered in time, and nobody has since. */
  lateRequestCount: number
}

export interface TeamView {
  id: string
  name: string
  parentId: string | null
  depth: number
  leaderName: string | null
  agents: TeamAgentView[]
}

/** The leader's subtree, from the top down. */
export interface TeamTreeView {
  teams: TeamView[]
  poolCount: number
}

export interface AuditEntryView {
  id: string
  at: string
  actor: string
  action: string
  subject: string
  requestId: string
}
