import { Injectable } from '@nestjs/common'
import type { HopView, OriginHopView, OriginStepView, OriginView } from '@quanke/shared/contracts/clients'
import { BINDING_RULES } from '@quanke/shared/domain/client'
import { moveText, REFERRAL_MOVERS } from '@quanke/shared/domain/referral-words'
import { SOME_CHAT_GROUP, sceneLabel } from '@quanke/shared/domain/scene'
import { DataSource } from 'typeorm'
import { chatGroupNames } from '../chat-groups/chat-group.queries'
import type { AgentActor } from '../core/actor'
import { audit } from '../core/audit'
import { Clock } from '../core/clock'
import { Refused } from '../core/refused'
import type { Share } from '../shares/share.entity'
import { chainOf, shareTitles } from '../shares/share.queries'
import { clientDetail, type ClientLine } from './client.queries'
import { recordsWithin } from './living-record'
import {
  arrivalLines,
  boundLines,
  campaignNames,
  mergeLines,
  originMoves,
  ownerLines,
  shareEntries,
  type ArrivalLine,
} from './origin.queries'
import { hopLines, originShareIds, provenanceSentences } from './provenance.queries'
import { hopOf, SOMEBODY } from './provenance.rules'

/** How a client came, followed back to the first hop, with the entries of the log that prove it. */
@Injectable()
export class OriginService {
  constructor(
    private readonly db: DataSource,
    private readonly clock: Clock,
  ) {}

  async read(actor: AgentActor, recordId: string): Promise<OriginView> {
    const client = await clientDetail(this.db, actor, recordId)
    if (!client) throw new Refused('client_not_found')
    await audit(this.db.manager, actor, 'client.origin-viewed', { kind: 'client', id: recordId }, this.clock.now())
    const sentence = (await provenanceSentences(this.db, [client])).get(recordId) ?? ''
    return {
      clientId: recordId,
      displayName: client.displayName,
      kind: client.provenanceKind,
      sentence,
      hops: await this.hops(client, actor.agentId),
      steps: await this.steps(client),
    }
  }

  private async hops(client: ClientLine, readerId: string): Promise<OriginHopView[]> {
    const chain = await chainOf(this.db, (await originShareIds(this.db, [client])).get(client.id) ?? null)
    if (chain.length === 0) return []
    const ids = chain.map(({ id }) => id)
    const sharers = chain.map(({ sharerAccountId }) => sharerAccountId)
    const [lines, titles, campaigns, entries, arrivals] = await Promise.all([
      hopLines(this.db, ids),
      shareTitles(this.db, ids),
      campaignNames(this.db, ids),
      shareEntries(this.db, ids),
      arrivalLines(this.db, ids, sharers, client.id),
    ])
    // A group is known by the name that the reader gave it; a leader may read of a group in which no own card was opened.
    const groups = await chatGroupNames(
      this.db,
      readerId,
      arrivals.flatMap(({ chatGroupId }) => chatGroupId ?? []),
    )
    const groupOf = ({ chatGroupId }: ArrivalLine) =>
      chatGroupId === null ? null : (groups.get(chatGroupId) ?? SOME_CHAT_GROUP)
    return chain.flatMap((share, index) => {
      const line = lines.get(share.id)
      if (!line) return []
      const next = chain[index + 1]
      const nextLine = next && lines.get(next.id)
      // When another client opened something is that client's own activity; that it was passed on shows where it went.
      const isTold = !nextLine || !isNamedClient(hopOf(nextLine, client.ownerAgentId))
      const arrival = isTold ? arrivals.find((one) => cameBy(one, share, next, client.id)) : undefined
      return [
        {
          ...hopOf(line, client.ownerAgentId),
          item: { kind: share.subject, title: titles.get(share.id) ?? '' },
          campaign: campaigns.get(share.id) ?? null,
          arrival: arrival
            ? { at: arrival.at.toISOString(), scene: sceneLabel(arrival.scene), chatGroup: groupOf(arrival) }
            : null,
          entry: entries.get(share.id) ?? null,
        },
      ]
    })
  }

  private async steps(client: ClientLine): Promise<OriginStepView[]> {
    const { id, provenanceReferralId } = client
    const moves = provenanceReferralId === null ? [] : await originMoves(this.db, provenanceReferralId)
    const within = await recordsWithin(this.db, id)
    const bound = await boundLines(this.db, within)
    const owners = await ownerLines(this.db, within)
    const merges = await mergeLines(this.db, within)
    const steps = [
      ...moves.map(({ at, toStatus, mover, entry }) => ({
        at,
        title: moveText(toStatus, mover),
        note: REFERRAL_MOVERS[mover],
        entry,
      })),
      ...bound.map(({ at, rule, entry }) => ({ at, title: '本人同意由代理人服务', note: BINDING_RULES[rule], entry })),
      ...merges.map(({ at, kind, entry }) => ({ at, ...MERGE_STEPS[kind], entry })),
      ...owners.map(({ at, fromName, toName, rule, entry }) => ({
        at,
        title: ownerText(fromName, toName),
        note: BINDING_RULES[rule],
        entry,
      })),
    ]
    return steps
      .sort((a, b) => a.at.getTime() - b.at.getTime() || Number(a.entry ?? 0) - Number(b.entry ?? 0))
      .map((step) => ({ ...step, at: step.at.toISOString() }))
  }
}

const MERGE_STEPS = {
  merged: { title: '与另一份档案合并', note: '两份档案是同一位客户，往来从此合在一起看' },
  parted: { title: '合并已撤销', note: '两份档案各归各的' },
}

const isNamedClient = ({ kind, name }: HopView): boolean => kind === 'client' && name !== SOMEBODY

/** By a share came whoever made the next one, and by the last one the client. */
const cameBy = (arrival: ArrivalLine, share: Share, next: Share | undefined, recordId: string): boolean =>
  arrival.shareId === share.id && (next ? arrival.accountId === next.sharerAccountId : arrival.recordId === recordId)

function ownerText(from: string | null, to: string | null): string {
  const now = to === null ? '进入待分配客户池' : `归属 ${to}`
  return from === null ? now : `由 ${from} 改为${now}`
}
