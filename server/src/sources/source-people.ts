import { GROUP_CARD_SCENES, MOMENTS_SCENES, type SourceDimension } from '@quanke/shared/domain/source'
import { dayAfter, startOfDay } from '../core/day.rules'
import { OUTCOMES_BY_ACCOUNT } from '../provenance/by-account'
import type { Period } from './period.rules'

/** Part of a statement with its values. */
export interface Sql {
  text: string
  values: unknown[]
}

/** Whose people, of which days. */
export interface Cohort {
  agentIds: readonly string[]
  period: Period
}

export const instantsOf = ({ from, to }: Period): [Date, Date] => [startOfDay(from), startOfDay(dayAfter(to, 1))]

/** What is looked up for every person is looked up by the person's accounts, as outcomes are, and for the same reason. */
const BY_ACCOUNT = {
  touches: 'touches x FORCE INDEX (PRIMARY)',
  memberships: 'memberships x FORCE INDEX (memberships_account)',
  outcomes: `outcomes x ${OUTCOMES_BY_ACCOUNT}`,
} as const

/** Whether anything of this kind is there of a person: of any account of the record, or of the one account of a person without one. */
const any = (table: keyof typeof BY_ACCOUNT, condition: string): string =>
  `IF(p.recordId IS NULL,
      EXISTS (SELECT 1 FROM ${BY_ACCOUNT[table]} WHERE x.accountId = p.accountId AND ${condition}),
      EXISTS (SELECT STRAIGHT_JOIN 1 FROM wechat_accounts b JOIN ${BY_ACCOUNT[table]} ON x.accountId = b.id WHERE b.recordId = p.recordId AND ${condition}))`

const EARLIER = 'x.agentId = p.agentId AND x.firstAt < ?'
/** A record that has forgotten by which card it came goes on counting as one that came by a card. */
const KIND = "IF(r.provenanceKind = 'share' AND r.provenanceShareId IS NULL, 'referral', r.provenanceKind)"
/** In force, or of a friend of whom the referral has forgotten who it was. */
const STANDS = "(r.status = 'active' OR (r.status = 'withdrawn' AND r.provenanceKind = 'referral'))"
const IN_MY_GROUP = `x.status = 'active' AND (p.isOwn = 1
      OR EXISTS (SELECT 1 FROM interest_groups g WHERE g.id = x.groupId AND g.hostAgentId = p.agentId)
      OR EXISTS (SELECT 1 FROM shares y WHERE y.id = x.shareId AND y.agentId = p.agentId))`

/**
 * Every person who came to these agents in the period, once for each agent, as the tables stand now: `people` with the source, as the start of a
 * statement. A person is a client record with all its accounts, or an account without one. The source is the first touch of the agent's shares; of
 * the agent's own clients one from before they became clients, and without such a touch their provenance, on the day they became clients. Who came by a
 * referral and withdrew goes on counting as somebody who came by one.
 */
export function peopleOf({ agentIds, period }: Cohort): Sql {
  const [start, end] = instantsOf(period)
  return {
    text: `WITH arrivals AS (
      SELECT t.agentId, t.id touchId, t.accountId, t.shareId, t.scene, t.chatGroupId, t.firstAt, r.id recordId, r.becameClientAt,
             COALESCE(r.ownerAgentId = t.agentId, 0) isOwn,
             ROW_NUMBER() OVER (PARTITION BY t.agentId, r.id, IF(r.id IS NULL, t.accountId, NULL) ORDER BY t.firstAt, t.id) nth
        FROM touches t
        JOIN wechat_accounts a ON a.id = t.accountId AND NOT (a.agentId <=> t.agentId)
        LEFT JOIN client_records r ON r.id = a.recordId AND r.status = 'active'
       WHERE t.agentId IN (?) AND t.firstAt >= ? AND t.firstAt < ?
         AND NOT (r.ownerAgentId <=> t.agentId AND t.firstAt > r.becameClientAt)
    ), people AS (
      SELECT p.agentId, p.accountId, p.recordId, p.isOwn, p.shareId, p.scene, p.chatGroupId, NULL provenanceKind, p.firstAt at,
             CAST(p.touchId AS SIGNED) origin, p.becameClientAt
        FROM arrivals p WHERE p.nth = 1 AND NOT ${any('touches', EARLIER)}
      UNION ALL
      SELECT r.ownerAgentId, NULL, r.id, r.status = 'active', NULL, NULL, NULL, ${KIND}, r.becameClientAt, -CAST(r.id AS SIGNED), r.becameClientAt
        FROM client_records r
       WHERE r.ownerAgentId IN (?) AND ${STANDS} AND r.becameClientAt >= ? AND r.becameClientAt < ?
         AND NOT EXISTS (SELECT STRAIGHT_JOIN 1 FROM wechat_accounts b JOIN ${BY_ACCOUNT.touches} ON x.accountId = b.id
                          WHERE b.recordId = r.id AND x.agentId = r.ownerAgentId AND (r.status <> 'active' OR x.firstAt <= r.becameClientAt))
    )`,
    values: [agentIds, start, end, start, start, agentIds, start, end],
  }
}

/** Whether a share brought each person of `people p`: one that is known, or a card that has been forgotten. */
export const BY_SHARE = "(p.shareId IS NOT NULL OR p.provenanceKind <=> 'referral')"

/**
 * What each person of `people p` has done so far, as columns of 0 and 1. `won` is the outcome "first policy" as attribution counts it, by a policy or by a
 * referral that was won: it stays with the client when a referral forgets whom it was about.
 */
export const STAGES = `1 came,
  IF(${BY_SHARE}, 1, ${any('touches', 'x.agentId = p.agentId')}) opened,
  ${any('touches', 'x.agentId = p.agentId AND x.readAt IS NOT NULL')} \`read\`,
  ${any('memberships', IN_MY_GROUP)} joined,
  p.isOwn consented,
  p.isOwn AND (EXISTS (SELECT 1 FROM referral_requests q WHERE q.recordId = p.recordId AND q.status <> 'withdrawn')
            OR EXISTS (SELECT 1 FROM referrals f WHERE f.referrerRecordId = p.recordId)) engaged,
  p.isOwn AND ${any('outcomes', "x.kind = 'first_policy' AND x.takenBackAt IS NULL")} won`

/** The share by which each person of `people p` came, and who made it. */
export const WITH_SHARE = 'LEFT JOIN shares s ON s.id = p.shareId'

const SHARER = `LEFT JOIN wechat_accounts h ON h.id = s.sharerAccountId
  LEFT JOIN client_records k ON k.id = h.recordId AND k.status = 'active' AND k.ownerAgentId = p.agentId`

/** The key of the row in which a person of `people p` with `shares s` counts. */
export const ROW_KEYS: Record<SourceDimension, { key: string; join: string }> = {
  channel: {
    key: `CASE WHEN s.id IS NULL THEN p.provenanceKind WHEN s.subject = 'referral' THEN 'referral' WHEN s.channel = 'qr' THEN 'qr'
               WHEN p.scene IN (${MOMENTS_SCENES.join(', ')}) THEN 'moments'
               WHEN p.scene IN (${GROUP_CARD_SCENES.join(', ')}) THEN 'group_card' ELSE 'card' END`,
    join: '',
  },
  item: {
    key: `CASE WHEN 'referral' IN (s.subject, p.provenanceKind) THEN 'referral' WHEN s.id IS NULL THEN 'none' ELSE CONCAT(s.subject, ':', s.subjectId) END`,
    join: '',
  },
  person: {
    key: `CASE WHEN s.id IS NULL THEN IF(p.provenanceKind = 'referral', 'friend', 'none') WHEN h.agentId IS NOT NULL THEN CONCAT('agent:', h.agentId)
               WHEN k.id IS NOT NULL THEN CONCAT('client:', k.id) ELSE 'friend' END`,
    join: SHARER,
  },
  group: {
    key: `CASE WHEN p.chatGroupId IS NOT NULL THEN CONCAT('chat:', p.chatGroupId)
               WHEN s.subject = 'group' THEN CONCAT('group:', s.subjectId) ELSE 'none' END`,
    join: '',
  },
  campaign: { key: `IF(s.campaignId IS NULL, 'none', CONCAT('campaign:', s.campaignId))`, join: '' },
  agent: { key: `CONCAT('agent:', p.agentId)`, join: '' },
}
