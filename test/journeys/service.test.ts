import { until } from 'weapp-host/driver'
import { anAgent, consents } from '../support/builders'
import { newKey } from '../support/server'
import type { Person } from './person'
import { World, type Cast } from './world'

/** The smallest phone and the largest type: what fits there fits everywhere. */
const SMALL = { device: '320x568@2', fontScale: 1.4 }

let world: World
let cast: Cast
let recordId: string
beforeAll(async () => {
  world = await World.open()
  cast = await world.cast()
  const [root] = await world.db.query<{ id: string }[]>('SELECT id FROM teams WHERE parentId IS NULL')
  await world.agentAccount('gao-jianguo', await anAgent(world.db, { name: '高建国', leads: root!.id }))
}, 90_000)
afterAll(async () => {
  await world?.close()
}, 30_000)

/** Somebody who is a client of 陈思远's and opens the mini-program. */
async function aClientOfChen(): Promise<Person> {
  const person = await world.person('wu-lan', SMALL)
  await person.goTo('/pages/me/index')
  await person.find('#me-referrals')
  const accountId = await world.accountOf('wu-lan')
  const { insertId } = await world.db.query<{ insertId: string }>(
    `INSERT INTO client_records (ownerAgentId, displayName, status, bindingRule, provenanceKind, becameClientAt)
     VALUES (?, '吴兰', 'active', 'first_touch', 'walk_in', ?)`,
    [cast.chen.id, new Date('2026-01-01')],
  )
  recordId = String(insertId)
  await world.db.query('UPDATE wechat_accounts SET recordId = ?, isAdult = 1 WHERE id = ?', [recordId, accountId])
  await consents(world.db, accountId, 'use_service', 'be_served')
  return person
}

/** The client came by a friend's card, and the agent has met her. */
async function cameByReferral(): Promise<void> {
  const { insertId: referrerId } = await world.db.query<{ insertId: string }>(
    `INSERT INTO client_records (ownerAgentId, displayName, status, bindingRule, provenanceKind, becameClientAt)
     VALUES (?, '许女士', 'active', 'first_touch', 'walk_in', ?)`,
    [cast.chen.id, new Date('2025-06-01')],
  )
  const now = new Date()
  await world.db.query(
    `INSERT INTO referrals (creationKey, referrerAccountId, referrerRecordId, agentId, words, status, friendRecordId, givenAt, expiresAt)
     VALUES (?, ?, ?, ?, '她很可靠，解释得清楚', 'met', ?, ?, ?)`,
    [newKey(), await world.accountOf('wu-lan'), referrerId, cast.chen.id, recordId, now, now],
  )
}

it('an agent records a policy, puts it right and takes a mistake back; the client complains, the leader answers, and the client has the last word', async () => {
  const client = await aClientOfChen()
  await cameByReferral()
  const chen = await world.person('chen-siyuan', SMALL)

  await chen.goTo(`/packages/agent/client/index?id=${recordId}`)
  await chen.tap('#client-policies')
  await chen.sees('首张保单会计入')
  await chen.screenshot('policies-empty')
  const records = async (product: string, number: string, isWon: boolean): Promise<void> => {
    await chen.tap('#policies-record')
    await chen.sees('请填写产品名称')
    await chen.type('#policy-product', product)
    await chen.tap('#policy-kind-life')
    await chen.type('#policy-number', number)
    await chen.type('#policy-premium', '12000')
    await chen.tap('#policy-rhythm-yearly')
    await chen.tap('#policy-participates-yes')
    if (isWon) await chen.tap('#policy-won')
    await chen.screenshot('policy-form')
    await chen.tap('#policy-submit')
  }
  await records('安和福满终身寿险', 'AH 2026 000123', true)
  await chen.sees('12,000 元')
  await chen.sees('AH******0123')
  await records('录错的一张', 'ah2026000124', false)
  await chen.sees('录错的一张')
  expect(await world.db.query('SELECT status FROM referrals')).toEqual([{ status: 'won' }])
  const [first, second] = await world.db.query<{ id: string }[]>('SELECT id FROM policies ORDER BY id')
  await chen.tap(`#policy-${second!.id}-take-back`)
  await chen.type('#policy-take-back-words', '录到了别的客户名下')
  await chen.screenshot('policy-take-back')
  await chen.tap('#policy-take-back-submit')
  await chen.sees('已撤回')
  await chen.tap(`#policy-${first!.id}-correct`)
  await chen.sees('没有错可以不填')
  await chen.type('#policy-premium', '9860.5')
  await chen.tap('#policy-submit')
  await chen.sees('9,860.50 元')
  await chen.screenshot('policies-of-client')

  await client.letAMomentPass()
  await client.goTo('/pages/me/index')
  await client.tap('#me-policies')
  await client.sees('9,860.50 元')
  await client.seesNot('录错的一张')
  await client.screenshot('my-policies')

  await client.goTo('/packages/service/complaints/index')
  await client.sees('您提交的投诉与建议会出现在这里')
  await client.screenshot('complaints-empty')
  await client.tap('#complaints-new')
  await client.tap('#complain-about-service')
  await client.type('#complain-words', '约好的时间改了两次，都没有提前告诉我')
  await client.screenshot('complain')
  await client.tap('#complain-submit')
  await client.sees('提交，编号')
  await client.screenshot('complaint-filed')
  const [complaint] = await world.db.query<{ id: string }[]>('SELECT id FROM complaints')

  await chen.letAMomentPass()
  await chen.goTo(`/packages/agent/client/index?id=${recordId}`)
  await chen.sees('请先不要向客户提出请求')
  await chen.seesNot('改了两次')
  await chen.screenshot('client-complaint')

  const gao = await world.person('gao-jianguo', SMALL)
  await gao.goTo('/packages/agent/workbench/index')
  await gao.sees('1 件待答复')
  await gao.tap('#workbench-complaints')
  await gao.sees('吴兰：服务')
  await gao.screenshot('complaint-queue')
  await gao.tap(`#complaint-${complaint!.id}`)
  await gao.tap('#accept-submit')
  await gao.type('#answer-words', '已核对改期记录并致歉，今后至少提前一天告知')
  await gao.screenshot('complaint-handle')
  await gao.tap('#answer-submit')
  await gao.sees('已答复')
  await gao.tap('#handle-share')
  await gao.agrees()
  await gao.sees('已可以看到客户的原话')

  await client.letAMomentPass()
  await client.goTo(`/packages/service/complaint/index?id=${complaint!.id}`)
  await client.sees('今后至少提前一天告知')
  await client.screenshot('complaint-answered')
  await client.tap('#judge-unsolved')
  await client.type('#unsolved-words', '还没有约新的时间')
  await client.screenshot('complaint-unsolved')
  await client.tap('#unsolved-submit')
  await client.sees('重新处理中')
  await gao.letAMomentPass()
  await gao.goTo(`/packages/service/handle/index?id=${complaint!.id}`)
  await gao.type('#answer-words', '已约定本周六上午十点上门')
  await gao.tap('#answer-submit')
  await until(async () => (await gao.look('#answer-submit')) === null, Boolean, 20_000)
  await client.letAMomentPass()
  await client.goTo(`/packages/service/complaint/index?id=${complaint!.id}`)
  await client.sees('周六上午十点')
  await client.tap('#judge-solved')
  await client.sees('您确认已解决')
  await client.screenshot('complaint-solved')
  const statuses = () => world.db.query<{ status: string }[]>('SELECT status FROM complaints')
  await until(statuses, ([one]) => one?.status === 'solved', 8000)
  await world.expectNoErrors()
}, 180_000)
