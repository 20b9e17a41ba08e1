import { Injectable } from '@nestjs/common'
import type {
  BindingStoryView,
  ClientPhoneView,
  ClientRow,
  ClientsQuery,
  ClientView,
  MatchPhone,
  PhoneMatchView,
  TimelineEntry,
  TimelineQuery,
} from '@quanke/shared/contracts/clients'
import type { Page } from '@quanke/shared/contracts/common'
import { ENGAGEMENTS } from '@quanke/shared/domain/engagement'
import { DataSource } from 'typeorm'
import type { AgentActor } from '../core/actor'
import { audit } from '../core/audit'
import { Clock } from '../core/clock'
import { DataCipher, LookupHash } from '../core/crypto'
import { PAGE_SIZE, cursorOf, idIn, instantIn, pageOf, readCursor } from '../core/cursor'
import { Refused } from '../core/refused'
import { transact } from '../core/transact'
import { lockAccount } from '../identity/lock-account'
import { bindingStory } from './binding-story'
import { clientDetail, clientLines, poolLines, teamOfPhone, type ClientDetail, type ClientLine } from './client.queries'
import { clientRows, clientView } from './client.view'
import { takeMatch } from './take-match'
import { subjectTitles, timelineLines, type TimelineLine } from './timeline.queries'

/** What agents and leaders read of clients. Each look at a person is itself logged (domain rules, section 9). */
@Injectable()
export class ClientsService {
  constructor(
    private readonly db: DataSource,
    private readonly clock: Clock,
    private readonly cipher: DataCipher,
    private readonly lookup: LookupHash,
  ) {}

  /** The book: an agent's own clients; a leader's whole subtree. Words match names, aliases and a whole phone number. */
  async browse(actor: AgentActor, query: ClientsQuery): Promise<Page<ClientRow>> {
    const filter = this.filterOf(query)
    return this.page(await clientLines(this.db, actor, filter), filter.limit)
  }

  /** Clients without an owner. */
  async pool(query: ClientsQuery): Promise<Page<ClientRow>> {
    const filter = this.filterOf(query)
    return this.page(await poolLines(this.db, filter), filter.limit)
  }

  async one(actor: AgentActor, recordId: string): Promise<ClientView> {
    const client = await this.find(actor, recordId)
    await this.noteLook(actor, recordId, 'client.viewed')
    return clientView(this.db, this.cipher, actor, client, this.clock.now())
  }

  /** The whole number, which is masked until asked for: only whoever serves the client asks, and each asking is logged. */
  async phone(actor: AgentActor, recordId: string): Promise<ClientPhoneView> {
    const { ownerAgentId, phoneEnc } = await this.find(actor, recordId)
    if (ownerAgentId !== actor.agentId) throw new Refused('client_not_found')
    await this.noteLook(actor, recordId, 'client.phone-viewed')
    return { phone: phoneEnc === null ? null : this.cipher.decrypt(phoneEnc) }
  }

  /** What the client did, as far as the client lets the agent see it. */
  async timeline(actor: AgentActor, recordId: string, { cursor }: TimelineQuery): Promise<Page<TimelineEntry>> {
    const client = await this.find(actor, recordId)
    const start = readCursor(cursor, 2)
    if (start === null) await this.noteLook(actor, recordId, 'client.timeline-viewed')
    const lines = await timelineLines(this.db, recordId, {
      before: start && { at: instantIn(start[0]), id: String(start[1]) },
      limit: PAGE_SIZE,
    })
    const titleOf = await subjectTitles(this.db, lines)
    const view = (line: TimelineLine) => timelineEntry(line, titleOf(line), client.ownerAgentId)
    return pageOf(lines, PAGE_SIZE, ({ occurredAt, id }) => cursorOf(occurredAt, id), view)
  }

  /** Whether a number is somebody's client: never whose. The asking is logged and limited a day, the number is not kept. */
  async match(actor: AgentActor, { phone }: MatchPhone): Promise<PhoneMatchView> {
    const hash = this.lookup.phone(phone)
    if (hash === null) throw new Refused('phone_invalid', [{ field: 'phone', message: '请填写正确的手机号' }])
    const at = this.clock.now()
    return transact(this.db, async (tx) => {
      await lockAccount(tx, actor.accountId)
      const leftToday = await takeMatch(tx, actor, at)
      const match = await teamOfPhone(tx, hash)
      const subject = { kind: 'agent', id: actor.agentId }
      await audit(tx, actor, 'phone.matched', subject, at, { isClient: match !== null })
      if (!match) return { isClient: false, speakWith: null, leftToday }
      const speakWith = match.teamName === null ? '团队主管' : `${match.teamName}主管`
      return { isClient: true, speakWith, leftToday }
    })
  }

  /** Why this client is whose: the decisions as they were made, and every change of owner since. */
  async why(actor: AgentActor, recordId: string): Promise<BindingStoryView> {
    const client = await this.find(actor, recordId)
    await this.noteLook(actor, recordId, 'client.binding-viewed')
    return bindingStory(this.db, client)
  }

  private async find(actor: AgentActor, recordId: string): Promise<ClientDetail> {
    const client = await clientDetail(this.db, actor, recordId)
    if (!client) throw new Refused('client_not_found')
    return client
  }

  private noteLook(actor: AgentActor, recordId: string, action: string): Promise<void> {
    return audit(this.db.manager, actor, action, { kind: 'client', id: recordId }, this.clock.now())
  }

  private filterOf({ q = '', cursor, limit = PAGE_SIZE }: ClientsQuery) {
    const start = readCursor(cursor, 2)
    return {
      words: q,
      phoneHash: q === '' ? null : this.lookup.phone(q),
      before: start && { at: instantIn(start[0]), id: idIn(start[1]) },
      limit,
    }
  }

  private async page(lines: ClientLine[], limit: number): Promise<Page<ClientRow>> {
    const rows = await clientRows(this.db, lines, this.clock.now())
    return pageOf(
      rows,
      limit,
      ({ becameClientAt, id }) => cursorOf(becameClientAt, id),
      (row) => row,
    )
  }
}

function timelineEntry(line: TimelineLine, title: string, ownerAgentId: string | null): TimelineEntry {
  const { id, kind, subject, subjectId, seconds, percent, shareAgentId, shareAgentName } = line
  return {
    id,
    kind,
    label: ENGAGEMENTS[kind],
    subject: { kind: subject, id: subjectId, title },
    seconds,
    percent,
    via: shareAgentName === null ? null : { agentName: shareAgentName, isAssist: shareAgentId !== ownerAgentId },
    occurredAt: line.occurredAt.toISOString(),
  }
}
