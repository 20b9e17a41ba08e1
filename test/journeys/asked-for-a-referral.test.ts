import { until } from 'weapp-host/driver'
import { World, type Cast } from './world'
import { aRating } from '../server/referrals/support'

let world: World
let cast: Cast
beforeAll(async () => {
  world = await World.open()
  cast = await world.cast()
}, 90_000)
afterAll(async () => {
  await world?.close()
}, 30_000)

it('an agent asks a satisfied client for a recommendation, and the client wants not to be asked again', async () => {
  const visitor = await world.person('wu-lan')
  await visitor.goTo('/pages/me/index')
  await visitor.find('#me-referrals')
  const accountId = await world.accountOf('wu-lan')
  const { insertId } = await world.db.query(
    `INSERT INTO client_records (ownerAgentId, displayName, status, bindingRule, provenanceKind, becameClientAt)
     VALUES (?, '吴兰', 'active', 'first_touch', 'walk_in', ?)`,
    [cast.chen.id, new Date('2026-01-01')],
  )
  const recordId = String(insertId)
  await world.db.query('UPDATE wechat_accounts SET recordId = ? WHERE id = ?', [recordId, accountId])
  await aRating(world.db, { recordId, accountId }, 5, new Date())

  const chen = await world.person('chen-siyuan')
  await chen.goTo(`/packages/agent/client/index?id=${recordId}`)
  await chen.tap('#client-part-requests')
  await chen.find('#ask-client-submit')
  await chen.screenshot('ask-client')
  await chen.tap('#ask-client-submit')
  await chen.phone.press('询问')
  await chen.sees('近 90 天内已经询问过这位客户')

  const client = await world.person('wu-lan')
  await client.goTo('/packages/referral/list/index')
  await client.sees('陈思远想请您帮个忙')
  await client.screenshot('asked')
  await client.tap('#asked-never')
  await client.find('#never-ask')
  const answers = () => world.db.query<{ answer: string | null }[]>('SELECT answer FROM referral_asks')
  await until(answers, ([ask]) => ask?.answer === 'never', 8000)
  // What was read within three seconds is not asked for again.
  await new Promise((resolve) => setTimeout(resolve, 3000))
  await client.seesNot('想请您帮个忙')
  await chen.goTo(`/packages/agent/client/index?id=${recordId}`)
  await chen.tap('#client-part-requests')
  await chen.sees('客户表示不希望被询问')
  await world.expectNoErrors()
}, 120_000)
