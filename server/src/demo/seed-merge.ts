import { mergeMoves, type MergeMove } from '@quanke/shared/domain/merge'
import { daysAfter } from './calendar'
import { clientName } from './names'
import type { Person, World } from './world'

const REASON = '换了微信号，本人当面确认是同一位客户'
/** Who comes again was a client long before. */
const LONG_BEFORE = 60

/** A client of 陈思远 came a second time with another WeChat account; days ago he made one record of the two, which he can still undo. */
export function seedMerge(world: World, daysAgo: number): void {
  const at = world.calendar.minutesAgo(daysAgo * 24 * 60)
  const agent = world.agent('chen-siyuan')
  const own = world.clientsOf(agent.account.agentId!).filter(({ stays }) => !stays)
  // One who has not been here since: what a record is given after a merge is nothing that a merge moves.
  const again = [...own]
    .reverse()
    .find(({ account, record }) => account.lastSeenAt < at && record!.becameClientAt > daysAfter(at, -120))
  const before = own.find(
    ({ account, record }) =>
      again !== undefined &&
      isFullName(record!) &&
      account.phoneHash !== null &&
      record!.becameClientAt < daysAfter(again.account.createdAt, -LONG_BEFORE),
  )
  if (again && before) merge(world, agent, before, again, at)
}

const isFullName = ({ id, displayName }: { id: string; displayName: string }): boolean =>
  clientName(Number(id) - 1).name === displayName

/** How somebody is addressed more distantly. */
export const politely = ({ id, displayName }: { id: string; displayName: string }): string =>
  `${displayName.slice(0, 1)}${clientName(Number(id) - 1).gender === 'female' ? '女士' : '先生'}`

function merge(world: World, agent: Person, before: Person, again: Person, at: Date): void {
  const { tables } = world
  const [survivor, merged] = [before.record!, again.record!]
  merged.displayName = politely(survivor)
  const accountId = again.account.id
  const counts = Object.fromEntries(mergeMoves.map((what) => [what, 0])) as Record<MergeMove, number>
  const move = <Row extends { id: string }>(what: MergeMove, rows: readonly Row[], column: keyof Row): string[] => {
    const moved = rows.filter((row) => row[column] === merged.id)
    for (const row of moved) Object.assign(row, { [column]: survivor.id })
    counts[what] = moved.length
    return moved.map(({ id }) => id)
  }
  const requests = move('requests', tables.referral_requests, 'recordId')
  move('given', tables.referrals, 'referrerRecordId')
  const received = move('received', tables.referrals, 'friendRecordId')
  const policies = move('policies', tables.policies, 'recordId')
  move('complaints', tables.complaints, 'recordId')
  // Of a plan that both are in, the own line of the record that stays is the one that counts.
  const inPlan = new Set(tables.outreach_members.flatMap((one) => (one.recordId === survivor.id ? one.planId : [])))
  const inOthers = tables.outreach_members.filter(({ planId }) => !inPlan.has(planId))
  const plans = move('plans', inOthers, 'recordId')
  const rows = again.engagements.filter(({ recordId }) => recordId === merged.id)
  for (const row of rows) row.recordId = survivor.id
  Object.assign(counts, {
    accounts: 1,
    engagements: rows.length,
    introductions: tables.introductions.filter(({ requestId }) => requests.includes(requestId)).length,
    memberships: tables.memberships.filter((one) => one.accountId === accountId).length,
    readings: tables.readings.filter((one) => one.accountId === accountId).length,
    ownership: tables.ownership_changes.filter(({ recordId }) => recordId === merged.id).length,
  })
  again.account.recordId = survivor.id
  merged.status = 'merged'
  again.record = survivor
  const id = String(tables.record_merges.length + 1)
  tables.record_merges.push({
    id, creationKey: world.key(at), survivorRecordId: survivor.id, mergedRecordId: merged.id, activeMergedRecordId: merged.id, livingRecordId: survivor.id, kind: 'manual', caseId: null,
    survivorName: survivor.displayName, reason: REASON, accountIds: [accountId], listedIds: { received, policies, plans }, placesAside: [], counts, phoneTaken: false, ownerAgentId: survivor.ownerAgentId,
    mergedOwnerAgentId: merged.ownerAgentId, mergedBindingRule: merged.bindingRule, byAccountId: agent.account.id, at,
    undoneAt: null, undoneByAccountId: null, undoReason: null,
  }) // prettier-ignore
  world.audit(agent, 'client.merged', 'client', survivor.id, at, { mergedId: merged.id, mergeId: id, kind: 'manual' })
}
