import { EraseProviders1795947000301 } from './20261129T2301-erase-providers'
import { CreateIdentity1795428000000 } from './20261123T1001-create-identity'
import { CreateConsents1795428001000 } from './20261123T1002-create-consents'
import { CreateOrganization1795428002000 } from './20261123T1003-create-organization'
import { CreateClients1795428003000 } from './20261123T1004-create-clients'
import { CreateGroups1795428004000 } from './20261123T1005-create-groups'
import { CreateContents1795428005000 } from './20261123T1006-create-contents'
import { CreateShares1795428006000 } from './20261123T1007-create-shares'
import { CreateEngagement1795428007000 } from './20261123T1008-create-engagement'
import { CreateReferralRequests1795428008000 } from './20261123T1009-create-referral-requests'
import { CreateReferrals1795428009000 } from './20261123T1010-create-referrals'
import { CreateMessages1795428010000 } from './20261123T1011-create-messages'
import { CreateCore1795428011000 } from './20261123T1012-create-core'
import { InsertConsentTexts1795428012000 } from './20261123T1013-insert-consent-texts'
import { WidenContacts1795428013000 } from './20261123T1014-widen-contacts'
import { CreateCampaigns1795946501000 } from './20261129T1501-create-campaigns'
import { LabelShares1795946502000 } from './20261129T1502-label-shares'
import { KeepSessionKeys1795946201000 } from './20261129T1201-keep-session-keys'
import { PrivateCards1795946202000 } from './20261129T1202-private-cards'
import { ReferralAsks1795946203000 } from './20261129T1203-referral-asks'
import { CreateBindingDecisions1795946301000 } from './20261129T1301-create-binding-decisions'
import { IndexEngagementsByKind1795946701000 } from './20261129T1701-index-engagements-by-kind'
import { CreateProvenance1795946401000 } from './20261129T1401-create-provenance'
import { WriteDownProvenance1795946402000 } from './20261129T1402-write-down-provenance'
import { CreateOutreach1795946601000 } from './20261129T1601-create-outreach'
import { CreateChatGroups1795946602000 } from './20261129T1602-create-chat-groups'
import { ExtendReferralRequests1795946101000 } from './20261129T1101-extend-referral-requests'
import { AskCounterparts1795946102000 } from './20261129T1102-ask-counterparts'
import { CreateRecordMerges1795946302000 } from './20261129T1302-create-record-merges'
import { CreateOwnershipCases1795946303000 } from './20261129T1303-create-ownership-cases'
import { VetProviders1795946103000 } from './20261129T1103-vet-providers'
import { CreateRequestPictures1795946104000 } from './20261129T1104-create-request-pictures'
import { KeepVerdicts1795946105000 } from './20261129T1105-keep-verdicts'
import { CreatePolicies1796000201000 } from './20261130T0201-create-policies'
import { TakeOutcomesBack1796000202000 } from './20261130T0202-take-outcomes-back'
import { CreateEvents1796000101000 } from './20261130T0101-create-events'
import { CreateComplaints1796000203000 } from './20261130T0203-create-complaints'
import { KeyTouchesByPerson1796000401000 } from './20261130T0401-key-touches-by-person'
import { KeepPlacesAside1796000501000 } from './20261130T0501-keep-places-aside'
import { NameEventOfPlan1796000502000 } from './20261130T0502-name-event-of-plan'
import { IndexCounterparts1796000601000 } from './20261130T0601-index-counterparts'
import { CountWrongCodes1796000701000 } from './20261130T0701-count-wrong-codes'
import { ForgetWhoWithdrew1796000801000 } from './20261130T0801-forget-who-withdrew'
import { FollowMerges1796001001000 } from './20261130T1001-follow-merges'
import { PartFromCards1796001101000 } from './20261130T1101-part-from-cards'
import { KeepEachWord1796001002000 } from './20261130T1002-keep-each-word'
import { NoteMerges1796001901000 } from './20261130T1901-note-merges'
import { NoteCarriedReferrals1796001201000 } from './20261130T1201-note-carried-referrals'
import { TellOfOwners1796001301000 } from './20261130T1301-tell-of-owners'
import { IndexAnswers1796001302000 } from './20261130T1302-index-answers'

/** All migrations, in the order in which they run. */
export const MIGRATIONS = [
  CreateIdentity1795428000000,
  CreateConsents1795428001000,
  CreateOrganization1795428002000,
  CreateClients1795428003000,
  CreateGroups1795428004000,
  CreateContents1795428005000,
  CreateShares1795428006000,
  CreateEngagement1795428007000,
  CreateReferralRequests1795428008000,
  CreateReferrals1795428009000,
  CreateMessages1795428010000,
  CreateCore1795428011000,
  InsertConsentTexts1795428012000,
  WidenContacts1795428013000,
  CreateCampaigns1795946501000,
  LabelShares1795946502000,
  KeepSessionKeys1795946201000,
  PrivateCards1795946202000,
  ReferralAsks1795946203000,
  CreateBindingDecisions1795946301000,
  IndexEngagementsByKind1795946701000,
  CreateProvenance1795946401000,
  WriteDownProvenance1795946402000,
  CreateOutreach1795946601000,
  CreateChatGroups1795946602000,
  ExtendReferralRequests1795946101000,
  AskCounterparts1795946102000,
  CreateRecordMerges1795946302000,
  CreateOwnershipCases1795946303000,
  VetProviders1795946103000,
  CreateRequestPictures1795946104000,
  KeepVerdicts1795946105000,
  CreateEvents1796000101000,
  CreatePolicies1796000201000,
  TakeOutcomesBack1796000202000,
  EraseProviders1795947000301,
  CreateComplaints1796000203000,
  KeyTouchesByPerson1796000401000,
  KeepPlacesAside1796000501000,
  NameEventOfPlan1796000502000,
  IndexCounterparts1796000601000,
  CountWrongCodes1796000701000,
  ForgetWhoWithdrew1796000801000,
  FollowMerges1796001001000,
  PartFromCards1796001101000,
  KeepEachWord1796001002000,
  NoteCarriedReferrals1796001201000,
  TellOfOwners1796001301000,
  IndexAnswers1796001302000,
  NoteMerges1796001901000,
]
