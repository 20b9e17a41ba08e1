import { anAgent, type Built } from '../support/builders'
import { newKey } from '../support/server'
import type { Person } from './person'
import { World, type Cast } from './world'

let world: World
let cast: Cast
let chen: Person
let gao: Person

beforeAll(async () => {
  world = await World.open()
  cast = await world.cast()
  const [root] = await world.db.query<{ id: string }[]>('SELECT id FROM teams WHERE parentId IS NULL')
  const leader = await anAgent(world.db, { name: '高建国', leads: root!.id })
  await world.agentAccount('gao-jianguo', leader)
}, 90_000)
afterAll(async () => {
  await world?.close()
}, 30_000)

async function aRecord(agent: Built, displayName: string, becameClientAt: string): Promise<string> {
  const { insertId } = await world.db.query<{ insertId: string }>(
    `INSERT INTO client_records (ownerAgentId, displayName, status, bindingRule, provenanceKind, becameClientAt) VALUES (?, ?, 'active', 'first_touch', 'walk_in', ?)`,
    [agent.id, displayName, new Date(becameClientAt)],
  )
  return String(insertId)
}

async function aCase(heldId: string, otherId: string): Promise<string> {
  const [root] = await world.db.query<{ id: string }[]>('SELECT id FROM teams WHERE parentId IS NULL')
  const { insertId } = await world.db.query<{ insertId: string }>(
    `INSERT INTO ownership_cases (openKey, origin, basis, heldRecordId, otherRecordId, holderAgentId, claimantAgentId, status, levelTeamId, openedAt, deadlineAt)
     VALUES (?, 'same_person', 'phone', ?, ?, ?, ?, 'open', ?, ?, ?)`,
    [newKey(), heldId, otherId, cast.chen.id, cast.xu.id, root!.id, new Date(), new Date(Date.now() + 7 * 86_400_000)],
  )
  return String(insertId)
}

it('an agent sees why a client is whose, merges two records of one person, and a leader decides between two agents', async () => {
  const [older, second] = [
    await aRecord(cast.chen, '林女士', '2026-01-05T02:00:00Z'),
    await aRecord(cast.chen, '林小姐', '2026-05-05T02:00:00Z'),
  ]
  chen = await world.person('chen-siyuan')
  await chen.goTo(`/packages/ownership/story/index?id=${older}`)
  await chen.sees('归属 陈思远')
  await chen.screenshot('ownership-story')

  await chen.goTo(`/packages/ownership/merges/index?id=${older}`)
  await chen.tap('#merges-new')
  await chen.tap(`#merge-${second}`)
  await chen.sees('并入的档案')
  await chen.sees('两份档案的称呼不同：「林女士」和「林小姐」')
  await chen.type('#merge-reason', '客户换了微信号')
  await chen.tap('#merge-submit')
  await chen.sees('并入的档案')
  expect((await world.db.query('SELECT status FROM client_records WHERE id = ?', [second]))[0].status).toBe('active')
  await chen.tap('#merge-sure')
  await chen.screenshot('ownership-merge')
  // Meanwhile the client says how she wants to be called.
  await world.db.query("UPDATE client_records SET displayName = '林太太' WHERE id = ?", [second])
  await chen.tap('#merge-submit')
  await chen.sees('并入的档案，称呼由「林小姐」改为「林太太」')
  await chen.sees('两份档案的称呼不同：「林女士」和「林太太」')
  await chen.screenshot('ownership-merge-changed')
  await chen.tap('#merge-sure')
  await chen.tap('#merge-submit')
  await chen.sees('林太太 并入 林女士')
  await chen.screenshot('ownership-merges')
  expect((await world.db.query('SELECT status FROM client_records WHERE id = ?', [second]))[0].status).toBe('merged')

  const other = await aRecord(cast.xu, '林女士', '2026-06-05T02:00:00Z')
  const id = await aCase(older, other)
  await chen.goTo('/packages/ownership/cases/index')
  await chen.tap(`#case-${id}`)
  await chen.sees('另一位代理人')
  await chen.type('#evidence-words', '去年一月起由我服务，有面谈记录')
  await chen.tap('#evidence-choose')
  await chen.tap(`#reference-client-${older}`)
  await chen.screenshot('ownership-references')
  await chen.tap('#references-done')
  await chen.sees('重选依据')
  await chen.tap('#evidence-submit')
  await chen.sees(/去年一月起由我服务.*客户档案：林女士，1月5日/s)
  await chen.screenshot('ownership-case-side')

  gao = await world.person('gao-jianguo')
  await gao.goTo('/packages/ownership/cases/index?queue=waiting')
  await gao.tap(`#case-${id}`)
  await gao.sees('许文静')
  await gao.sees('客户档案：林女士，1月5日')
  await gao.tap('#decide-outcome-holder')
  await gao.type('#decide-reason', '首次服务的记录更早')
  await gao.screenshot('ownership-case-leader')
  await gao.tap('#decide-submit')
  await gao.sees('前可以申诉一次')
  expect((await world.db.query('SELECT status FROM client_records WHERE id = ?', [other]))[0].status).toBe('merged')

  await chen.goTo('/packages/agent/workbench/index')
  await chen.sees(/林女士的归属.*已裁定由您服务/s)
  await world.expectNoErrors()
}, 120_000)

it('whom a leader gives to a colleague is told to both where they look first, by name only to whoever serves her now', async () => {
  const moved = await aRecord(cast.chen, '赵先生', '2026-02-05T02:00:00Z')
  await gao.goTo(`/packages/agent/client/index?id=${moved}`)
  await gao.tap('#client-part-origin')
  await gao.tap('#client-assign')
  await gao.tap(`#assign-agent-${cast.xu.id}`)
  await gao.type('#assign-reason', '搬到了许文静的片区')
  await gao.tap('#assign-submit')
  await gao.sees('归属 许文静')

  await chen.goTo('/packages/agent/workbench/index')
  await chen.sees(/您的一位客户现在由其他代理人服务.*由团队主管高建国调整/s)
  await chen.seesNot('赵先生')
  await chen.screenshot('owner-news-lost')
  const [notice] = await world.db.query('SELECT id FROM owner_notices WHERE agentId = ? AND changeId IS NOT NULL', [
    cast.chen.id,
  ])
  await chen.tap(`#owner-news-${notice.id}`)
  await chen.sees('您服务期间的记录都留在档案里')
  await chen.screenshot('owner-news-lost-sheet')
  await chen.tap('#owner-lost-close')
  await chen.seesNot('现在由其他代理人服务')

  const xu = await world.person('xu-wenjing', { device: '320x568@2', fontScale: 1.4 })
  await xu.goTo('/packages/agent/workbench/index')
  await xu.sees(/一位客户的归属.*已裁定由另一位代理人服务.*前可以申诉/s)
  await xu.screenshot('owner-news-gained')
  await xu.sees('赵先生现在由您服务')
  const [gained] = await world.db.query('SELECT id FROM owner_notices WHERE agentId = ? AND changeId IS NOT NULL', [
    cast.xu.id,
  ])
  await xu.tap(`#owner-news-${gained.id}`)
  await xu.sees('由 陈思远 改为归属 许文静')
  await xu.sees('搬到了许文静的片区')
  await xu.screenshot('owner-news-story')
  await world.expectNoErrors()
}, 120_000)
