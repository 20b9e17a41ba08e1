import type { ClientRow, ClientView, OwnershipChangeView } from '@quanke/shared/contracts/clients'
import { BINDING_RULES, newClientsSince } from '@quanke/shared/domain/client'
import { PURPOSES } from '@quanke/shared/domain/consent'
import { STAFF_ROLES } from '@quanke/shared/domain/organization'
import { QUIET_DAYS } from '@quanke/shared/domain/referral-ask'
import { SHARE_SUBJECTS } from '@quanke/shared/domain/share'
import type { DataSource, EntityManager } from 'typeorm'
import type { AgentActor } from '../core/actor'
import type { DataCipher } from '../core/crypto'
import { complaintOfClient } from '../complaints/complaint.queries'
import { businessDay, daysBefore } from '../core/days'
import { maskedPhone } from '../identity/me.queries'
import { policyCount } from '../policies/policy.queries'
import { openRequestCounts, requestsOfRecord } from '../referral-requests/request.queries'
import { askState } from '../referrals/ask.queries'
import { referralOfRecord } from '../referrals/referral.queries'
import { mayStillBeWon } from '../referrals/referral.rules'
import { shareTitles } from '../shares/share.queries'
import {
  accountsOf,
  assistsOf,
  firstTouchAt,
  groupsOf,
  latestConsents,
  ownershipLines,
  type ClientDetail,
  type ClientLine,
  type OwnershipLine,
} from './client.queries'
import { explainBinding } from './ownership.rules'
import { provenanceOf, provenanceSentences } from './provenance.queries'
import { SOMEBODY } from './provenance.rules'

type Db = DataSource | EntityManager

/** These clients as rows of a list, in their order. */
export async function clientRows(db: Db, lines: readonly ClientLine[], now: Date): Promise<ClientRow[]> {
  const sentences = await provenanceSentences(db, lines)
  const requests = await openRequestCounts(
    db,
    lines.map(({ id }) => id),
  )
  const newSince = newClientsSince(now)
  return lines.map((line) => ({
    id: line.id,
    displayName: line.displayName,
    provenanceKind: line.provenanceKind,
    provenanceSentence: sentences.get(line.id) ?? '',
    becameClientAt: line.becameClientAt.toISOString(),
    lastEngagedAt: line.lastEngagedAt?.toISOString() ?? null,
    openRequests: requests.get(line.id) ?? 0,
    isNew: line.becameClientAt >= newSince,
  }))
}

/** The whole record, as its owner or the owner's leader may see it. */
export async function clientView(
  db: Db,
  cipher: DataCipher,
  actor: AgentActor,
  client: ClientDetail,
  now: Date,
): Promise<ClientView> {
  const [row] = await clientRows(db, [client], now)
  const accounts = await accountsOf(db, client.id)
  const isOwn = client.ownerAgentId === actor.agentId
  const referralAsk = isOwn ? await askState(db, actor.agentId, client.id, now) : null
  const touchedAt = await firstTouchAt(db, client)
  const shown = new Set(accounts.filter(({ showsActivity }) => Number(showsActivity) === 1).map(({ id }) => id))
  const provenance = await provenanceOf(db, client, touchedAt ?? client.becameClientAt)
  return {
    ...row!,
    alias: accounts[0]?.alias ?? '',
    phone: client.phoneEnc === null ? null : maskedPhone(cipher.decrypt(client.phoneEnc)),
    ownerName: client.ownerName,
    provenance,
    binding: { rule: client.bindingRule, explanation: explanationOf(client, touchedAt) },
    ownership: (await ownershipLines(db, client.id)).map(ownershipView),
    consents: await consentViews(db, client.id),
    groups: (await groupsOf(db, client.id)).map((group) => ({ ...group, joinedAt: group.joinedAt.toISOString() })),
    assists: await assistViews(db, client, shown),
    requests: await requestsOfRecord(db, { cipher, now }, actor, client.id),
    referral: await referralView(db, client, isOwn),
    policyCount: await policyCount(db, client.id),
    complaint: await complaintOfClient(db, client.id, daysBefore(now, QUIET_DAYS)),
    referralAsk,
    can: {
      seeActivity: shown.size > 0,
      seePhone: isOwn && client.phoneEnc !== null,
      assign: actor.leadsPath !== null && isAssignable(client, actor.leadsPath),
      answer: isOwn,
      askForReferral: referralAsk?.isMoment ?? false,
      recordPolicy: isOwn,
    },
  }
}

/** Why the present owner is the owner, in one sentence. */
export const explanationOf = ({ bindingRule, becameClientAt }: ClientDetail, touchedAt: Date | null): string =>
  explainBinding({
    rule: bindingRule,
    firstTouchOn: touchedAt && businessDay(touchedAt),
    becameClientOn: businessDay(becameClientAt),
  })

const isAssignable = ({ ownerTeamPath }: ClientDetail, leadsPath: string): boolean =>
  ownerTeamPath === null || ownerTeamPath.startsWith(leadsPath)

/** A change of owner in words. */
export const ownershipView = (line: OwnershipLine): OwnershipChangeView => ({
  at: line.at.toISOString(),
  from: line.fromName,
  to: line.toName,
  rule: line.rule,
  reason: reasonOf(line),
  by: byOf(line),
})

/** A leader and whoever decides a case give a reason in words; every other change has its rule for a reason. */
function reasonOf({ rule, reason }: OwnershipLine): string {
  if (rule === 'assigned_by_leader') return reason
  return rule === 'decided_by_case' ? `${BINDING_RULES[rule]}：${reason}` : BINDING_RULES[rule]
}

function byOf({ byAgentName, byStaffRole, byClient }: OwnershipLine): string {
  if (byAgentName !== null) return byAgentName
  if (Number(byClient) === 1) return '客户本人'
  return byStaffRole === null ? '系统' : STAFF_ROLES[byStaffRole]
}

async function consentViews(db: Db, recordId: string): Promise<ClientView['consents']> {
  const consents = await latestConsents(db, recordId)
  return consents.map(({ purpose, state, decidedAt }) => ({
    purpose,
    label: PURPOSES[purpose],
    state,
    at: decidedAt.toISOString(),
  }))
}

/** That another agent's share was opened is told in any case; what it was about only where the account shows its activity. */
async function assistViews(
  db: Db,
  client: ClientDetail,
  shownAccountIds: ReadonlySet<string>,
): Promise<ClientView['assists']> {
  const assists = await assistsOf(db, client)
  const titles = await shareTitles(
    db,
    assists.map(({ shareId }) => shareId),
  )
  return assists.map(({ accountId, shareId, subject, agentName, at }) => ({
    agentName,
    title: (shownAccountIds.has(accountId) ? titles.get(shareId) : undefined) ?? SHARE_SUBJECTS[subject],
    at: at.toISOString(),
  }))
}

async function referralView(db: Db, { id }: ClientDetail, isOwn: boolean): Promise<ClientView['referral']> {
  const referral = await referralOfRecord(db, id)
  if (!referral) return null
  return {
    ...referral,
    referrerName: referral.referrerName ?? SOMEBODY,
    canWin: isOwn && mayStillBeWon(referral.status),
  }
}
