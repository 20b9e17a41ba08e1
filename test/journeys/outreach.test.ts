import { armOf } from '../../server/src/outreach/assignment'
import { consents } from '../support/builders'
import { until } from 'weapp-host/driver'
import type { Person } from './person'
import { World, type Cast } from './world'

const NAMES = ['陆先生', '许女士', '韩女士', '秦先生', '沈女士', '周女士', '顾先生', '叶女士']
const LONG_AGO = new Date('2026-01-05T02:00:00Z')

let world: World
let cast: Cast
let chen: Person
/** The names by arm, once everybody is drawn. */
let treated: string[]
let heldOut: string[]

beforeAll(async () => {
  world = await World.open()
  cast = await world.cast()
  for (const name of NAMES) await clientOfChen(name)
}, 90_000)
afterAll(async () => {
  await world?.close()
}, 30_000)

const many = (sql: string, values: unknown[] = []): Promise<Record<string, any>[]> => world.db.query(sql, values)

/** A client of Chen's who has agreed to hear of activities. */
async function clientOfChen(name: string): Promise<void> {
  const { insertId: recordId } = await world.db.query<{ insertId: string }>(
    `INSERT INTO client_records (ownerAgentId, displayName, status, bindingRule, provenanceKind, becameClientAt)
     VALUES (?, ?, 'active', 'first_touch', 'walk_in', ?)`,
    [cast.chen.id, name, LONG_AGO],
  )
  const { insertId: accountId } = await world.db.query<{ insertId: string }>(
    `INSERT INTO wechat_accounts (appId, openid, alias, recordId, isAdult, createdAt, lastSeenAt)
     SELECT appId, ?, '圈友0002', ?, 1, ?, ? FROM wechat_accounts LIMIT 1`,
    [`openid-of-${recordId}`, recordId, LONG_AGO, LONG_AGO],
  )
  await consents(world.db, String(accountId), 'use_service', 'be_served', 'marketing')
}

/** From now on this person's phone is that client's. */
async function isClient(person: string, name: string): Promise<void> {
  const account = (await until(
    () => world.accountOf(person).catch(() => null),
    (id) => id !== null,
  ))!
  const [record] = await many('SELECT id FROM client_records WHERE displayName = ?', [name])
  await world.db.query('DELETE FROM wechat_accounts WHERE recordId = ?', [record!.id])
  await world.db.query('UPDATE wechat_accounts SET recordId = ? WHERE id = ?', [record!.id, account])
  await consents(world.db, account, 'use_service', 'be_served', 'marketing', 'show_activity')
}

/** Lets the draw hold out half of them: a coin may also fall on one side eight times. */
async function halveTheDraw(): Promise<void> {
  const [plan] = await many('SELECT id FROM outreach_plans')
  const records = await many('SELECT id FROM client_records')
  const seed = Buffer.alloc(32)
  const held = () => records.filter(({ id }) => armOf(seed, plan!.id, id, 50) === 'held_out').length
  for (let next = 1; held() !== 4; next += 1) seed.writeUInt32BE(next)
  await world.db.query('UPDATE outreach_plans SET seed = ?', [seed])
}

const namesOf = async (arm: string): Promise<string[]> =>
  (
    await many(
      'SELECT r.displayName name FROM outreach_members m JOIN client_records r ON r.id = m.recordId WHERE m.arm = ? ORDER BY m.id',
      [arm],
    )
  ).map(({ name }) => name as string)

describe('an agent approaches half of the clients, and sees what it was good for', () => {
  it('1. The agent plans from the workbench: an article, whom, what to look at, how many to keep untouched', async () => {
    chen = await world.person('chen-siyuan')
    await chen.goTo('/packages/agent/workbench/index')
    await chen.find('#workbench-remind')
    await chen.tap('#workbench-outreach')
    await chen.sees('触达计划会出现在这里')
    await chen.tap('#plan-new')
    await chen.tap('#plan-kind-content')
    await chen.tap('#plan-article')
    await chen.tap(`#pick-${cast.article.id}`)
    await chen.sees('目前有 8 位客户符合条件')
    await chen.tap('#plan-outcome-read')
    await chen.tap('#plan-window-14')
    await chen.tap('#plan-holdout-50')
    await chen.screenshot('outreach-new')
    await chen.tap('#plan-save')
    await chen.sees('还没有开始，目前符合条件 8 位')
    await chen.screenshot('outreach-draft')
    expect(await many('SELECT id FROM outreach_members')).toEqual([])
  })

  it('2. Starting draws everybody once; who is held out stands in no list', async () => {
    await halveTheDraw()
    await chen.tap('#plan-start')
    await chen.agrees()
    await chen.sees('待办')
    ;[treated, heldOut] = [await namesOf('treated'), await namesOf('held_out')]
    expect([treated.length, heldOut.length]).toEqual([4, 4])
    for (const name of treated) await chen.sees(name)
    for (const name of heldOut) await chen.seesNot(name)
    await chen.screenshot('outreach-todo')
  })

  it('3. The agent sends the card made for one client, who reads it; one who is held out finds the article alone', async () => {
    const [member] = await many("SELECT id FROM outreach_members WHERE arm = 'treated' ORDER BY id LIMIT 1")
    await chen.tap(`#todo-${member!.id}`)
    await chen.find('#approach-send')
    await chen.screenshot('outreach-card')
    await chen.tap('#approach-send')
    const { share } = await until(
      () => chen.phone.state(),
      ({ share }) => share !== null,
    )
    await until(
      () => many('SELECT id FROM outreach_members WHERE doneAt IS NOT NULL'),
      (rows) => rows.length === 1,
      8000,
    )
    const [label] = await many('SELECT c.name FROM shares s JOIN campaigns c ON c.id = s.campaignId')
    expect(label).toEqual({ name: '保单整理：从一张清单开始' })

    const reader = await world.person('reader')
    await isClient('reader', treated[0]!)
    await readToTheEnd(reader, share!.path)
    const alone = await world.person('alone')
    await isClient('alone', heldOut[0]!)
    await readToTheEnd(alone, `/packages/content/article/index?id=${cast.article.id}`)
  })

  it('4. The report counts both by their draw, concludes nothing yet, and opens into its clients', async () => {
    await chen.tap('#plan-part-report')
    await chen.sees(/观察还没有结束.*触达组 1\/4，对照组 1\/4，差 0 个百分点，95% 区间 -\d+ 至 \+\d+/s)
    await chen.sees(/要看清 10 个百分点的差别，按经验公式大约需要 \d+ 位客户，目前 8 位/)
    await chen.screenshot('outreach-report')
    await chen.tap('#held_out-all')
    for (const name of heldOut) await chen.sees(name)
    await chen.screenshot('outreach-members')
    await chen.seesNot(treated[1]!)
  })

  it('5. When the window has closed the figures stand, and the sentence says that few people show nothing', async () => {
    const past = new Date(Date.now() - 17 * 86_400_000)
    const until = new Date(past.getTime() + 14 * 86_400_000)
    await world.db.query('UPDATE outreach_plans SET startedAt = ?, closesAt = ?', [past, until])
    await world.db.query('UPDATE outreach_members SET drawnAt = ?, observedUntil = ?', [past, until])
    await world.db.query('UPDATE engagements SET occurredAt = ?, receivedAt = ?', [past, past])
    const [plan] = await many('SELECT id FROM outreach_plans')
    await chen.letAMomentPass()
    await chen.goTo(`/packages/outreach/plan/index?id=${plan!.id}`)
    await chen.tap('#plan-part-report')
    await chen.sees('人数还少，看不出差别')
    await chen.tap('#plan-part-about')
    await chen.sees('种子')
    await chen.screenshot('outreach-about')
  })

  it('6. A card that is opened in a chat group tells which group it was, and the agent knows it by a number', async () => {
    const member = await world.person('group-member')
    const [share] = await many('SELECT code FROM shares ORDER BY id LIMIT 1')
    const ticket = { shareTicket: '读书会/1', chatType: 3 }
    const query = { id: cast.article.id, s: share!.code }
    await member.phone.launch('packages/content/article/index', query, 1044, ticket)
    await until(
      () => many('SELECT n.number FROM touches t JOIN chat_group_names n ON n.chatGroupId = t.chatGroupId'),
      (rows) => rows.length === 1,
      8000,
    )
  })

  it('7. A client who says never to be asked leaves the plan that asks for recommendations, and the agent sees why', async () => {
    await chen.goTo('/packages/outreach/new/index')
    for (const pick of ['kind-care', 'care-greeting', 'outcome-referred', 'holdout-0']) await chen.tap(`#plan-${pick}`)
    await chen.type('#plan-title', '冬至问候')
    await chen.tap('#plan-save')
    await chen.tap('#plan-start')
    await chen.agrees()
    await chen.sees(treated[1]!)
    await chen.screenshot('outreach-ask')

    const tired = await world.person('tired')
    await isClient('tired', treated[1]!)
    // It was a visitor's phone a moment ago.
    await tired.phone.reset({ keepStorage: true })
    await tired.goTo('/packages/referral/list/index')
    await tired.tap('#never-ask')
    await until(
      () => many('SELECT id FROM wechat_accounts WHERE neverAsk = 1'),
      (rows) => rows.length === 1,
      8000,
    )
    const [plan] = await many('SELECT id FROM outreach_plans ORDER BY id DESC')
    await chen.letAMomentPass()
    await chen.goTo(`/packages/outreach/plan/index?id=${plan!.id}`)
    await chen.sees(new RegExp(`不再联系.*${treated[1]!}.*这些客户仍按原来的分组计入效果`, 'su'))
    await chen.app.pageScrollTo(20_000)
    await chen.screenshot('outreach-left-alone')
  })

  it('and all of it fits a narrow phone with large type', async () => {
    const narrow = await world.person('chen-siyuan', { device: '320x568@2', fontScale: 1.3 })
    const [plan] = await many('SELECT id FROM outreach_plans ORDER BY id')
    for (const [name, url] of [
      ['list', '/packages/outreach/list/index'],
      ['new', '/packages/outreach/new/index'],
      ['report', `/packages/outreach/plan/index?id=${plan!.id}`],
    ] as const) {
      await narrow.goTo(url)
      await narrow.find(name === 'list' ? `#plan-${plan!.id}` : name === 'new' ? '#plan-kind' : '#report-sentence')
      if (name === 'new') await narrow.tap('#plan-kind-content')
      await narrow.screenshot(`outreach-${name}-narrow`)
    }
  })

  it('and nothing failed on any phone on the way', () => world.expectNoErrors())

  it('and WeChat’s audit would give every phone full marks', () => world.expectFullMarks())
})

async function readToTheEnd(person: Person, path: string): Promise<void> {
  const query = Object.fromEntries(new URLSearchParams(path.split('?')[1]))
  await person.phone.launch(path.split('?')[0]!.slice(1), query, 1007)
  await person.sees('保单整理：从一张清单开始')
  await person.sees('正文')
  await new Promise((resolve) => setTimeout(resolve, 500))
  await person.app.pageScrollTo(20_000)
  await new Promise((resolve) => setTimeout(resolve, 1500))
  await person.phone.leave()
  const account = await world.accountOf(person.phone.person)
  await until(
    () => many("SELECT id FROM engagements WHERE accountId = ? AND kind = 'read' AND percent >= 80", [account]),
    (rows) => rows.length > 0,
    8000,
  )
}
