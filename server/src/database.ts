import { DataSource } from 'typeorm'
import { createConnection } from 'mysql2/promise'
import { Campaign } from './campaigns/campaign.entity'
import { BindingDecisionEntry } from './clients/binding-decision.entity'
import { ChatGroupName } from './chat-groups/chat-group-name.entity'
import { ChatGroup } from './chat-groups/chat-group.entity'
import { ClientRecord } from './clients/client-record.entity'
import { OwnershipChange } from './clients/ownership-change.entity'
import { ComplaintStepEntry } from './complaints/complaint-step.entity'
import { Complaint } from './complaints/complaint.entity'
import { ConsentDecisionEntry } from './consents/consent-decision.entity'
import { ConsentText } from './consents/consent-text.entity'
import { Consent } from './consents/consent.entity'
import { ContentVersion } from './contents/content-version.entity'
import { Content } from './contents/content.entity'
import { Reading } from './contents/reading.entity'
import { addressOf, VALUE_FORMS, type Address } from './core/database-address'
import { AuditEntry } from './core/audit-entry.entity'
import { OutboxMessage } from './core/outbox-message.entity'
import { WechatTokenRow } from './core/wechat/wechat-token.entity'
import { EngagementTotal } from './engagement/engagement-total.entity'
import { Engagement } from './engagement/engagement.entity'
import { EventRegistration } from './events/event-registration.entity'
import { EventVersion } from './events/event-version.entity'
import { Event } from './events/event.entity'
import { InterestGroup } from './groups/interest-group.entity'
import { Membership } from './groups/membership.entity'
import { Session } from './identity/session.entity'
import { WechatAccount } from './identity/wechat-account.entity'
import { SubscriptionGrant } from './messages/subscription-grant.entity'
import { MediaCheck } from './messages/media-check.entity'
import { WechatPush } from './messages/wechat-push.entity'
import { RecordMerge } from './merges/record-merge.entity'
import { MIGRATIONS } from './migrations/list'
import { Agent } from './organization/agent.entity'
import { Organization } from './organization/organization.entity'
import { Staff } from './organization/staff.entity'
import { Team } from './organization/team.entity'
import { PolicyCorrection } from './policies/policy-correction.entity'
import { Policy } from './policies/policy.entity'
import { ProvenanceEntry } from './provenance/entry.entity'
import { ProvenanceHead } from './provenance/head.entity'
import { Outcome } from './provenance/outcome.entity'
import { ProvenancePerson } from './provenance/person.entity'
import { OutreachMember } from './outreach/outreach-member.entity'
import { OutreachPlan } from './outreach/outreach-plan.entity'
import { OwnerNotice } from './owner-notices/owner-notice.entity'
import { OwnershipCaseEvidence } from './ownership-cases/ownership-case-evidence.entity'
import { OwnershipCaseStep } from './ownership-cases/ownership-case-step.entity'
import { OwnershipCase } from './ownership-cases/ownership-case.entity'
import { Introduction } from './referral-requests/introduction.entity'
import { Provider } from './providers/provider.entity'
import { ProviderVouch } from './providers/provider-vouch.entity'
import { RequestPicture } from './referral-requests/request-picture.entity'
import { RequestEdit } from './referral-requests/request-edit.entity'
import { ReferralRequest } from './referral-requests/referral-request.entity'
import { AgentNotice } from './referrals/agent-notice.entity'
import { ReferralAsk } from './referrals/referral-ask.entity'
import { ReferralActivity } from './referrals/referral-activity.entity'
import { ReferralAddressee } from './referrals/referral-addressee.entity'
import { ReferralMove } from './referrals/referral-move.entity'
import { ReferralThanks } from './referrals/referral-thanks.entity'
import { Referral } from './referrals/referral.entity'
import { QrCode } from './shares/qr-code.entity'
import { Share } from './shares/share.entity'
import { Touch } from './shares/touch.entity'

const ENTITIES = [
  Agent,
  AgentNotice,
  AuditEntry,
  Campaign,
  BindingDecisionEntry,
  ChatGroup,
  ChatGroupName,
  ClientRecord,
  Complaint,
  ComplaintStepEntry,
  Consent,
  ConsentDecisionEntry,
  ConsentText,
  Content,
  ContentVersion,
  Engagement,
  EngagementTotal,
  Event,
  EventRegistration,
  EventVersion,
  InterestGroup,
  Introduction,
  MediaCheck,
  Membership,
  Organization,
  OutboxMessage,
  Outcome,
  OutreachMember,
  OutreachPlan,
  OwnerNotice,
  OwnershipCase,
  OwnershipCaseEvidence,
  OwnershipCaseStep,
  OwnershipChange,
  Policy,
  PolicyCorrection,
  ProvenanceEntry,
  ProvenanceHead,
  ProvenancePerson,
  Provider,
  ProviderVouch,
  QrCode,
  Reading,
  RecordMerge,
  Referral,
  ReferralActivity,
  ReferralAsk,
  ReferralAddressee,
  ReferralMove,
  ReferralRequest,
  ReferralThanks,
  RequestEdit,
  RequestPicture,
  Session,
  Share,
  Staff,
  SubscriptionGrant,
  Team,
  Touch,
  WechatAccount,
  WechatPush,
  WechatTokenRow,
]

/**
 * A data source for the database at `url` (mysql://user:password@host:port/name, optionally ?socketPath=/path), not yet connected. The dialect is
 * asked of the server itself, since MariaDB and MySQL differ in how they store JSON.
 */
export async function createDataSource(url: string, poolSize = 12): Promise<DataSource> {
  const address = addressOf(url)
  return new DataSource({
    type: await dialectOf(address),
    ...address,
    ...(address.socketPath === undefined ? {} : { extra: { socketPath: address.socketPath } }),
    poolSize,
    ...VALUE_FORMS,
    entities: ENTITIES,
    migrations: MIGRATIONS,
    migrationsTransactionMode: 'none',
    synchronize: false,
  })
}

async function dialectOf({ username, ...address }: Address): Promise<'mariadb' | 'mysql'> {
  const connection = await createConnection({ user: username, ...address })
  try {
    const [rows] = await connection.query('SELECT VERSION() version')
    return (rows as { version: string }[])[0]!.version.includes('MariaDB') ? 'mariadb' : 'mysql'
  } finally {
    await connection.end()
  }
}
