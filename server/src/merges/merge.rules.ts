import type { BindingRule, RecordStatus } from '@quanke/shared/domain/client'
import { MERGE_UNDO_DAYS, mergeMoves, type MergeMove, type MergeWarning } from '@quanke/shared/domain/merge'
import type { Refusal } from '@quanke/shared/domain/refusal'
import type { OnePlace } from '../events/one-place.queries'

/** One of two records of a person. */
export interface RecordSide {
  id: string
  ownerAgentId: string | null
  bindingRule: BindingRule
  status: RecordStatus
  becameClientAt: Date
  hasPhone: boolean
}

/** Rows that name the record that goes, by table and column. */
export interface NamingRows {
  table: string
  column: string
  what: MergeMove
  ids: readonly string[]
}

export interface EngagementCount {
  day: string
  kind: string
  count: number
  seconds: number
}

export interface MergeFacts {
  survivor: RecordSide
  merged: RecordSide
  rows: readonly NamingRows[]
  /** What the merged record's roll-up holds. */
  engagements: readonly EngagementCount[]
  /** Referrals that go with the owner, when the owner changes. */
  ownedReferralIds: readonly string[]
  /** Events in which both have a place, or wait for one: one client has one. */
  places: readonly OnePlace[]
  /** How many there are of what is not moved by itself but comes along. */
  along: Pick<Record<MergeMove, number>, 'introductions' | 'memberships' | 'registrations' | 'readings' | 'ownership'>
}

export interface TotalChange extends EngagementCount {
  scope: 'client' | 'agent'
  scopeId: string
}

/** Everything that a merge changes: the preview shows it, the merge carries it out. */
export interface MergePlan {
  survivorId: string
  mergedId: string
  /** The merged record's owner gives way to that of the record that stays. */
  ownerChange: { from: string | null; to: string | null; referralIds: readonly string[] } | null
  takesPhone: boolean
  moves: readonly NamingRows[]
  places: readonly OnePlace[]
  totals: readonly TotalChange[]
  counts: Record<MergeMove, number>
}

/** What becomes of two records that are to be one. */
export function mergePlan(facts: MergeFacts): MergePlan {
  const { survivor, merged, rows, engagements, ownedReferralIds, places } = facts
  const isOneOwner = survivor.ownerAgentId === merged.ownerAgentId
  const [from, to] = [merged.ownerAgentId, survivor.ownerAgentId]
  const under = (scope: 'client' | 'agent', scopeId: string | null, sign: 1 | -1): TotalChange[] =>
    scopeId === null
      ? []
      : engagements.map(({ day, kind, count, seconds }) => ({
          scope, scopeId, day, kind, count: sign * count, seconds: sign * seconds,
        })) // prettier-ignore
  return {
    survivorId: survivor.id,
    mergedId: merged.id,
    ownerChange: isOneOwner ? null : { from, to, referralIds: to === null ? [] : ownedReferralIds },
    takesPhone: !survivor.hasPhone && merged.hasPhone,
    moves: rows,
    places,
    totals: [
      ...under('client', merged.id, -1),
      ...under('client', survivor.id, 1),
      ...(isOneOwner ? [] : [...under('agent', from, -1), ...under('agent', to, 1)]),
    ],
    counts: countsOf(facts),
  }
}

function countsOf({ rows, engagements, places, along }: MergeFacts): Record<MergeMove, number> {
  const none = Object.fromEntries(mergeMoves.map((what) => [what, 0])) as Record<MergeMove, number>
  const counts = { ...none, ...along, engagements: engagements.reduce((sum, { count }) => sum + count, 0) }
  for (const { what, ids } of rows) counts[what] += ids.length
  for (const { aside } of places) counts.places += aside.length
  return counts
}

/** Why these two may not be merged by hand, or null. */
export function mergeRefusal(
  survivor: RecordSide | null,
  merged: RecordSide | null,
  hasOpenCase: boolean,
): Refusal | null {
  if (survivor === null || merged === null) return 'client_not_found'
  if (survivor.id === merged.id) return 'merge_with_itself'
  if (survivor.status !== 'active' || merged.status !== 'active') return 'client_not_found'
  return hasOpenCase ? 'merge_case_open' : null
}

interface Merged {
  survivorRecordId: string
  mergedRecordId: string
}

/**
 * The merge to undo where a case says that two records are two people's, or null when they are not one. It is the one that this very case made, as long
 * as that is part of what makes them one: what another case decided stands. Else the one at which their two ways meet, of the merges that lead from each
 * to what it is part of now.
 */
export function mergeBetween<M extends Merged & { caseId: string | null }>(
  [a, fromA]: readonly [string, readonly M[]],
  [b, fromB]: readonly [string, readonly M[]],
  caseId: string,
): M | null {
  const wayOf = (start: string, merges: readonly M[]) => [start, ...merges.map((merge) => merge.survivorRecordId)]
  const [wayOfA, wayOfB] = [wayOf(a, fromA), wayOf(b, fromB)]
  const meetAt = wayOfB.find((record) => wayOfA.includes(record))
  if (meetAt === undefined) return null
  const [belowA, belowB] = [fromA.slice(0, wayOfA.indexOf(meetAt)), fromB.slice(0, wayOfB.indexOf(meetAt))]
  return [...belowA, ...belowB].find((merge) => merge.caseId === caseId) ?? belowB.at(-1) ?? belowA.at(-1) ?? null
}

/** Of these merges those by which a record is part of others, one upon the other. */
export function mergesFrom<M extends Merged>(recordId: string, merges: readonly M[]): M[] {
  const next = merges.find(({ mergedRecordId }) => mergedRecordId === recordId)
  return next ? [next, ...mergesFrom(next.survivorRecordId, merges)] : []
}

/** The records that this one was merged into, one upon the other. */
export const wayUp = (recordId: string, merges: readonly Merged[]): string[] =>
  mergesFrom(recordId, merges).map(({ survivorRecordId }) => survivorRecordId)

/** An account of a record, as far as it says whose it is. */
export interface AccountInRecord {
  id: string
  phone: string | null
  unionid: string | null
  /** Whether it has agreed to be served, and has not taken that back. */
  saysYes: boolean
}

/**
 * The merge to undo, so that who takes the consent back leaves alone, or null: it put people together with this account of whom one says yes, and none is
 * the same person by WeChat's word. The one nearest to the account comes first; of what others brought, the largest part that can stay together.
 */
export function mergeToPart<M extends { accountIds: readonly string[] }>(
  leaverId: string,
  accounts: readonly AccountInRecord[],
  merges: readonly M[],
): M | null {
  const leaver = accounts.find(({ id }) => id === leaverId)
  if (!leaver) return null
  const cameAlong = ({ accountIds }: M) => accountIds.includes(leaverId)
  const isSame = ({ phone, unionid }: AccountInRecord) =>
    (phone !== null && phone === leaver.phone) || (unionid !== null && unionid === leaver.unionid)
  const isToPart = (merge: M): boolean => {
    const others = accounts.filter(({ id }) => merge.accountIds.includes(id) !== cameAlong(merge))
    return others.some(({ saysYes }) => saysYes) && !others.some(isSame)
  }
  const bySize = (a: M, b: M) => a.accountIds.length - b.accountIds.length
  const nearestFirst = merges.filter(cameAlong).sort(bySize)
  const largestFirst = merges.filter((merge) => !cameAlong(merge)).sort((a, b) => bySize(b, a))
  return [...nearestFirst, ...largestFirst].find(isToPart) ?? null
}

/** What two records tell of their people. */
export interface LikenessFacts {
  names: readonly [string, string]
  /** Whether each has a number: one number is never two records'. */
  havePhones: readonly [boolean, boolean]
}

/** What speaks against these two being one person's: nothing, or what whoever merges them should look at again. */
export function mergeWarnings({ names: [one, other], havePhones }: LikenessFacts): MergeWarning[] {
  const warnings: MergeWarning[] = []
  if (plain(one) !== plain(other)) warnings.push('names')
  if (havePhones.every(Boolean)) warnings.push('phones')
  return warnings
}

/** A name without what people type differently from one time to the next: blanks, width, case. */
const plain = (name: string): string => name.normalize('NFKC').replaceAll(/\s/gu, '').toLowerCase()

export interface UndoFacts {
  at: Date
  now: Date
  survivorStatus: RecordStatus
  /** Whether a case decided so that is not over: it may be appealed still, or an appeal waits. */
  isInCase: boolean
}

/** Until when a merge can be undone. */
export const undoableUntil = (at: Date): Date => new Date(at.getTime() + MERGE_UNDO_DAYS * 86_400_000)

/** Why a merge cannot be undone, or null. Of merges one upon the other the last is undone first, and what a leader decided is for an appeal. */
export function undoRefusal({ at, now, survivorStatus, isInCase }: UndoFacts): Refusal | null {
  if (survivorStatus === 'merged') return 'merge_below_another'
  if (isInCase) return 'merge_decided_by_case'
  return now > undoableUntil(at) ? 'merge_too_old' : null
}

/**
 * Whose the record is that comes back. The merge's own change of owner is undone; an owner who came to both while they were one stays the owner
 * of both, and nobody falls back to an agent who has left.
 */
export function ownerAfterUndo(facts: {
  survivorOwner: string | null
  ownerAtMerge: string | null
  mergedOwnerBefore: string | null
  isBeforeActive: boolean
}): string | null {
  const { survivorOwner, ownerAtMerge, mergedOwnerBefore, isBeforeActive } = facts
  if (mergedOwnerBefore === ownerAtMerge) return survivorOwner
  return mergedOwnerBefore === null || isBeforeActive ? mergedOwnerBefore : survivorOwner
}

/** A record as it is compared with others of the same person. */
export interface PersonRecord {
  id: string
  ownerAgentId: string | null
  becameClientAt: Date
}

export interface PersonPlan {
  merges: { survivorId: string; mergedId: string }[]
  /** The older binding stands until a case is decided. */
  cases: { heldId: string; otherId: string }[]
}

/**
 * What becomes of several records of one person: those with one owner, or none, are merged into the oldest of that owner; where owners differ, a
 * case between the oldest binding and each other (domain rules, section 3.6). Pairs that people have parted stay apart.
 */
export function personPlan(records: readonly PersonRecord[], areApart: (a: string, b: string) => boolean): PersonPlan {
  const byAge = [...records].sort(
    (a, b) => a.becameClientAt.getTime() - b.becameClientAt.getTime() || Number(a.id) - Number(b.id),
  )
  const first = byAge.find(({ ownerAgentId }) => ownerAgentId !== null) ?? byAge[0]
  const plan: PersonPlan = { merges: [], cases: [] }
  const kept: PersonRecord[] = []
  for (const record of first ? [first, ...byAge.filter((one) => one !== first)] : []) {
    const into = kept.find(
      (one) =>
        (record.ownerAgentId === null || one.ownerAgentId === record.ownerAgentId) && !areApart(one.id, record.id),
    )
    if (into) plan.merges.push({ survivorId: into.id, mergedId: record.id })
    else kept.push(record)
  }
  for (const other of kept.slice(1))
    if (other.ownerAgentId !== null && other.ownerAgentId !== first!.ownerAgentId && !areApart(first!.id, other.id))
      plan.cases.push({ heldId: first!.id, otherId: other.id })
  return plan
}
