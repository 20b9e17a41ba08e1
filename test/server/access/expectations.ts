import type { Expectation } from './expectation'
import { operations } from './expected/operations'
import { identity } from './expected/identity'
import { consent } from './expected/consents'
import { organization } from './expected/organization'
import { groups } from './expected/groups'
import { events } from './expected/events'
import { contents } from './expected/contents'
import { sharesAndEngagement } from './expected/shares-and-engagement'
import { providers } from './expected/providers'
import { requests } from './expected/referral-requests'
import { referrals } from './expected/referrals'
import { clients } from './expected/clients'
import { complaints } from './expected/complaints'
import { policies } from './expected/policies'
import { merges } from './expected/merges'
import { ownerNotices } from './expected/owner-notices'
import { ownershipCases } from './expected/ownership-cases'
import { campaigns } from './expected/campaigns'
import { attribution } from './expected/attribution'
import { sources } from './expected/sources'
import { chatGroups } from './expected/chat-groups'
import { outreach } from './expected/outreach'

/** What every route answers to every role, feature by feature. */
export const EXPECTATIONS: readonly Expectation[] = [
  ...operations,
  ...identity,
  ...consent,
  ...organization,
  ...groups,
  ...contents,
  ...events,
  ...sharesAndEngagement,
  ...providers,
  ...requests,
  ...referrals,
  ...clients,
  ...policies,
  ...complaints,
  ...merges,
  ...ownershipCases,
  ...ownerNotices,
  ...campaigns,
  ...sources,
  ...outreach,
  ...attribution,
  ...chatGroups,
]
