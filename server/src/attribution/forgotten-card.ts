import type { ShareLine } from './path.queries'

/** A card that has forgotten its friend, on the friend's way: that there was one is known still, and neither which nor by whom (domain rules, section 8). */
export const FORGOTTEN_CARD: ShareLine = {
  id: '0',
  agentId: null,
  subject: 'referral',
  subjectId: '0',
  channel: 'card',
  campaignId: null,
  createdAt: new Date(0),
  sharerAccountId: '0',
  sharerRecordId: null,
  sharerAgentId: null,
  sharerAgentName: null,
  sharerName: null,
  sharerOwnerId: null,
}
