import type { ProvenanceView } from '@quanke/shared/contracts/clients'
import type { DataSource, EntityManager } from 'typeorm'
import { chainOf, shareTitles } from '../shares/share.queries'
import type { ClientLine } from './client.queries'
import { hopOf, provenanceSentence, type HopFacts } from './provenance.rules'

type Db = DataSource | EntityManager

export interface HopLine extends HopFacts {
  shareId: string
}

/** Where each of these clients came from, in words, by record id. */
export async function provenanceSentences(db: Db, clients: readonly ClientLine[]): Promise<Map<string, string>> {
  const shareIds = await originShareIds(db, clients)
  const ids = [...new Set(shareIds.values())]
  const hops = await hopLines(db, ids)
  const titles = await shareTitles(db, ids)
  return new Map(
    clients.map((client) => {
      const shareId = shareIds.get(client.id) ?? ''
      const line = hops.get(shareId)
      return [
        client.id,
        provenanceSentence({
          kind: client.provenanceKind,
          hop: line ? hopOf(line, client.ownerAgentId) : null,
          subject: line ? { kind: line.subject, title: titles.get(shareId) ?? '' } : null,
        }),
      ]
    }),
  )
}

/** Where this client came from, with every hop from the first share of the chain to the last before the client. */
export async function provenanceOf(db: Db, client: ClientLine, at: Date): Promise<ProvenanceView> {
  const shareId = (await originShareIds(db, [client])).get(client.id) ?? null
  const chain = await chainOf(db, shareId)
  const lines = await hopLines(
    db,
    chain.map(({ id }) => id),
  )
  const hops = chain.flatMap(({ id }) => lines.get(id) ?? []).map((line) => hopOf(line, client.ownerAgentId))
  const last = chain.at(-1)
  const titles = await shareTitles(db, last ? [last.id] : [])
  const subject = last ? { kind: last.subject, title: titles.get(last.id) ?? '' } : null
  const kind = client.provenanceKind
  return {
    kind,
    sentence: provenanceSentence({ kind, hop: hops.at(-1) ?? null, subject }),
    subject,
    hops,
    at: at.toISOString(),
  }
}

/** The share by which each client came: the record's own, or that of the referral's card. */
export async function originShareIds(db: Db, clients: readonly ClientLine[]): Promise<Map<string, string>> {
  const referralIds = clients.flatMap(({ provenanceReferralId: id }) => id ?? [])
  const referrals =
    referralIds.length === 0
      ? []
      : await db.query<{ id: string; shareId: string | null }[]>('SELECT id, shareId FROM referrals WHERE id IN (?)', [
          referralIds,
        ])
  const byReferral = new Map(referrals.map(({ id, shareId }) => [id, shareId]))
  return new Map(
    clients.flatMap(({ id, provenanceShareId, provenanceReferralId }) => {
      const shareId = byReferral.get(provenanceReferralId ?? '') ?? provenanceShareId
      return shareId === null ? [] : [[id, shareId] as const]
    }),
  )
}

/** Who made these shares, by share id. */
export async function hopLines(db: Db, shareIds: readonly string[]): Promise<Map<string, HopLine>> {
  if (shareIds.length === 0) return new Map()
  const rows = await db.query<HopLine[]>(
    `SELECT s.id shareId, s.subject, s.channel, s.createdAt at, g.name agentName, r.displayName clientName, r.ownerAgentId clientOwnerId
       FROM shares s
       JOIN wechat_accounts a ON a.id = s.sharerAccountId
       LEFT JOIN agents g ON g.id = a.agentId
       LEFT JOIN client_records r ON r.id = a.recordId AND r.status = 'active'
      WHERE s.id IN (?)`,
    [shareIds],
  )
  return new Map(rows.map((row) => [row.shareId, row]))
}
