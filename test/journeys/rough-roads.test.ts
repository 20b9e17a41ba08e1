import { until } from 'weapp-host/driver'
import { recount } from '../support/recount'
import type { Person } from './person'
import { World, type Cast } from './world'

let world: World
let cast: Cast
beforeAll(async () => {
  world = await World.open()
  cast = await world.cast()
}, 90_000)
afterAll(async () => {
  await world?.close()
}, 30_000)

const many = (sql: string, values: unknown[] = []): Promise<Record<string, any>[]> => world.db.query(sql, values)
const articlePath = () => `/packages/content/article/index?id=${cast.article.id}`

/** The agent shares the article as a QR poster; answers the code in it. */
async function posterCode(agent: Person): Promise<string> {
  await agent.tap('#article-share')
  await agent.tap('#share-poster')
  await agent.find('#poster-code')
  const [share] = await until(
    () => many("SELECT code FROM shares WHERE channel = 'qr' ORDER BY id DESC"),
    (rows) => rows.length > 0,
  )
  return share!.code as string
}

describe('on rough roads', () => {
  it.each([
    ['a code that nobody issued', { s: 'ZZZZzzzz22223333' }],
    ['a code that is too short', { s: 'abc' }],
    ['a code that cannot be decoded', { s: '%E0%A4%A' }],
    ['somebody’s attempt at SQL', { s: "' OR 1=1--" }],
  ])('a card with %s opens the article all the same', async (_, query) => {
    const reader = await world.person('curious', { card: articlePath(), query })
    await reader.sees('保单整理：从一张清单开始')
    expect(await reader.phone.errors()).toEqual([])
    expect(await many('SELECT id FROM touches')).toEqual([])
  })

  it.each([['%E0%A4%A'], ['a%3D1%26b%3D2'], ['ZZZZzzzz22223333'], ['x'.repeat(33)]])(
    'a scanned code with the scene %s leads to the ordinary home page',
    async (scene) => {
      const reader = await world.person('scanner', { card: '/pages/home/index', query: { scene }, scene: 1047 })
      await reader.sees('新近文章')
      expect((await reader.page()).path).toBe('pages/home/index')
      expect(await reader.phone.errors()).toEqual([])
    },
  )

  it('a referral card that nobody issued says that it is not valid any more', async () => {
    const friend = await world.person('friend', {
      card: '/packages/referral/invitation/index',
      query: { s: 'ZZZZzzzz22223333' },
    })
    await friend.sees('这张推荐卡已经关闭')
    expect(await friend.phone.errors()).toEqual([])
  })

  it('a QR poster brings the reader to the article, and the touch remembers the scan', async () => {
    const agent = await world.person('chen-siyuan', { card: articlePath() })
    const code = await posterCode(agent)
    const reader = await world.person('poster-reader', {
      card: '/packages/content/article/index',
      query: { scene: code },
      scene: 1047,
    })
    await reader.sees('保单整理：从一张清单开始')
    const [touch] = await until(
      () => many('SELECT * FROM touches WHERE agentId = ?', [cast.chen.id]),
      (rows) => rows.length === 1,
      8000,
    )
    expect(touch).toMatchObject({ scene: 1047 })
  })

  it('what is read without a network is kept on the phone, and arrives once when the network is back', async () => {
    const reader = await world.person('underground', { card: articlePath() })
    await reader.sees('保单整理：从一张清单开始')
    const account = await world.accountOf('underground')
    await until(
      () => many("SELECT id FROM engagements WHERE kind = 'viewed' AND accountId = ?", [account]),
      (rows) => rows.length > 0,
      8000,
    )
    await reader.phone.setOnline(false)
    await new Promise((resolve) => setTimeout(resolve, 1200))
    await reader.app.pageScrollTo(20_000)
    await new Promise((resolve) => setTimeout(resolve, 800))
    await reader.phone.leave()
    await new Promise((resolve) => setTimeout(resolve, 500))
    expect(await many("SELECT id FROM engagements WHERE kind = 'read' AND accountId = ?", [account])).toEqual([])
    await reader.phone.comeBack()
    await reader.phone.setOnline(true)
    await until(
      () => many("SELECT id FROM engagements WHERE kind = 'read' AND percent >= 80 AND accountId = ?", [account]),
      (rows) => rows.length > 0,
      10_000,
    )
    expect(await recount(world.db)).toEqual([])
  })

  it('a person whose session has ended goes on without noticing', async () => {
    const reader = await world.person('forgetful')
    await reader.sees('新近文章')
    await world.db.query('UPDATE sessions SET endedAt = ? WHERE endedAt IS NULL', [new Date()])
    await reader.goTo(`/packages/group/detail/index?id=${cast.group.id}`)
    await reader.sees('圈子公约')
    expect(await reader.phone.errors()).toEqual([])
  })

  it('somebody who agrees to nothing goes on reading, and is nobody’s client', async () => {
    const reader = await world.person('careful', { card: `/packages/group/detail/index?id=${cast.group.id}` })
    await reader.tap('#group-join')
    await reader.tap('#consent-refuse')
    await reader.sees('圈子公约')
    await reader.goTo(articlePath())
    await reader.sees('保单整理：从一张清单开始')
    expect(await many("SELECT state FROM consents WHERE state = 'given'")).toEqual([])
    expect(await many('SELECT id FROM client_records')).toEqual([])
    expect(await many("SELECT id FROM memberships WHERE status = 'active'")).toEqual([])
  })

  it('who has no adviser is led to one from wherever it takes one, and fills in no form in vain', async () => {
    const visitor = await world.person('unserved')
    for (const page of ['request/list', 'request/new', 'referral/list', 'referral/new', 'service/complain']) {
      await visitor.goTo(`/packages/${page}/index`)
      await visitor.find('#serve-me')
      expect(await visitor.look('textarea')).toBeNull()
    }
    await visitor.tap('#serve-me')
    await visitor.sees('由代理人为您服务之前，请逐项阅读并决定')
  })

  it('and WeChat’s audit would give every phone full marks all the same', () =>
    world.expectFullMarks('/shares/by-code/ZZZZzzzz22223333', '/referrals/invitations/ZZZZzzzz22223333'))
})
