import Taro from '@tarojs/taro'
import { tell } from './tell'

type Query = Record<string, string | number | null | undefined>

const page =
  (path: string) =>
  (query: Query = {}) => {
    const pairs = Object.entries(query)
      .filter(([, value]) => value !== undefined && value !== null && value !== '')
      .map(([name, value]) => `${name}=${encodeURIComponent(String(value))}`)
    return `/${path}${pairs.length > 0 ? `?${pairs.join('&')}` : ''}`
  }

/** Every screen that can be gone to, by what it shows. */
export const routes = {
  article: page('packages/content/article/index'),
  articles: page('packages/content/list/index'),
  group: page('packages/group/detail/index'),
  event: page('packages/event/detail/index'),
  hostedEvents: page('packages/event/hosted/index'),
  editEvent: page('packages/event/edit/index'),
  eventRegistrations: page('packages/event/registrations/index'),
  consent: page('packages/consent/join/index'),
  consents: page('packages/consent/mine/index'),
  looks: page('packages/consent/looks/index'),
  adviser: page('packages/consent/adviser/index'),
  profile: page('packages/consent/profile/index'),
  ask: page('packages/request/new/index'),
  requests: page('packages/request/list/index'),
  request: page('packages/request/detail/index'),
  editRequest: page('packages/request/edit/index'),
  compare: page('packages/request/compare/index'),
  introductionCard: page('packages/request/card/index'),
  refer: page('packages/referral/new/index'),
  referrals: page('packages/referral/list/index'),
  invitation: page('packages/referral/invitation/index'),
  workbench: page('packages/agent/workbench/index'),
  clients: page('packages/agent/clients/index'),
  client: page('packages/agent/client/index'),
  origin: page('packages/agent/origin/index'),
  library: page('packages/agent/library/index'),
  shares: page('packages/agent/shares/index'),
  reach: page('packages/sources/reach/index'),
  answering: page('packages/agent/requests/index'),
  escalated: page('packages/agent/escalated/index'),
  introductions: page('packages/agent/introductions/index'),
  providers: page('packages/agent/providers/index'),
  provider: page('packages/agent/provider/index'),
  proposeProvider: page('packages/agent/propose/index'),
  introduce: page('packages/agent/introduce/index'),
  received: page('packages/agent/referrals/index'),
  receivedOne: page('packages/agent/referral/index'),
  team: page('packages/agent/team/index'),
  member: page('packages/agent/member/index'),
  pool: page('packages/agent/pool/index'),
  story: page('packages/ownership/story/index'),
  cases: page('packages/ownership/cases/index'),
  case: page('packages/ownership/case/index'),
  dispute: page('packages/ownership/dispute/index'),
  merge: page('packages/ownership/merge/index'),
  merges: page('packages/ownership/merges/index'),
  myPolicies: page('packages/policy/mine/index'),
  policies: page('packages/policy/client/index'),
  policyForm: page('packages/policy/edit/index'),
  complaints: page('packages/service/complaints/index'),
  complain: page('packages/service/complain/index'),
  complaint: page('packages/service/complaint/index'),
  complaintQueue: page('packages/service/queue/index'),
  handleComplaint: page('packages/service/handle/index'),
  outreach: page('packages/outreach/list/index'),
  outreachNew: page('packages/outreach/new/index'),
  outreachPlan: page('packages/outreach/plan/index'),
  outreachMembers: page('packages/outreach/members/index'),
  sources: page('packages/sources/board/index'),
  sourcePeople: page('packages/sources/people/index'),
  carriers: page('packages/sources/carriers/index'),
  referralTree: page('packages/sources/referrals/index'),
  attribution: page('packages/sources/attribution/index'),
  outcomes: page('packages/sources/outcomes/index'),
  labels: page('packages/sources/labels/index'),
}

export const tabs = {
  home: '/pages/home/index',
  groups: '/pages/groups/index',
  events: '/pages/events/index',
  me: '/pages/me/index',
}

const DEEPEST_STACK = 10
/** So long a screen may take to come; until then the row that leads to it can be tapped again. */
const COMING_MS = 400
let going = { url: '', at: 0 }

/** Opens a screen on top, once for a double tap; WeChat holds ten, so a deeper one takes the place of the last. */
export function go(url: string): void {
  const at = Date.now()
  if (url === going.url && at - going.at < COMING_MS) return
  going = { url, at }
  if (Taro.getCurrentPages().length >= DEEPEST_STACK) Taro.redirectTo({ url }).catch(missed)
  else Taro.navigateTo({ url }).catch(missed)
}

/** Takes the place of the present screen: for what must not be come back to. */
export function replace(url: string): void {
  Taro.redirectTo({ url }).catch(missed)
}

/** A part of the app that is not on the phone yet is fetched when it is first opened; without a network the tap would just do nothing. */
function missed(): void {
  going = { url: '', at: 0 }
  tell('没有打开，请检查网络后再试')
}

export function goTab(url: string): void {
  void Taro.switchTab({ url })
}

/** Back to where the user came from, or home when this screen was opened from outside. */
export function back(): void {
  if (Taro.getCurrentPages().length > 1) void Taro.navigateBack()
  else goTab(tabs.home)
}
