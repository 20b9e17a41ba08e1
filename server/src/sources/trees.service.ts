import { Injectable } from '@nestjs/common'
import type {
  CarriersView,
  CarrierView,
  ReferralTreeView,
  ShareTreeView,
  SourcePeriodQuery,
  TreeQuery,
} from '@quanke/shared/contracts/sources'
import { wilson } from '@quanke/shared/domain/intervals'
import { DataSource } from 'typeorm'
import { SOMEBODY } from '../clients/provenance.rules'
import type { AgentActor } from '../core/actor'
import { Clock } from '../core/clock'
import { cursorOf, idIn, numberIn, pageOf, readCursor } from '../core/cursor'
import { Refused } from '../core/refused'
import { clientsToAsk } from '../referrals/ask.queries'
import { directReach, passedOnShares, type DirectReach } from './carrier.queries'
import { boardOf } from './source-scope'
import { referralNodes, referralTreeSize, shareNodes, shareTreeSize, type ReferralNodeLine } from './tree.queries'
import { callersOf, leadsOf, weightsOf, type Carrier } from './weight.rules'

/** Nodes of one answer: about 60 KB. */
const CHUNK = 1000
/** Shares that the weights of one answer are taken from. */
const MOST_SHARES = 20_000
const MOST_CARRIERS = 10

/** Who passed on to whom, who recommended whom, and who carries weight in it. */
@Injectable()
export class TreesService {
  constructor(
    private readonly db: DataSource,
    private readonly clock: Clock,
  ) {}

  /** A part of the tree below one of the agent's own shares. Chains of others look like no chain at all. */
  async shareTree({ agentId, accountId }: AgentActor, rootId: string, { cursor }: TreeQuery): Promise<ShareTreeView> {
    const after = idIn(readCursor(cursor, 1)?.[0] ?? '0')
    const total = await shareTreeSize(this.db, rootId, agentId)
    if (total === null) throw new Refused('share_not_found')
    const lines = await shareNodes(this.db, { rootId, agentId, accountId }, after, CHUNK)
    const { items, next } = pageOf(
      lines,
      CHUNK,
      ({ id }) => cursorOf(id),
      (line) => line,
    )
    return {
      ids: items.map(({ id }) => id),
      parentIds: items.map(({ parentId }) => parentId),
      names: items.map(({ isMe, clientName }) => (Number(isMe) === 1 ? '我' : clientName)),
      clientIds: items.map(({ clientId }) => clientId),
      ats: items.map(({ at }) => at.toISOString()),
      openedBy: items.map(({ openedBy }) => Number(openedBy)),
      readBy: items.map(({ readBy }) => Number(readBy)),
      clients: items.map(({ clients }) => Number(clients)),
      total,
      next,
    }
  }

  /** A part of the tree of the agent's referrals. */
  async referralTree({ agentId }: AgentActor, { cursor }: TreeQuery): Promise<ReferralTreeView> {
    const start = readCursor(cursor, 2)
    const after = start ? { kind: numberIn(start[0]), id: idIn(start[1]) } : { kind: -1, id: '0' }
    const [total, lines] = await Promise.all([
      referralTreeSize(this.db, agentId),
      referralNodes(this.db, agentId, after, CHUNK),
    ])
    const { items, next } = pageOf(
      lines,
      CHUNK,
      ({ kind, keyId }) => cursorOf(Number(kind), keyId),
      (line) => line,
    )
    return {
      ids: items.map(nodeId),
      parentIds: items.map(({ parentRecordId }) => (parentRecordId === null ? null : `c${parentRecordId}`)),
      names: items.map(({ name }) => name),
      clientIds: items.map(({ recordId }) => recordId),
      ats: items.map(({ at }) => at.toISOString()),
      statuses: items.map(({ status }) => status),
      total,
      next,
    }
  }

  /** Who carries weight in the chains of the period, and which own clients it is a moment to ask. */
  async carriers(actor: AgentActor, query: SourcePeriodQuery): Promise<CarriersView> {
    const now = this.clock.now()
    const board = await boardOf(this.db, actor, query, now)
    const [shares, direct, toAsk] = await Promise.all([
      passedOnShares(this.db, board, MOST_SHARES),
      directReach(this.db, board),
      clientsToAsk(this.db, actor.agentId, now, MOST_CARRIERS),
    ])
    const weights = weightsOf(shares.slice(0, MOST_SHARES))
    const carriers = direct.flatMap((one) => {
      const weight = weights.get(one.person)
      return weight ? [{ ...one, ...weight }] : []
    })
    return {
      ...board.period,
      whose: board.whose,
      leads: leadsOf(carriers, MOST_CARRIERS).map(carrierView),
      callers: callersOf(carriers, MOST_CARRIERS).map(carrierView),
      toAsk: toAsk.map(({ ratedAt, ...client }) => ({ ...client, ratedAt: ratedAt.toISOString() })),
      isCut: shares.length > MOST_SHARES,
    }
  }
}

/** A friend who became the agent's client is one node with what that client recommends in turn, below whoever recommended first. */
const nodeId = ({ kind, keyId, recordId, isAgain }: ReferralNodeLine): string =>
  recordId !== null && Number(isAgain) === 0 ? `c${recordId}` : Number(kind) === 0 ? `c${keyId}` : `f${keyId}`

function carrierView(carrier: Carrier & DirectReach, index: number): CarrierView {
  const { clientId, name, shares, reached, read, passedOnBelow, reachedBelow, clients } = carrier
  return {
    key: clientId === null ? `friend:${index + 1}` : `client:${clientId}`,
    name: name ?? SOMEBODY,
    clientId,
    shares,
    reached,
    read,
    readRate: wilson({ hits: read, total: reached }),
    passedOnBelow,
    reachedBelow,
    clients,
  }
}
