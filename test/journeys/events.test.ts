import { OUTCOME_KINDS, outcomeKinds } from '@quanke/shared/domain/attribution'
import { until } from 'weapp-host/driver'
import { anEvent } from '../server/events/support'
import { anAgent } from '../support/builders'
import type { Person } from './person'
import { World, type Cast } from './world'

let world: World
let cast: Cast
/** Who registered for the first event, and who held it. */
let reader: Person
let chen: Person

beforeAll(async () => {
  world = await World.open()
  cast = await world.cast()
  await world.staffAccount('he-lv', 'compliance')
}, 90_000)
afterAll(async () => {
  await world?.close()
}, 30_000)

const rows = (sql: string, values: unknown[] = []): Promise<Record<string, any>[]> => world.db.query(sql, values)

it('an agent plans an event, compliance approves it, a friend registers by a card and comes, and the agent sees what led to it', async () => {
  chen = await world.person('chen-siyuan')
  await chen.goTo('/pages/events/index')
  await chen.sees('朋友分享给您的活动会出现在这里')
  await chen.screenshot('events-empty')
  await chen.tap('#events-hosted')
  await chen.sees('您办的活动会出现在这里')
  await chen.tap('#events-new')
  await chen.type('#event-title', '看懂家里的保障')
  await chen.tap('#event-kind-salon')
  await chen.type('#event-about', '把家里的保单摊开来看：保什么、保多久、缺什么。由陈思远主讲。')
  await chen.type('#event-place', '滨江区沿江大道 18 号二楼')
  await chen.type('#event-capacity', '12')
  await chen.tap('#event-audience-open')
  await chen.screenshot('events-form')
  await chen.tap('#event-save')
  await chen.sees('草稿只有您能看到')
  await chen.tap('#event-submit')
  await chen.sees('等待合规审核')
  await chen.screenshot('events-host-waiting')
  const [{ id }] = (await rows('SELECT id FROM events')) as [{ id: string }]

  const he = await world.person('he-lv')
  await he.goTo('/pages/me/index')
  await he.tap('#me-events')
  await he.tap(`#event-${id}`)
  await he.screenshot('events-review')
  await he.tap('#event-approve')
  await until(
    () => rows("SELECT id FROM events WHERE status = 'approved'"),
    (found) => found.length === 1,
  )

  await chen.letAMomentPass()
  await chen.goTo(`/packages/event/detail/index?id=${id}`)
  await chen.tap('#event-share')
  await chen.tap('#share-send')
  const { share } = await until(
    () => chen.phone.state(),
    (state) => state.share !== null,
  )
  const card = share!.path
  expect(card).toMatch(/^\/packages\/event\/detail\/index\?id=\d+&s=[0-9A-Za-z]{16}$/)

  reader = await world.person('new-reader', { card, device: '320x568@2', fontScale: 1.4 })
  await reader.sees('看懂家里的保障')
  await reader.sees('还有 12 个名额')
  await reader.screenshot('events-friend')
  await reader.tap('#event-register')
  await reader.tap('#tick-use_service')
  await reader.tap('#tick-adult')
  await reader.tap('#consent-agree')
  await reader.sees('您已报名，报名号 1')
  await reader.screenshot('events-registered')
  const visitor = await world.accountOf('new-reader')
  expect(await rows('SELECT kind, accountId, subjectId FROM outcomes')).toEqual([
    { kind: 'registration', accountId: visitor, subjectId: id },
  ])

  // The day has come.
  for (const person of [chen, reader]) await person.letAMomentPass()
  for (const table of ['events', 'event_versions'])
    await rows(`UPDATE ${table} SET beginsAt = ?`, [new Date(Date.now() + 20 * 60_000)])
  await chen.goTo(`/packages/event/registrations/index?id=${id}`)
  await chen.sees('访客 1 号')
  const code = await (await chen.find('#door-code')).text()
  expect(code).toMatch(/^\d{6}$/)
  await chen.screenshot('events-door')
  const [{ id: registrationId }] = (await rows('SELECT id FROM event_registrations')) as [{ id: string }]

  await reader.goTo(`/packages/event/detail/index?id=${id}`)
  await reader.tap('#event-check-in')
  await reader.type('#check-in-code', code)
  await reader.screenshot('events-check-in')
  await reader.tap('#check-in-do')
  await reader.sees('您已到场')
  await chen.letAMomentPass()
  await chen.goTo(`/packages/event/registrations/index?id=${id}`)
  await chen.sees('自己签到')
  await chen.tap(`#registration-${registrationId}`)
  await chen.tap('#mark-undo')
  await chen.sees('已报名')
  await chen.tap(`#registration-${registrationId}`)
  await chen.screenshot('events-mark')
  await chen.tap('#mark-attended')
  await chen.sees('已到场')
  await reader.goTo('/pages/events/index')
  await reader.tap('#events-scope-mine')
  await reader.sees('已到场')
  await reader.screenshot('events-mine')

  await chen.goTo('/packages/sources/attribution/index')
  for (const outcome of ['registration', 'attendance'] as const) {
    await (await chen.find('#attribution-outcome')).trigger('change', { value: String(outcomeKinds.indexOf(outcome)) })
    await chen.sees(new RegExp(`1 次「${OUTCOME_KINDS[outcome]}」`, 'u'))
    await chen.tap('#attribution-by-item')
    await chen.sees('看懂家里的保障')
  }
  await chen.screenshot('events-attribution')
  expect(await rows('SELECT kind FROM outcomes WHERE takenBackAt IS NULL ORDER BY id')).toEqual([
    { kind: 'registration' },
    { kind: 'attendance' },
  ])
  expect(cast.chen.id).toBe((await rows('SELECT agentId FROM events'))[0]!.agentId)
  await world.expectNoErrors()
  await world.expectFullMarks()
}, 180_000)

it('somebody waits for a place, gets the one that another gives back, and is told; then it is called off, and the leader sees it', async () => {
  const { id } = await anEvent(world.db, { hostAgentId: cast.chen.id, title: '养老规划茶会', capacity: 1 })
  const page = `/packages/event/detail/index?id=${id}`
  await reader.goTo(page)
  await reader.tap('#event-register')
  await reader.sees('您已报名，报名号 1')

  const next = await world.person('second-reader', { card: page })
  await next.sees('名额已满，可以排队候补')
  await next.screenshot('events-full')
  await next.tap('#event-register')
  await next.tap('#tick-use_service')
  await next.tap('#tick-adult')
  await next.tap('#consent-agree')
  await next.sees('您在候补第 1 位，有名额会按顺序确认')
  await next.sees('退出候补')
  await next.screenshot('events-waiting')
  await next.tap('#event-remind')
  await next.find('#event-remind-on')
  const told = (times: number) =>
    until(
      () => world.messagesTo('second-reader'),
      (pages) => pages.filter((one) => one.includes(`packages/event/detail/index?id=${id}`)).length === times,
      8000,
    )

  await reader.tap('#event-unregister')
  await reader.agrees()
  await reader.find('#event-register')
  await reader.screenshot('events-given-back')
  await told(1)
  await next.letAMomentPass()
  await next.goTo(page)
  await next.sees('您已报名，报名号 2')
  await next.screenshot('events-moved-up')
  await next.tap('#event-remind')
  await next.find('#event-remind-on')

  await chen.goTo(page)
  await chen.tap('#event-cancel')
  await chen.type('#event-cancel-words', '场地临时不能使用')
  await chen.screenshot('events-call-off')
  await chen.tap('#event-cancel-submit')
  await chen.sees('活动已取消：场地临时不能使用')
  await chen.screenshot('events-called-off')
  await told(2)
  await next.letAMomentPass()
  await next.goTo('/pages/events/index')
  await next.sees('已取消')
  await next.screenshot('events-list-called-off')
  await next.tap(`#event-${id}`)
  await next.sees('活动已取消：场地临时不能使用')
  await next.seesNot('您已报名')
  await next.screenshot('events-off-for-guest')

  const [team] = await rows("SELECT id FROM teams WHERE name = '江城分公司'")
  await world.agentAccount('gao-jianguo', await anAgent(world.db, { name: '高建国', leads: team!.id }))
  const leader = await world.person('gao-jianguo', { device: '320x568@2', fontScale: 1.4 })
  await leader.goTo('/packages/event/hosted/index')
  await leader.tap('#hosted-scope-team')
  await leader.sees('共 12 个名额，1 位已报名，1 位已到场')
  await leader.screenshot('events-team')
  await leader.tap(`#event-${id}`)
  await leader.sees('1 位已报名')
  await leader.seesNot('修改')
  await leader.screenshot('events-team-one')
  await world.expectNoErrors()
  await world.expectFullMarks()
}, 180_000)
