import { createHash } from 'node:crypto'
import type { OutcomeKind } from '@quanke/shared/domain/attribution'
import type { BindingRule, ProvenanceKind } from '@quanke/shared/domain/client'
import type { EngagementKind, EngagementSubject } from '@quanke/shared/domain/engagement'
import type { EntityManager } from 'typeorm'
import { note } from './append'
import type { Facts } from './chain'
import type { Outcome } from './outcome.entity'
import { personOf } from './persons'

/** A share's row, as far as the log repeats it. */
export interface LoggedShare {
  id: string
  sharerAccountId: string
  agentId: string | null
  parentId: string | null
  subject: string
  subjectId: string
  contentVersion: number | null
  channel: string
  campaignId?: string | null
  createdAt: Date
}

export const shareFacts = (share: LoggedShare): Facts => ({
  agent: share.agentId,
  campaign: share.campaignId,
  channel: share.channel,
  item: share.subjectId,
  parent: share.parentId,
  subject: share.subject,
  version: share.contentVersion,
})

export async function noteShare(tx: EntityManager, share: LoggedShare): Promise<void> {
  const person = await personOf(tx, share.sharerAccountId)
  note(tx, { kind: 'share', at: share.createdAt, refId: share.id, person, facts: shareFacts(share) })
}

/** A referral's transition. Who moved it stands in its own row, from which a friend's withdrawal takes it away. */
export interface LoggedMove {
  id: string
  referralId: string
  toStatus: string
  mover: string
  at: Date
}

export const moveFacts = ({ referralId, toStatus, mover }: LoggedMove): Facts => ({
  mover,
  referral: referralId,
  to: toStatus,
})

export function noteMoveOf(tx: EntityManager, move: LoggedMove): void {
  note(tx, { kind: 'move', at: move.at, refId: move.id, person: null, facts: moveFacts(move) })
}

/** An account was tied to a record, by which rule, and where the record came from. */
export interface LoggedBinding {
  recordId: string
  accountId: string
  rule: BindingRule
  at: Date
}

/** A record's source, as its row tells it. */
export interface LoggedSource {
  provenanceKind: ProvenanceKind
  provenanceShareId: string | null
}

/** Joins the share `s` by which record `r` came. The log tells nobody's card for good: whoever turns it down afterwards is not to be known by it. */
export const SHARE_TO_TELL = "LEFT JOIN shares s ON s.id = r.provenanceShareId AND s.subject <> 'referral'"

export const bindingFacts = (rule: BindingRule, { provenanceKind, provenanceShareId }: LoggedSource): Facts => ({
  rule,
  share: provenanceShareId,
  source: provenanceKind,
})

export async function noteBinding(tx: EntityManager, { recordId, accountId, rule, at }: LoggedBinding): Promise<void> {
  const [source] = await tx.query<LoggedSource[]>(
    `SELECT r.provenanceKind, s.id provenanceShareId FROM client_records r ${SHARE_TO_TELL} WHERE r.id = ?`,
    [recordId],
  )
  const facts = bindingFacts(rule, source!)
  note(tx, { kind: 'bound', at, refId: recordId, person: await personOf(tx, accountId), facts })
}

/** A row of the history of owners. */
export interface LoggedOwner {
  id: string
  recordId: string
  fromAgentId: string | null
  toAgentId: string | null
  rule: string
  reason: string
  actorAccountId: string | null
  at: Date
}

/** As entries of the first form tell it, which stay as they are: without who did it and why. */
export const ownerFactsFirst = ({ recordId, fromAgentId, toAgentId, rule }: LoggedOwner): Facts => ({
  from: fromAgentId,
  record: recordId,
  rule,
  to: toAgentId,
})

/** The second form: the reason as a digest, and who did it as the entry's person. */
export const ownerFacts = (change: LoggedOwner): Facts => ({
  ...ownerFactsFirst(change),
  reason: createHash('sha256').update(`${change.id} ${change.reason}`).digest('base64url'),
  v: 2,
})

export async function noteOwner(tx: EntityManager, change: LoggedOwner): Promise<void> {
  const person = change.actorAccountId === null ? null : await personOf(tx, change.actorAccountId)
  note(tx, { kind: 'owner', at: change.at, refId: change.id, person, facts: ownerFacts(change) })
}

/** A referral became another agent's than its card says. */
export interface LoggedCarry {
  id: string
  agentId: string
}

export const carryFacts = ({ agentId }: LoggedCarry): Facts => ({ to: agentId })

export function noteCarry(tx: EntityManager, referral: LoggedCarry, at: Date): void {
  note(tx, { kind: 'carried', at, refId: referral.id, person: null, facts: carryFacts(referral) })
}

/** One record became part of another: from here on what either's accounts do is one person's. */
export interface LoggedMerge {
  id: string
  survivorRecordId: string
  mergedRecordId: string
  at: Date
}

export const mergeFacts = ({ survivorRecordId, mergedRecordId }: LoggedMerge): Facts => ({
  from: mergedRecordId,
  into: survivorRecordId,
})

export function noteMerge(tx: EntityManager, merge: LoggedMerge): void {
  note(tx, { kind: 'merged', at: merge.at, refId: merge.id, person: null, facts: mergeFacts(merge) })
}

/** The two are two again. */
export function noteParting(tx: EntityManager, mergeId: string, at: Date): void {
  note(tx, { kind: 'parted', at, refId: mergeId, person: null, facts: {} })
}

/** Acts that are outcomes as well. */
const OUTCOME_OF: Partial<Record<string, OutcomeKind>> = {
  consented: 'consent',
  joined: 'join',
  registered: 'registration',
  attended: 'attendance',
  asked: 'request',
  insured: 'first_policy',
} satisfies Partial<Record<EngagementKind | 'insured', OutcomeKind>>

/** What a person does once, whatever it was about. */
const ONCE_AT_ALL: readonly OutcomeKind[] = ['consent', 'first_policy']

export type NewOutcome = Omit<Outcome, 'id' | 'accountId' | 'takenBackAt' | 'takenBackId'> & { accountId: string }

/** What somebody did, as it is noted. */
export interface Act {
  accountId: string
  kind: EngagementKind
  subject: EngagementSubject
  subjectId: string | null
  shareId: string | null
  at: Date
}

/** The act is an outcome too, where its kind is one. */
export async function noteOutcomeOf(tx: EntityManager, act: Act): Promise<void> {
  const kind = OUTCOME_OF[act.kind]
  if (kind) await noteOutcome(tx, { ...act, kind, subjectId: act.subjectId ?? '0' })
}

/** Counts an outcome, the first time that this account comes to it, or again when that was taken back. The caller holds the account's lock. */
export async function noteOutcome(tx: EntityManager, outcome: NewOutcome): Promise<void> {
  const { accountId, kind, at } = outcome
  const [subject, subjectId] = ONCE_AT_ALL.includes(kind) ? ['app' as const, '0'] : [outcome.subject, outcome.subjectId]
  const [there] = await tx.query<{ id: string }[]>(
    'SELECT id FROM outcomes WHERE accountId = ? AND kind = ? AND subjectId = ? AND takenBackAt IS NULL',
    [accountId, kind, subjectId],
  )
  if (there) return
  const shareId = kind === 'referral_consented' ? outcome.shareId : await shareToTell(tx, outcome.shareId)
  const { insertId } = await tx.query<{ insertId: string }>(
    'INSERT INTO outcomes (accountId, kind, subject, subjectId, shareId, at) VALUES (?, ?, ?, ?, ?, ?)',
    [accountId, kind, subject, subjectId, shareId, at],
  )
  // That a person came by a referral can be taken back by itself, so it is told of a person that is this referral's alone.
  const person = await (kind === 'referral_consented'
    ? personOf(tx, accountId, 'referral', subjectId)
    : personOf(tx, accountId))
  note(tx, {
    kind: 'outcome',
    at,
    refId: String(insertId),
    person,
    facts: outcomeFacts({ ...outcome, subject, subjectId, shareId }),
  })
}

/** The log tells for good by which share an outcome came; of a referral's card only the outcome that can be forgotten by itself does. */
async function shareToTell(tx: EntityManager, shareId: string | null): Promise<string | null> {
  if (shareId === null) return null
  const [card] = await tx.query<unknown[]>("SELECT 1 FROM shares WHERE id = ? AND subject = 'referral'", [shareId])
  return card ? null : shareId
}

/** Takes back an outcome that rested on a mistake: what was counted stays in the log, and so does that it was taken back. */
export async function takeOutcomeBack(tx: EntityManager, id: string, at: Date): Promise<void> {
  await tx.query('UPDATE outcomes SET takenBackAt = ?, takenBackId = id WHERE id = ?', [at, id])
  note(tx, { kind: 'taken_back', at, refId: id, person: null, facts: {} })
}

export const outcomeFacts = ({ kind, subject, subjectId, shareId }: Omit<NewOutcome, 'accountId' | 'at'>): Facts => ({
  item: subjectId === '0' ? null : subjectId,
  kind,
  share: shareId,
  subject,
})
