import { BINDING_VERSION } from '@quanke/shared/domain/binding'
import { purposes, type ConsentState, type Purpose } from '@quanke/shared/domain/consent'
import type { BindingRule, ProvenanceKind } from '@quanke/shared/domain/client'
import { PROTECTION_DAYS } from '@quanke/shared/domain/client'
import { canMove } from '@quanke/shared/domain/moves'
import { REFERRAL_MOVES } from '@quanke/shared/domain/referral'
import { CARD_ENDS } from '@quanke/shared/domain/referral-words'
import {
  bindingDecision,
  firstProtectedTouch,
  inputsOf,
  withoutCard,
  type BindingDecision,
  type BindingFacts,
} from '../clients/binding.rules'
import type { ReferralMove } from '../referrals/referral-move.entity'
import { isWaiting } from '../referrals/referral.rules'
import type { Referral } from '../referrals/referral.entity'
import { note } from './acts'
import type { Person, World } from './world'

/** The text in force for a purpose at that time. */
function versionAt(world: World, purpose: Purpose, at: Date): string {
  const texts = world.tables.consent_texts.concat(world.settings.texts)
  const inForce = texts.filter((text) => text.purpose === purpose && text.inForceAt <= at)
  return inForce.sort((a, b) => a.inForceAt.getTime() - b.inForceAt.getTime()).at(-1)!.version
}

/** Takes a decision about a purpose. */
export function decide(
  world: World,
  person: Person,
  purpose: Purpose,
  state: ConsentState,
  at: Date,
  shareId: string | null = null,
): void {
  const { account, consents } = person
  const before = consents.get(purpose)
  const textVersion = state === 'withdrawn' && before ? before.textVersion : versionAt(world, purpose, at)
  if (before?.state === state && before.textVersion === textVersion) return
  if (before) Object.assign(before, { state, textVersion, decidedAt: at })
  else {
    const consent = { accountId: account.id, purpose, state, textVersion, decidedAt: at }
    consents.set(purpose, consent)
    world.tables.consents.push(consent)
  }
  if (state === 'given') account.isAdult = true
  const { consent_decisions: decisions } = world.tables
  const id = String(decisions.length + 1)
  decisions.push({
    id,
    accountId: account.id,
    purpose,
    state,
    textVersion,
    shareId,
    requestId: `demo-${world.key(at)}`,
    at,
  })
  world.audit(person, `consent.${state}`, 'account', account.id, at, { purpose, textVersion })
}

/** How somebody who consents may be tied to an agent, besides by a first touch. */
export interface Origin {
  displayName: string
  /** What the person agrees to besides being served. */
  also: readonly Purpose[]
  shareId?: string | null
  referral?: { id: string; agentId: string }
  /** For those who came by no share. */
  cameBy?: ProvenanceKind
}

/** The yes to be served: the visitor becomes a client of whom the rules of binding name. */
export function becomeClient(world: World, person: Person, at: Date, origin: Origin): BindingRule {
  const { account } = person
  const { referral = null, shareId = null, displayName, cameBy = 'walk_in' } = origin
  const given = new Set<Purpose>(['use_service', 'be_served', ...origin.also])
  for (const purpose of purposes) decide(world, person, purpose, given.has(purpose) ? 'given' : 'refused', at, shareId)
  const touches = [...person.touches.values()]
    .flatMap(({ agentId, shareId: id, firstAt }) =>
      agentId === null || firstAt > at ? [] : [{ agentId, shareId: id, at: firstAt }],
    )
    .sort((a, b) => a.at.getTime() - b.at.getTime())
  const facts = {
    boundRecordId: account.recordId, phoneRecordIds: [], referral, touches, now: at, protectionDays: PROTECTION_DAYS,
  } // prettier-ignore
  const decision = bindingDecision(facts)
  const owner = 'ownerAgentId' in decision ? decision.ownerAgentId : null
  const id = String(world.tables.client_records.length + 1)
  const provenanceKind = { referral: 'referral', first_touch: 'share' }[decision.rule as string] as ProvenanceKind
  person.record = {
    id, ownerAgentId: owner, displayName, phoneEnc: account.phoneEnc, phoneHash: account.phoneHash, status: 'active', bindingRule: decision.rule,
    provenanceKind: provenanceKind ?? cameBy, provenanceShareId: 'shareId' in decision ? decision.shareId : null,
    provenanceReferralId: decision.rule === 'referral' ? referral!.id : null, namedByAccountId: null, becameClientAt: at,
  } // prettier-ignore
  world.tables.client_records.push(person.record)
  account.recordId = id
  keepDecision(world, person, facts, decision)
  addOwner(world, person, person, { from: null, to: owner, rule: decision.rule, reason: 'consent', at })
  // What was done before stands on the new client's timeline.
  for (const row of person.engagements) Object.assign(row, { recordId: id, agentId: owner })
  note(world, person, at, {
    kind: 'consented',
    subject: 'app',
    share: world.tables.shares[Number(shareId) - 1] ?? null,
  })
  world.audit(person, 'client.bound', 'client', id, at, { rule: decision.rule })
  world.rememberClient(person)
  return decision.rule
}

function keepDecision(world: World, { account, record }: Person, facts: BindingFacts, decision: BindingDecision): void {
  const { binding_decisions: decisions } = world.tables
  // As the server looks at them: the first touch that protects, or else the last that did not.
  const deciding = firstProtectedTouch(facts) ?? facts.touches.at(-1)
  const inputs = inputsOf({ ...facts, touches: deciding ? [deciding] : [] }, account.phoneHash !== null)
  decisions.push({
    id: String(decisions.length + 1), recordId: record!.id, accountId: account.id, rule: decision.rule, tableVersion: BINDING_VERSION, inputs, decision, at: facts.now,
  }) // prettier-ignore
}

interface OwnerChange {
  from: string | null
  to: string | null
  rule: BindingRule
  reason: string
  at: Date
}

function addOwner(world: World, actor: Person, { record }: Person, { from, to, rule, reason, at }: OwnerChange): void {
  const { ownership_changes: changes } = world.tables
  changes.push({
    id: String(changes.length + 1), recordId: record!.id, fromAgentId: from, toAgentId: to, rule, reason, actorAccountId: actor.account.id, at,
  }) // prettier-ignore
}

/** A client of the pool gets an owner. */
export function giveOwner(
  world: World,
  actor: Person,
  client: Person,
  agentId: string,
  rule: BindingRule,
  reason: string,
  at: Date,
): void {
  const { record } = client
  if (record?.status !== 'active' || record.ownerAgentId !== null) return
  Object.assign(record, { ownerAgentId: agentId, bindingRule: rule })
  addOwner(world, actor, client, { from: null, to: agentId, rule, reason, at })
  for (const row of client.engagements) if (row.recordId === record.id) row.agentId = agentId
  world.audit(actor, 'client.owner-changed', 'client', record.id, at, { from: null, to: agentId, rule })
}

/** Joins a group; with the consent to use the service, which the person gives when asked for the first time. */
export function join(world: World, person: Person, groupId: string, shareId: string | null, at: Date): void {
  if (person.memberships.has(groupId)) return
  if (person.consents.get('use_service')?.state !== 'given') decide(world, person, 'use_service', 'given', at, shareId)
  if (person.memberships.size === 0) world.chooseAlias(person)
  const { memberships } = world.tables
  const membership = {
    id: String(memberships.length + 1), groupId, accountId: person.account.id, role: 'member' as const, status: 'active' as const, shareId, joinedAt: at, leftAt: null,
  } // prettier-ignore
  memberships.push(membership)
  person.memberships.set(groupId, membership)
  world.audit(person, 'group.joined', 'group', groupId, at, { shareId })
  note(world, person, at, {
    kind: 'joined',
    subject: 'group',
    subjectId: groupId,
    share: world.tables.shares[Number(shareId) - 1] ?? null,
  })
}

/** Leaves a group; that the person was there stays. */
export function leave(world: World, person: Person, groupId: string, at: Date): void {
  const membership = person.memberships.get(groupId)
  if (membership?.status !== 'active') return
  Object.assign(membership, { status: 'left', leftAt: at })
  world.audit(person, 'group.left', 'group', groupId, at)
  note(world, person, at, { kind: 'left', subject: 'group', subjectId: groupId })
}

/** Takes back the consent to be served: the record leaves the agent's book, what was under way ends. */
export function withdraw(world: World, person: Person, at: Date): void {
  const { record } = person
  if (record?.status !== 'active') return
  decide(world, person, 'be_served', 'withdrawn', at)
  Object.assign(record, { status: 'withdrawn', displayName: '', phoneEnc: null, phoneHash: null })
  for (const request of world.tables.referral_requests)
    if (request.recordId === record.id && request.status !== 'closed' && request.status !== 'withdrawn')
      Object.assign(request, { status: 'withdrawn', closedAt: at })
  for (const referral of world.tables.referrals) {
    if (referral.referrerRecordId === record.id && isWaiting(referral.status) && referral.expiresAt > at)
      end(world, referral, {
        mover: 'referrer',
        actorAccountId: person.account.id,
        reason: CARD_ENDS.referrer_left,
        at,
      })
    if (referral.friendRecordId !== record.id) continue
    partFromCard(world, person, referral)
    for (const move of world.tables.referral_moves)
      if (move.referralId === referral.id && move.mover === 'friend') move.actorAccountId = null
    if (canMove(REFERRAL_MOVES, referral.status, 'withdrawn'))
      end(world, referral, { mover: 'friend', actorAccountId: null, reason: null, at })
  }
}

function end(
  { tables: { referral_moves: moves } }: World,
  referral: Referral,
  by: Pick<ReferralMove, 'mover' | 'actorAccountId' | 'reason' | 'at'>,
): void {
  referral.status = 'withdrawn'
  moves.push({ id: String(moves.length + 1), referralId: referral.id, toStatus: 'withdrawn', ...by })
}

/** Friend and card forget each other, as on the server. */
function partFromCard({ tables }: World, { account, record, touches, engagements }: Person, referral: Referral): void {
  const { id, shareId } = referral
  referral.friendRecordId = null
  if (record!.provenanceReferralId === id) record!.provenanceReferralId = null
  const touch = touches.get(shareId!)
  if (touch) tables.touches.splice(tables.touches.indexOf(touch), 1)
  touches.delete(shareId!)
  const { consent_decisions, memberships, event_registrations } = tables
  const theirs = [consent_decisions, memberships, event_registrations]
    .flat()
    .filter((row) => row.accountId === account.id)
  for (const row of [...engagements, ...theirs]) if (row.shareId === shareId) row.shareId = null
  for (const decision of tables.binding_decisions.filter(({ accountId }) => accountId === account.id))
    decision.inputs = withoutCard(decision.inputs, { id, shareId })
  for (const line of tables.audit_entries)
    if (line.accountId === account.id && line.subjectKind === 'referral' && line.subjectId === id)
      Object.assign(line, { accountId: null, requestId: '' })
    else if (line.accountId === account.id && line.detail.shareId === shareId) delete line.detail.shareId
}
