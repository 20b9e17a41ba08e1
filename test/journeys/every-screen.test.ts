import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { until } from 'weapp-host/driver'
import { faultsOn } from './geometry'
import { PATIENCE_MS, type Person } from './person'
import { DIST, World } from './world'

/** The smallest phone and the largest type: what fits there fits everywhere. */
const SMALL = { device: '320x568@2', fontScale: 1.4 }
/** What somebody may be called. */
const LONG_NAME = '阿卜杜热西提·欧阳女士滨江花园三号楼二单元'

const [CLIENT, AGENT, COLLEAGUE, LEADER, STAFF, VISITOR] = ['lin-xiaoman', 'chen-siyuan', 'xu-wenjing', 'gao-jianguo', 'he-lv', 'new-reader'] // prettier-ignore

let world: World
const phones = new Map<string, Promise<Person>>()

beforeAll(async () => {
  world = await World.open()
  await world.demo()
  await giveToClient()
}, 120_000)
afterAll(async () => {
  await world?.close()
}, 30_000)

const first = async (sql: string, values: unknown[] = []): Promise<Record<string, string>> => {
  const [row] = await world.db.query<Record<string, string>[]>(`${sql} LIMIT 1`, values)
  if (!row) throw new Error(`the demo organisation has nothing for ${sql}`)
  return row
}
const clientId = async (): Promise<string> =>
  (await first('SELECT recordId FROM wechat_accounts WHERE id = ?', [await world.accountOf(CLIENT)])).recordId!
const agentId = async (): Promise<string> =>
  (await first('SELECT agentId FROM wechat_accounts WHERE id = ?', [await world.accountOf(AGENT)])).agentId!

/** What others of the demo organisation have becomes this client's: answers to compare, a policy, a complaint, a long name. */
async function giveToClient(): Promise<void> {
  const record = await clientId()
  const account = await world.accountOf(CLIENT)
  const { id: request } = await first('SELECT id FROM referral_requests WHERE accountId = ? ORDER BY id', [account])
  await world.db.query(
    `UPDATE referral_requests SET status = 'answered', closedAt = NULL, outcome = NULL, rating = NULL, ratingWords = NULL WHERE id = ?`,
    [request],
  )
  await world.db.query(
    `UPDATE introductions SET requestId = ?, status = 'counterpart_agreed', clientAgreedAt = NULL, settledAt = NULL, thanksWords = NULL,
     thankedAt = NULL, expiresAt = ? WHERE kind = 'provider' ORDER BY id DESC LIMIT 3`,
    [request, new Date(Date.now() + 7 * 86_400_000)],
  )
  // In the demo organisation agents introduce themselves only: one of these comes from somebody else's agent.
  await world.db.query(
    'UPDATE introductions SET byAccountId = ? WHERE agentId = (SELECT agentId FROM wechat_accounts WHERE id = ?) ORDER BY id LIMIT 1',
    [await world.accountOf(AGENT), await world.accountOf(COLLEAGUE)],
  )
  await world.db.query('UPDATE policies SET recordId = ? ORDER BY id LIMIT 2', [record])
  await world.db.query('UPDATE complaints SET recordId = ?, accountId = ? ORDER BY id LIMIT 1', [record, account])
  await world.db.query('UPDATE client_records SET displayName = ? WHERE id = ?', [LONG_NAME, record])
}

/** Who looks at a page, and with what in its address. A page that is not here fails: somebody has to say who sees it. */
interface Visit {
  as: string
  query?: () => Promise<string>
}

const seen = (as: string, query?: () => Promise<string>): Visit => ({ as, query })
const ofClient = async (): Promise<string> => `id=${await clientId()}`
const ofRequest = async (): Promise<string> =>
  `id=${(await first('SELECT id FROM referral_requests WHERE accountId = ? ORDER BY id', [await world.accountOf(CLIENT)])).id}`
const ofEvent = async (): Promise<string> =>
  `id=${(await first("SELECT id FROM events WHERE agentId = ? AND status = 'approved' ORDER BY beginsAt DESC", [await agentId()])).id}`
const ofPlan = async (): Promise<string> =>
  `id=${(await first('SELECT id FROM outreach_plans WHERE agentId = ? ORDER BY id', [await agentId()])).id}`
const ofCase = async (): Promise<string> =>
  `id=${(await first("SELECT id FROM ownership_cases WHERE status = 'open' ORDER BY id")).id}`
const ofPolicy = async (): Promise<string> => `client=${await clientId()}`
const merged = async (): Promise<string> =>
  `id=${(await first('SELECT survivorRecordId id FROM record_merges WHERE ownerAgentId = ?', [await agentId()])).id}`

const SCREENS: Record<string, Visit> = {
  'pages/home/index': seen(CLIENT),
  'pages/groups/index': seen(CLIENT),
  'pages/events/index': seen(CLIENT),
  'pages/me/index': seen(CLIENT),
  'packages/content/article/index': seen(CLIENT, async () => `id=${(await first("SELECT id FROM contents WHERE status = 'published' ORDER BY id")).id}`), // prettier-ignore
  'packages/content/list/index': seen(CLIENT),
  'packages/group/detail/index': seen(CLIENT, async () => `id=${(await first('SELECT groupId id FROM memberships WHERE accountId = ?', [await world.accountOf(CLIENT)])).id}`), // prettier-ignore
  'packages/event/detail/index': seen(CLIENT, ofEvent),
  'packages/event/hosted/index': seen(AGENT),
  'packages/event/edit/index': seen(AGENT, ofEvent),
  'packages/event/registrations/index': seen(AGENT, ofEvent),
  'packages/consent/join/index': seen(VISITOR, () => Promise.resolve('serve=1')),
  'packages/consent/mine/index': seen(CLIENT),
  'packages/consent/looks/index': seen(CLIENT),
  'packages/consent/adviser/index': seen(CLIENT),
  'packages/consent/profile/index': seen(CLIENT),
  'packages/request/new/index': seen(CLIENT),
  'packages/request/list/index': seen(CLIENT),
  'packages/request/detail/index': seen(CLIENT, ofRequest),
  'packages/request/edit/index': seen(CLIENT, ofRequest),
  'packages/request/compare/index': seen(CLIENT, ofRequest),
  'packages/request/card/index': seen(COLLEAGUE, async () => `code=${(await first('SELECT i.cardCode FROM introductions i JOIN wechat_accounts a ON a.agentId = i.agentId WHERE a.id = ?', [await world.accountOf(COLLEAGUE)])).cardCode}`), // prettier-ignore
  'packages/referral/new/index': seen(CLIENT),
  'packages/referral/list/index': seen(CLIENT),
  'packages/referral/invitation/index': seen(VISITOR, async () => `s=${(await first("SELECT s.code FROM referrals r JOIN shares s ON s.id = r.shareId WHERE r.status IN ('offered', 'opened') AND COALESCE(r.sentAs, '') <> 'private' AND r.expiresAt > ?", [new Date()])).code}`), // prettier-ignore
  'packages/policy/mine/index': seen(CLIENT),
  'packages/policy/client/index': seen(AGENT, ofPolicy),
  'packages/policy/edit/index': seen(AGENT, ofPolicy),
  'packages/service/complaints/index': seen(CLIENT),
  'packages/service/complain/index': seen(CLIENT),
  'packages/service/complaint/index': seen(CLIENT, async () => `id=${(await first('SELECT id FROM complaints ORDER BY id')).id}`), // prettier-ignore
  'packages/service/queue/index': seen(LEADER),
  'packages/service/handle/index': seen(LEADER, async () => `id=${(await first('SELECT id FROM complaints ORDER BY id DESC')).id}`), // prettier-ignore
  'packages/ownership/story/index': seen(AGENT, ofClient),
  'packages/ownership/cases/index': seen(STAFF, () => Promise.resolve('queue=waiting')),
  'packages/ownership/case/index': seen(LEADER, ofCase),
  'packages/ownership/dispute/index': seen(AGENT),
  'packages/ownership/merge/index': seen(AGENT, ofClient),
  'packages/ownership/merges/index': seen(AGENT, merged),
  'packages/agent/workbench/index': seen(AGENT),
  'packages/agent/clients/index': seen(AGENT),
  'packages/agent/client/index': seen(AGENT, ofClient),
  'packages/agent/origin/index': seen(AGENT, ofClient),
  'packages/agent/library/index': seen(AGENT),
  'packages/agent/shares/index': seen(AGENT),
  'packages/agent/requests/index': seen(AGENT),
  'packages/agent/escalated/index': seen(LEADER),
  'packages/agent/providers/index': seen(AGENT),
  'packages/agent/provider/index': seen(AGENT, () => Promise.resolve('id=1')),
  'packages/agent/propose/index': seen(AGENT),
  'packages/agent/introductions/index': seen(COLLEAGUE),
  'packages/agent/introduce/index': seen(AGENT, ofRequest),
  'packages/agent/referrals/index': seen(AGENT),
  'packages/agent/referral/index': seen(AGENT, async () => `id=${(await first("SELECT id FROM referrals WHERE agentId = ? AND status = 'consented'", [await agentId()])).id}`), // prettier-ignore
  'packages/agent/team/index': seen(LEADER),
  'packages/agent/member/index': seen(LEADER, async () => `id=${await agentId()}`),
  'packages/agent/pool/index': seen(LEADER),
  'packages/outreach/list/index': seen(AGENT),
  'packages/outreach/new/index': seen(AGENT),
  'packages/outreach/plan/index': seen(AGENT, ofPlan),
  'packages/outreach/members/index': seen(AGENT, async () => `${await ofPlan()}&arm=treated`),
  'packages/sources/board/index': seen(AGENT),
  'packages/sources/people/index': seen(AGENT, () => Promise.resolve('days=365')),
  'packages/sources/carriers/index': seen(AGENT, () => Promise.resolve('days=365')),
  'packages/sources/reach/index': seen(AGENT, async () => `id=${(await first('SELECT rootId id FROM shares WHERE agentId = ? GROUP BY rootId ORDER BY COUNT(*) DESC', [await agentId()])).id}`), // prettier-ignore
  'packages/sources/referrals/index': seen(AGENT),
  'packages/sources/attribution/index': seen(AGENT),
  'packages/sources/outcomes/index': seen(AGENT, () => Promise.resolve('outcome=consent&dimension=channel&from=2026-01-01&to=2026-12-31')), // prettier-ignore
  'packages/sources/labels/index': seen(AGENT),
}

/** Every page that the compiled mini-program has. */
const app = JSON.parse(readFileSync(join(DIST, 'app.json'), 'utf8')) as {
  pages: string[]
  subPackages: { root: string; pages: string[] }[]
}
const pages = [...app.pages, ...app.subPackages.flatMap(({ root, pages }) => pages.map((page) => `${root}/${page}`))]

function phoneOf(key: string): Promise<Person> {
  const held = phones.get(key) ?? world.person(key, SMALL)
  phones.set(key, held)
  return held
}

/** Waits until everything has come, on that page if one is named. */
async function settled(person: Person, path?: string): Promise<void> {
  const isCome = () =>
    person.phone.look(() => {
      const page = document.querySelector('.qh-page:not(.qh-covered)')
      const isThere = page?.querySelector('.skeleton, .loaded--last') === null && Boolean(page.textContent)
      return { isThere, path: window.__phone?.state().path }
    })
  await until(isCome, (now) => now.isThere && (path === undefined || now.path === path), PATIENCE_MS)
}

async function visit(path: string): Promise<Person> {
  const screen = SCREENS[path]
  if (!screen) throw new Error(`nobody is said to look at ${path}: who sees it, and with which address?`)
  const person = await phoneOf(screen.as)
  const query = screen.query ? `?${await screen.query()}` : ''
  await person.goTo(`/${path}${query}`)
  await settled(person, path)
  return person
}

/** Parts and sheets that open on a page, by what is tapped one after the other. */
const OPENED: [what: string, path: string, taps: string[]][] = [
  ['what a client asked for', 'packages/agent/client/index', ['#client-part-requests']],
  ['where a client came from', 'packages/agent/client/index', ['#client-part-origin']],
  ['what a client agreed to', 'packages/agent/client/index', ['#client-part-consents']],
  ['people by article', 'packages/sources/board/index', ['#sources-by-item']],
  ['people by who passed it on', 'packages/sources/board/index', ['#sources-by-person', '#trend-table']],
  [
    'people by campaign, of days of one’s own',
    'packages/sources/board/index',
    ['#sources-period-own', '#sources-by-campaign'],
  ],
  ['the table to take along', 'packages/sources/board/index', ['#sources-export']],
  ['what came of a plan', 'packages/outreach/plan/index', ['#plan-part-report']],
  ['how a plan was made', 'packages/outreach/plan/index', ['#plan-part-about']],
  ['an approach that was made', 'packages/outreach/plan/index', ['#plan-part-done', '.cell--led']],
  ['a campaign', 'packages/sources/labels/index', ['#labels-part-campaigns', '.cell']],
  ['a poster', 'packages/agent/library/index', ['.content-cell', '#share-poster', '#poster-code']],
  ['the questions of a category', 'packages/request/new/index', ['#ask-category-lawyer', '#ask-audience-group']],
  ['the end of a request', 'packages/request/detail/index', ['#request-close']],
  ['a complaint that was not solved', 'packages/service/complaint/index', ['#judge-unsolved']],
  ['a merge to be parted', 'packages/ownership/merges/index', ['#undo-1']],
  ['a case that compliance decides', 'packages/ownership/cases/index', ['.cell', '#decide-outcome-apart']],
]

async function expectNoFaults(person: Person, name: string): Promise<void> {
  const faults = await faultsOn(person.phone)
  // WeChat itself ends a long name in the bar with an ellipsis; the page says it whole.
  const found = { ...faults, cut: faults.cut.filter((one) => !(one.startsWith('title ') && one.includes(LONG_NAME))) }
  if (Object.values(found).some((list) => list.length > 0)) await person.screenshot(`every-screen-${name}`)
  expect(found).toEqual({ wide: [], cut: [], low: [], odd: [], without: [] })
}

describe('on a small phone with large type everything is on the glass, whole, and large enough for a finger', () => {
  it.each(pages)('%s', async (path) => expectNoFaults(await visit(path), path.replace(/\//gu, '-')))

  it.each(OPENED)('%s', async (what, path, taps) => {
    const person = await visit(path)
    for (const tap of taps) await person.tap(tap)
    await settled(person)
    await expectNoFaults(person, what.replace(/ /gu, '-'))
  })

  it('and all words are dark enough to be read', async () => {
    for (const held of phones.values()) {
      const { rules } = await (await held).phone.audit()
      expect(rules.find(({ id }) => id === 'contrast')?.findings).toEqual([])
    }
  })
})
