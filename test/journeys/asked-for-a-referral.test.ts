import { until } from 'weapp-host/driver'
import { consents } from '../support/builders'
import { newKey } from '../support/server'
import type { Person } from './person'
import { World, type Cast } from './world'
import { aRating } from '../server/referrals/support'

let world: World
let cast: Cast
let chen: Person
let client: Person
beforeAll(async () => {
  world = await World.open()
  cast = await world.cast()
}, 90_000)
afterAll(async () => {
  await world?.close()
}, 30_000)

it('an agent asks a satisfied client for a recommendation, and the client wants not to be asked again', async () => {
  client = await world.person('wu-lan')
  await client.goTo('/pages/me/index')
  await client.find('#me-referrals')
  const accountId = await world.accountOf('wu-lan')
  const { insertId } = await world.db.query(
    `INSERT INTO client_records (ownerAgentId, displayName, status, bindingRule, provenanceKind, becameClientAt)
     VALUES (?, '吴兰', 'active', 'first_touch', 'walk_in', ?)`,
    [cast.chen.id, new Date('2026-01-01')],
  )
  const recordId = String(insertId)
  await world.db.query('UPDATE wechat_accounts SET recordId = ?, isAdult = 1 WHERE id = ?', [recordId, accountId])
  await consents(world.db, accountId, 'use_service', 'be_served')
  await aRating(world.db, { recordId, accountId }, 5, new Date())

  chen = await world.person('chen-siyuan')
  await chen.goTo(`/packages/agent/client/index?id=${recordId}`)
  await chen.tap('#client-part-requests')
  await chen.find('#ask-client-submit')
  await chen.screenshot('ask-client')
  await chen.tap('#ask-client-submit')
  await chen.phone.press('询问')
  await chen.sees('近 90 天内已经询问过这位客户')

  client = await world.person('wu-lan')
  await client.goTo('/packages/referral/list/index')
  await client.sees('陈思远想请您帮个忙')
  await client.screenshot('asked')
  await client.tap('#asked-never')
  await client.find('#never-ask')
  const answers = () => world.db.query<{ answer: string | null }[]>('SELECT answer FROM referral_asks')
  await until(answers, ([ask]) => ask?.answer === 'never', 8000)
  await until(
    () => client.read(),
    (screen) => !screen.includes('想请您帮个忙'),
    8000,
  )
  await chen.letAMomentPass()
  await chen.goTo(`/packages/agent/client/index?id=${recordId}`)
  await chen.tap('#client-part-requests')
  await chen.sees('客户表示不希望被询问')
  await world.expectNoErrors()
}, 120_000)

it('a client who says yes goes straight on to the card, and the agent reads the yes where it was asked for', async () => {
  let other = await world.person('lin-xiaoman')
  await other.goTo('/pages/me/index')
  await other.find('#me-referrals')
  const accountId = await world.accountOf('lin-xiaoman')
  const { insertId } = await world.db.query(
    `INSERT INTO client_records (ownerAgentId, displayName, status, bindingRule, provenanceKind, becameClientAt)
     VALUES (?, '林小满', 'active', 'first_touch', 'walk_in', ?)`,
    [cast.chen.id, new Date('2026-01-01')],
  )
  const recordId = String(insertId)
  await world.db.query('UPDATE wechat_accounts SET recordId = ?, isAdult = 1 WHERE id = ?', [recordId, accountId])
  await consents(world.db, accountId, 'use_service', 'be_served')
  await world.db.query('INSERT INTO referral_asks (creationKey, accountId, agentId, askedAt) VALUES (?, ?, ?, NOW(3))', [
    newKey(), accountId, cast.chen.id,
  ]) // prettier-ignore
  other = await world.person('lin-xiaoman')
  await other.goTo('/packages/referral/list/index')
  await other.tap('#asked-willing')
  await other.find('#refer-words')
  await other.screenshot('asked-yes')

  chen = await world.person('chen-siyuan')
  await chen.goTo('/packages/agent/referrals/index')
  await chen.sees(/愿意介绍的客户.*林小满.*表示愿意介绍/su)
  await chen.screenshot('willing-list')
  await chen.tap(`#willing-${recordId}`)
  await chen.sees('客户表示愿意介绍朋友')
  await chen.screenshot('ask-said-yes')

  await other.type('#refer-words', '他讲保单讲得很清楚')
  await other.tap('#refer-submit')
  await other.find('#card-private')
  // What was read within three seconds is not asked for again.
  await new Promise((resolve) => setTimeout(resolve, 3000))
  await chen.goTo(`/packages/agent/client/index?id=${recordId}&part=requests`)
  await chen.sees('之后已经写了推荐卡')
  await world.expectNoErrors()
}, 120_000)

describe('a referral comes to nothing', () => {
  it('because the client takes the card back: whoever has it open is told so on answering, and finds it closed from then on', async () => {
    const card = await makeCard('他讲保单讲得很清楚')
    const friend = await friendWith(card, 'zhou-ruolin')
    await friend.find('#invitation-decline')
    await client.goTo('/packages/referral/list/index')
    await client.tap(`#take-back-${card.id}`)
    await client.agrees()
    await client.sees('已结束')
    await client.screenshot('referral-taken-back')
    await friend.tap('#invitation-decline')
    await friend.sees(/这张推荐卡已经关闭.*已经收回/su)
    await friend.screenshot('referral-closed-card')
    await (await friendWith(card, 'zhou-ruolin')).sees('这张推荐卡已经关闭')
    await chen.goTo('/packages/agent/referrals/index')
    await chen.sees('已撤回')
  })

  it('because it leads nowhere, which the agent says with the reason; the client sees nothing of it', async () => {
    const card = await makeCard('有问题随时能找到人')
    await consent(await friendWith(card, 'zhou-ruolin'), '周小姐')
    await chen.goTo(`/packages/agent/referral/index?id=${card.id}`)
    await chen.tap('#move-to-contacted')
    await chen.tap('#move-submit')
    await chen.tap('#move-to-lost')
    await chen.type('#move-reason', '暂时没有需要，以后再说')
    await chen.screenshot('referral-to-lost')
    await chen.tap('#move-submit')
    await chen.agrees()
    await chen.sees(/未成交.*暂时没有需要，以后再说/su)
    await chen.screenshot('referral-lost')
    await client.goTo('/packages/referral/list/index')
    await client.sees('朋友已接受')
    await client.seesNot('未成交')
    await client.screenshot('referral-lost-for-referrer')
  })

  it('because the friend wants no more of it: the agent is left without a name', async () => {
    const card = await makeCard('回答问题很耐心')
    const friend = await friendWith(card, 'he-yun')
    await consent(friend, '何先生')
    await chen.goTo(`/packages/agent/referral/index?id=${card.id}`)
    await chen.sees('何先生')
    await friend.goTo('/packages/consent/mine/index')
    await friend.tap('#withdraw-be_served')
    await friend.agrees()
    await friend.find('#give-be_served')
    await friend.screenshot('referral-friend-withdrew')
    await chen.letAMomentPass()
    await chen.goTo(`/packages/agent/referral/index?id=${card.id}`)
    await chen.sees(/一位朋友.*已撤回/su)
    await chen.seesNot('何先生')
    await chen.screenshot('referral-withdrawn')
  })

  it('and nothing failed on any phone on the way', () => world.expectNoErrors())

  it('and WeChat’s audit would give every phone full marks, but for the answer that came too late', () =>
    world.expectFullMarks('/refusal'))
})

interface Sent {
  id: string
  path: string
  activityId?: string
}

/** A card of the client's, as it lies in a chat. */
async function makeCard(words: string): Promise<Sent> {
  await client.goTo('/packages/referral/new/index')
  await client.type('#refer-words', words)
  await client.tap('#refer-submit')
  await client.find('#card-private')
  const before = (await client.phone.state()).share?.path
  await client.tap('#refer-send')
  const { share } = await until(
    () => client.phone.state(),
    ({ share }) => share !== null && share.path !== before,
  )
  const [{ id }] = await world.db.query('SELECT id FROM referrals ORDER BY id DESC LIMIT 1')
  return { id, ...share! }
}

async function friendWith({ path, activityId }: Sent, friend: string): Promise<Person> {
  return world.person(friend, { card: path, shareTicket: await world.sentPrivately(activityId!, 'wu-lan', friend) })
}

async function consent(friend: Person, name: string): Promise<void> {
  for (const purpose of ['use_service', 'be_served']) await friend.tap(`#tick-${purpose}`)
  await friend.type('#invitation-name', name)
  await friend.tap('#tick-adult')
  await friend.tap('#invitation-accept')
  await friend.sees('已同意')
}
