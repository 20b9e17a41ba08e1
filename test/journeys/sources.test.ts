import { randomBytes } from 'node:crypto'
import { until } from 'weapp-host/driver'
import type { Person } from './person'
import { World } from './world'

/** What the mini-program's own code knows it by. */
declare const wx: any

let world: World
let chen: Person

beforeAll(async () => {
  world = await World.open()
  await world.demo()
}, 120_000)
afterAll(async () => {
  await world?.close()
}, 30_000)

const one = async (sql: string, values: unknown[] = []): Promise<Record<string, any>> =>
  (await world.db.query(sql, values))[0]

/** How many colours stand on a canvas: one where nothing has been drawn. */
const coloursOf = (person: Person, id: string): Promise<number> =>
  person.app.evaluate(
    (name: string) =>
      new Promise<number>((resolve) => {
        const query = wx.createSelectorQuery()
        for (const selector of [`#${name}`, `comp >>> #${name}`]) query.select(selector).node()
        query.exec((hits: any[]) => {
          const node = hits.find((hit) => hit?.node)?.node
          if (!node) return resolve(0)
          const { data } = node.getContext('2d').getImageData(0, 0, node.width, node.height)
          const seen = new Set<number>()
          for (let at = 0; at < data.length; at += 4) seen.add((data[at] << 16) | (data[at + 1] << 8) | data[at + 2])
          resolve(seen.size)
        })
      }),
    id,
  ) as Promise<number>

/** Waits until something is drawn. */
async function drawn(person: Person, id: string): Promise<void> {
  await person.find(`#${id}`)
  for (let tries = 0; tries < 50; tries += 1) {
    if ((await coloursOf(person, id)) > 2) return
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  throw new Error(`nothing is drawn on ${id}`)
}

/** Touches the middle of a round tree on a page that stands at its top; there is room for names at the right of the tree. */
async function touchMiddle(person: Person, id: string): Promise<void> {
  const canvas = await person.find(`#${id}`)
  const [{ left, top }, { width, height }] = await Promise.all([canvas.offset(), canvas.size()])
  const bar = await person.phone.look(
    () => document.querySelector('.qh-page:not(.qh-covered)')!.getBoundingClientRect().top,
  )
  await person.phone.touch(left + (width - 70) / 2, top + bar + height / 2)
}

/** Passes this share on so many times, each below an earlier one. */
async function growTree(rootId: string, size: number): Promise<void> {
  const root = await one('SELECT * FROM shares WHERE id = ?', [rootId])
  const { last } = await one('SELECT MAX(id) last FROM shares')
  const stranger = await one('SELECT MAX(id) id FROM wechat_accounts')
  const rows = Array.from({ length: size }, (_, index) => {
    const parentId = index < 12 ? root.id : String(Number(last) + 1 + Math.floor((index - 12) / 6))
    return {
      ...root, id: String(Number(last) + 1 + index), code: `many${String(index).padStart(12, '0')}`, creationKey: `many-${index}`,
      sharerAccountId: stranger.id, parentId, rootId: root.id, depth: 1,
    } // prettier-ignore
  })
  await world.db.query(`INSERT INTO shares (${Object.keys(rows[0]!).join(', ')}) VALUES ?`, [
    rows.map((row) => Object.values(row)),
  ])
}

const isOver = async (campaignId: string): Promise<boolean> =>
  (await one('SELECT closedAt FROM campaigns WHERE id = ?', [campaignId])).closedAt !== null

/** Somebody opened a card of this agent's in a WeChat chat group. */
async function aChatGroup(agentName: string): Promise<string> {
  const touch = await one(
    'SELECT t.id, t.agentId FROM touches t JOIN agents g ON g.id = t.agentId WHERE g.name = ? ORDER BY t.id LIMIT 1',
    [agentName],
  )
  const at = new Date()
  const { insertId } = (await world.db.query('INSERT INTO chat_groups (groupHash, createdAt) VALUES (?, ?)', [
    randomBytes(32),
    at,
  ])) as unknown as { insertId: string }
  await world.db.query('UPDATE touches SET chatGroupId = ? WHERE id = ?', [insertId, touch.id])
  await world.db.query(
    `INSERT INTO chat_group_names (agentId, chatGroupId, number, firstAt)
     SELECT agentId, ?, MAX(number) + 1, ? FROM chat_group_names WHERE agentId = ? GROUP BY agentId`,
    [insertId, at, touch.agentId],
  )
  return String(insertId)
}

/** Waits until the element is there no more. */
const gone = (person: Person, selector: string) =>
  until(
    () => person.look(selector),
    (found) => found === null,
    10_000,
  )

describe('an agent looks where the people came from', () => {
  it('1. From the workbench to the board: figures, steps, sources with their intervals, and the trend, drawn and in words', async () => {
    chen = await world.person('chen-siyuan')
    await chen.tap('#home-workbench')
    await chen.find('#workbench-remind')
    await chen.tap('#workbench-sources')
    await chen.sees('来到的朋友')
    await chen.tap('#sources-period-365')
    await chen.sees(/这段时间有 \d{2,} 位朋友来到您这里/)
    for (const id of ['chart-rates', 'chart-steps', 'chart-trend']) await drawn(chen, id)
    await chen.screenshot('sources-board')
    await chen.app.pageScrollTo(1100)
    await chen.screenshot('sources-board-steps')
    await chen.tap('#trend-table')
    await chen.sees(/\d+ 位来到，\d+ 位成为客户/)
  })

  it('2. Every dimension has its rows, and a row opens into its people, of whom only own clients are named', async () => {
    await chen.tap('#sources-by-campaign')
    await chen.sees(/开学季健康|重阳问候/)
    await drawn(chen, 'chart-rates')
    await chen.tap('#sources-by-person')
    await chen.sees('还不是您客户的朋友')
    await drawn(chen, 'chart-rates')
    await chen.screenshot('sources-board-person')
    await chen.tap('#source-friend')
    await chen.sees('只有您的客户会显示称呼')
    await chen.find('.source-person')
    await chen.screenshot('sources-people')
    await chen.app.callWxMethod('navigateBack')
    await chen.tap('#assists-given')
    await chen.sees('一位朋友')
  })

  it('3. Who carries weight is said with what came of it', async () => {
    await chen.goTo('/packages/sources/carriers/index?days=365')
    await chen.sees('号召者')
    await chen.screenshot('sources-carriers')
  })

  it('4. The tree of referrals is drawn, and grows under the finger', async () => {
    await chen.goTo('/packages/sources/referrals/index')
    await chen.sees(/客户一共推荐了 \d+ 次/)
    await drawn(chen, 'referral-tree')
    await chen.screenshot('sources-referral-tree')
    await chen.tap('#referral-tree-in')
    await chen.screenshot('sources-referral-tree-zoomed')
  })

  it('5. The tree of a share with thousands of nodes is drawn whole; a touch on a node says who it is', async () => {
    const { id } = await one(
      'SELECT s.rootId id FROM shares s JOIN agents g ON g.id = s.agentId WHERE g.name = ? GROUP BY s.rootId ORDER BY COUNT(*) DESC LIMIT 1',
      ['陈思远'],
    )
    await growTree(id, 2400)
    await chen.goTo(`/packages/sources/reach/index?id=${id}`)
    await chen.sees('传播路径')
    await drawn(chen, 'share-tree')
    await chen.screenshot('sources-share-tree')
    await touchMiddle(chen, 'share-tree')
    await chen.sees(/下面还有 24\d\d 个节点/)
    await chen.tap('#share-tree-in')
    await chen.tap('#share-tree-in')
    await chen.tap('#share-tree-in')
    await chen.screenshot('sources-share-tree-zoomed')
  })

  it('6. An agent shares under a new campaign, and the next share remembers it', async () => {
    await chen.goTo('/packages/agent/library/index')
    const { id } = await one("SELECT id FROM contents WHERE status = 'published' ORDER BY publishedAt DESC LIMIT 1")
    await chen.tap(`#content-${id}`)
    await chen.find('#share-send')
    await (await chen.find('#share-campaign')).trigger('change', { value: '2' })
    await chen.type('#campaign-name', '新春问候')
    await chen.screenshot('sources-campaign')
    await chen.tap('#campaign-create')
    await until(
      () =>
        one('SELECT COUNT(*) n FROM shares s JOIN campaigns c ON c.id = s.campaignId WHERE c.name = ?', ['新春问候']),
      ({ n }) => Number(n) === 1,
      10_000,
    )
    await chen.tap('#share-sheet-close')
    await chen.tap(`#content-${id}`)
    await chen.sees('新春问候')
  })

  it('7. Groups get names and a campaign ends and goes on, from the foot of the board', async () => {
    const groupId = await aChatGroup('陈思远')
    await chen.goTo('/packages/sources/board/index')
    await chen.tap('#sources-labels')
    await chen.sees('群聊 1')
    await chen.tap(`#chat-group-${groupId}`)
    await chen.type('#chat-group-sheet-name', '妈妈读书会')
    await chen.tap('#chat-group-sheet-save')
    await chen.sees(/妈妈读书会.*1 位朋友来过/s)
    await chen.tap('#labels-part-campaigns')
    await chen.sees('新春问候')
    const campaign = await one('SELECT id FROM campaigns WHERE name = ?', ['新春问候'])
    await chen.tap(`#campaign-${campaign.id}`)
    await chen.screenshot('sources-labels-campaign')
    await chen.tap('#campaign-turn')
    await until(() => isOver(campaign.id), Boolean, 10_000)
    await chen.screenshot('sources-labels')
    await chen.tap(`#campaign-${campaign.id}`)
    await chen.sees('已结束的批次')
    await chen.tap('#campaign-turn')
    await until(
      () => isOver(campaign.id),
      (isIt) => !isIt,
      10_000,
    )
  })

  it('8. The models of attribution stand side by side; a row opens into its outcomes and their ways', async () => {
    await chen.goTo('/packages/sources/board/index')
    await chen.tap('#sources-attribution')
    await chen.tap('#attribution-period-365')
    await chen.sees(/这段时间有 \d+ 次「同意由代理人服务」/)
    await drawn(chen, 'chart-models')
    await chen.screenshot('sources-attribution')
    await chen.app.pageScrollTo(700)
    await chen.screenshot('sources-attribution-table')
    await chen.tap('#attribution-export')
    await chen.sees(/归因对比 同意由代理人服务 .*\.csv/)
    await chen.screenshot('sources-export')
    await chen.tap('#attribution-export-send')
    await chen.sees('全部记给最先带来这个人的那次分享')
    await gone(chen, '#attribution-export-sheet')
    await chen.tap('#attribution-card')
    await chen.sees(/1\. .*分享的/)
    await chen.screenshot('sources-outcomes')
  })

  it('9. On a small phone with large type everything can still be read', async () => {
    const small = await world.person('chen-siyuan', { device: '320x568@2', fontScale: 1.4 })
    await small.goTo('/packages/sources/board/index')
    await small.sees('来到的朋友')
    await drawn(small, 'chart-rates')
    await small.screenshot('sources-small')
    await small.app.pageScrollTo(500)
    await small.screenshot('sources-small-rows')
    await small.app.pageScrollTo(1500)
    await small.screenshot('sources-small-steps')
    await small.goTo('/packages/sources/labels/index')
    await small.sees('妈妈读书会')
    await small.screenshot('sources-small-labels')
    await small.tap('#labels-part-campaigns')
    const { id } = await one('SELECT id FROM campaigns WHERE name = ?', ['新春问候'])
    await small.tap(`#campaign-${id}`)
    await small.screenshot('sources-small-campaign')
    await small.goTo('/packages/sources/referrals/index')
    await drawn(small, 'referral-tree')
    await small.screenshot('sources-small-tree')
    await small.goTo('/packages/sources/attribution/index')
    await small.sees('首次触达')
    await small.screenshot('sources-small-attribution')
  })

  it('10. A leader sees the whole team, and one agent of it', async () => {
    const gao = await world.person('gao-jianguo')
    await gao.goTo('/packages/sources/board/index')
    await gao.sees(/位朋友来到团队这里/)
    await gao.tap('#sources-by-agent')
    await gao.sees('陈思远')
    await drawn(gao, 'chart-rates')
    await gao.screenshot('sources-leader')
    await gao.goTo('/packages/sources/attribution/index')
    await gao.sees(/团队这段时间有 \d+ 次/)
    const { id } = await one("SELECT id FROM agents WHERE name = '陈思远'")
    await gao.goTo(`/packages/agent/member/index?id=${id}`)
    await gao.tap('#member-attribution')
    await gao.sees(/陈思远这段时间有 \d+ 次/)
    await gao.screenshot('sources-leader-attribution')
    await gao.app.navigateBack()
    await gao.tap('#member-sources')
    await gao.sees(/位朋友来到陈思远这里/)
    expect(await gao.look('#sources-shares')).toBeNull()
  })

  it('and nothing failed on any phone on the way', () => world.expectNoErrors())

  it('and WeChat’s audit would give every phone full marks', () => world.expectFullMarks())
})
