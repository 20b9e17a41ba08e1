import type { EntityManager } from 'typeorm'
import type { BindingDecisionEntry } from '../clients/binding-decision.entity'
import type { ChatGroupName } from '../chat-groups/chat-group-name.entity'
import type { ChatGroup } from '../chat-groups/chat-group.entity'
import type { Campaign } from '../campaigns/campaign.entity'
import type { ClientRecord } from '../clients/client-record.entity'
import type { OwnershipChange } from '../clients/ownership-change.entity'
import type { ComplaintStepEntry } from '../complaints/complaint-step.entity'
import type { Complaint } from '../complaints/complaint.entity'
import type { ConsentDecisionEntry } from '../consents/consent-decision.entity'
import type { ConsentText } from '../consents/consent-text.entity'
import type { Consent } from '../consents/consent.entity'
import type { ContentVersion } from '../contents/content-version.entity'
import type { Content } from '../contents/content.entity'
import type { Reading } from '../contents/reading.entity'
import type { AuditEntry } from '../core/audit-entry.entity'
import type { Engagement } from '../engagement/engagement.entity'
import type { EventRegistration } from '../events/event-registration.entity'
import type { EventVersion } from '../events/event-version.entity'
import type { Event } from '../events/event.entity'
import type { InterestGroup } from '../groups/interest-group.entity'
import type { Membership } from '../groups/membership.entity'
import type { WechatAccount } from '../identity/wechat-account.entity'
import type { RecordMerge } from '../merges/record-merge.entity'
import type { OutreachMember } from '../outreach/outreach-member.entity'
import type { OutreachPlan } from '../outreach/outreach-plan.entity'
import type { Agent } from '../organization/agent.entity'
import type { Organization } from '../organization/organization.entity'
import type { Staff } from '../organization/staff.entity'
import type { Team } from '../organization/team.entity'
import type { OwnerNotice } from '../owner-notices/owner-notice.entity'
import type { OwnershipCaseEvidence } from '../ownership-cases/ownership-case-evidence.entity'
import type { OwnershipCaseStep } from '../ownership-cases/ownership-case-step.entity'
import type { OwnershipCase } from '../ownership-cases/ownership-case.entity'
import type { Policy } from '../policies/policy.entity'
import type { Introduction } from '../referral-requests/introduction.entity'
import type { Provider } from '../providers/provider.entity'
import type { ProviderVouch } from '../providers/provider-vouch.entity'
import type { ReferralRequest } from '../referral-requests/referral-request.entity'
import type { RequestEdit } from '../referral-requests/request-edit.entity'
import type { RequestPicture } from '../referral-requests/request-picture.entity'
import type { AgentNotice } from '../referrals/agent-notice.entity'
import type { ReferralAsk } from '../referrals/referral-ask.entity'
import type { ReferralMove } from '../referrals/referral-move.entity'
import type { ReferralThanks } from '../referrals/referral-thanks.entity'
import type { Referral } from '../referrals/referral.entity'
import type { Share } from '../shares/share.entity'
import type { Touch } from '../shares/touch.entity'

/** Every row of the demo organisation, by table. The roll-ups are counted in the database itself. */
export class Tables {
  readonly consent_texts: ConsentText[] = []
  readonly teams: Team[] = []
  readonly agents: Agent[] = []
  readonly staff: Staff[] = []
  readonly wechat_accounts: WechatAccount[] = []
  readonly providers: Provider[] = []
  readonly provider_vouches: ProviderVouch[] = []
  readonly interest_groups: InterestGroup[] = []
  readonly contents: Content[] = []
  readonly content_versions: ContentVersion[] = []
  readonly client_records: ClientRecord[] = []
  readonly ownership_changes: OwnershipChange[] = []
  readonly binding_decisions: BindingDecisionEntry[] = []
  readonly consents: Consent[] = []
  readonly consent_decisions: ConsentDecisionEntry[] = []
  readonly memberships: Membership[] = []
  readonly events: Event[] = []
  readonly event_versions: EventVersion[] = []
  readonly event_registrations: EventRegistration[] = []
  readonly campaigns: Campaign[] = []
  readonly shares: Share[] = []
  readonly chat_groups: ChatGroup[] = []
  readonly chat_group_names: ChatGroupName[] = []
  readonly touches: Touch[] = []
  readonly readings: Reading[] = []
  readonly engagements: Engagement[] = []
  readonly referral_requests: ReferralRequest[] = []
  readonly request_edits: RequestEdit[] = []
  readonly request_pictures: RequestPicture[] = []
  readonly introductions: Introduction[] = []
  readonly referrals: Referral[] = []
  readonly referral_moves: ReferralMove[] = []
  readonly referral_thanks: ReferralThanks[] = []
  readonly referral_asks: ReferralAsk[] = []
  readonly policies: Policy[] = []
  readonly outreach_plans: OutreachPlan[] = []
  readonly outreach_members: OutreachMember[] = []
  readonly agent_notices: AgentNotice[] = []
  readonly record_merges: RecordMerge[] = []
  readonly ownership_cases: OwnershipCase[] = []
  readonly owner_notices: OwnerNotice[] = []
  readonly ownership_case_evidence: OwnershipCaseEvidence[] = []
  readonly ownership_case_steps: OwnershipCaseStep[] = []
  readonly complaints: Complaint[] = []
  readonly complaint_steps: ComplaintStepEntry[] = []
  readonly audit_entries: AuditEntry[] = []
  readonly organizations: Organization[] = []
}

/** Tables in which only the demo's rows may stand when it is loaded; the consent texts are there before. */
export const OWN_TABLES = Object.keys(new Tables()).filter((name) => name !== 'consent_texts')

/** How many rows go into one statement: far below the smallest packet that a server takes. */
const CHUNK = 500

export async function writeTables(tx: EntityManager, tables: Tables): Promise<void> {
  for (const [name, rows] of Object.entries(tables) as [string, object[]][])
    for (let start = 0; start < rows.length; start += CHUNK) await insert(tx, name, rows.slice(start, start + CHUNK))
}

async function insert(tx: EntityManager, table: string, rows: object[]): Promise<void> {
  const columns = Object.keys(rows[0]!)
  const values = rows.map((row) => columns.map((column) => stored((row as Record<string, unknown>)[column])))
  await tx.query(`INSERT INTO ${table} (${columns.map((column) => `\`${column}\``).join(', ')}) VALUES ?`, [values])
}

/** Lists and objects stand in JSON columns. */
function stored(value: unknown): unknown {
  const isJson = typeof value === 'object' && value !== null && !(value instanceof Date) && !Buffer.isBuffer(value)
  return isJson ? JSON.stringify(value) : value
}

const SCOPES = {
  agent: 'agentId',
  all: "'0'",
  client: 'recordId',
  content: "IF(subject = 'content', subjectId, NULL)",
  event: "IF(subject = 'event', subjectId, NULL)",
  group: "IF(subject = 'group', subjectId, NULL)",
  share: 'shareId',
}

/** Fills the roll-ups by counting the engagements. */
export async function countTotals(tx: EntityManager): Promise<void> {
  for (const [scope, column] of Object.entries(SCOPES))
    await tx.query(
      `INSERT INTO engagement_totals (scope, scopeId, day, kind, count, seconds)
       SELECT '${scope}', scoped.scopeId, scoped.day, scoped.kind, COUNT(*), COALESCE(SUM(scoped.seconds), 0)
         FROM (SELECT ${column} scopeId, day, kind, seconds FROM engagements) scoped
        WHERE scoped.scopeId IS NOT NULL GROUP BY scoped.scopeId, scoped.day, scoped.kind`,
    )
}
