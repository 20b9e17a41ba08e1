import { Injectable } from '@nestjs/common'
import type { Page, PageQuery, SearchQuery } from '@quanke/shared/contracts/common'
import type { AgentCard } from '@quanke/shared/contracts/identity'
import type {
  AuditEntryView,
  OrganizationView,
  TeamAgentView,
  TeamTreeView,
} from '@quanke/shared/contracts/organization'
import { STAFF_ROLES } from '@quanke/shared/domain/organization'
import { newClientsSince } from '@quanke/shared/domain/client'
import { DataSource } from 'typeorm'
import type { LeaderActor } from '../core/actor'
import { Clock } from '../core/clock'
import { PAGE_SIZE, cursorOf, idIn, pageOf, readCursor } from '../core/cursor'
import { Refused } from '../core/refused'
import { agentCard, agentCardByCode, agentCards } from './agent.queries'
import {
  agentIds,
  agentLoads,
  auditLines,
  organizationLine,
  poolCount,
  teamLines,
  type AuditLine,
} from './organization.queries'

@Injectable()
export class OrganizationService {
  constructor(
    private readonly db: DataSource,
    private readonly clock: Clock,
  ) {}

  async organization(): Promise<OrganizationView> {
    const organization = await organizationLine(this.db)
    if (!organization) throw new Refused('service_unavailable')
    return { ...organization, can: { post: organization.licenceProfile === 'community' } }
  }

  async card(agentId: string): Promise<AgentCard> {
    const card = await agentCard(this.db, agentId)
    if (!card) throw new Refused('agent_not_found')
    return card
  }

  async cardByCode(code: string): Promise<AgentCard> {
    const card = await agentCardByCode(this.db, code)
    if (!card) throw new Refused('agent_not_found')
    return card
  }

  /** The leader's subtree with how many clients each agent has. */
  async team({ leadsPath }: LeaderActor): Promise<TeamTreeView> {
    const teams = await teamLines(this.db, leadsPath)
    const loads = await agentLoads(this.db, leadsPath, newClientsSince(this.clock.now()))
    const cards = await agentCards(
      this.db,
      loads.map(({ id }) => id),
    )
    const agentsOf = (teamId: string): TeamAgentView[] =>
      loads
        .filter((load) => load.teamId === teamId)
        .map(({ id, clientCount, newClientCount, lateRequestCount }) => ({
          ...cards.get(id)!,
          clientCount: Number(clientCount),
          newClientCount: Number(newClientCount),
          lateRequestCount: Number(lateRequestCount),
        }))
    return {
      teams: teams.map(({ id, name, parentId, path, leaderName }) => ({
        id,
        name,
        parentId,
        depth: depthOf(path) - depthOf(leadsPath),
        leaderName,
        agents: agentsOf(id),
      })),
      poolCount: await poolCount(this.db),
    }
  }

  async agents({ q = '', cursor, limit = PAGE_SIZE }: SearchQuery): Promise<Page<AgentCard>> {
    const rows = await agentIds(this.db, q, idIn(readCursor(cursor, 1)?.[0] ?? '0'), limit)
    const cards = await agentCards(
      this.db,
      rows.map(({ id }) => id),
    )
    return pageOf(
      rows,
      limit,
      ({ id }) => cursorOf(id),
      ({ id }) => cards.get(id)!,
    )
  }

  async auditLog({ cursor, limit = PAGE_SIZE }: PageQuery): Promise<Page<AuditEntryView>> {
    const before = readCursor(cursor, 1)?.[0]
    const rows = await auditLines(this.db, before === undefined ? null : idIn(before), limit)
    return pageOf(rows, limit, ({ id }) => cursorOf(id), auditView)
  }
}

const depthOf = (path: string): number => path.split('/').length

const auditView = (line: AuditLine): AuditEntryView => ({
  id: line.id,
  at: line.at.toISOString(),
  actor: actorOf(line),
  action: line.action,
  subject: `${line.subjectKind} ${line.subjectId}`,
  requestId: line.requestId,
})

/** Clients and visitors stay pseudonymous in the log: their account's number is enough to follow them through it. */
function actorOf({ staffName, staffRole, agentName, accountId }: AuditLine): string {
  if (staffName !== null && staffRole !== null) return `${STAFF_ROLES[staffRole]} ${staffName}`
  if (agentName !== null) return `代理人 ${agentName}`
  return accountId === null ? '系统' : `微信账号 ${accountId}`
}
