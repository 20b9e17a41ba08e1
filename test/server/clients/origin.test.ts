import { anAgent, anOrganization, signInAgent } from '../../support/builders'
import { mergeByHand } from '../../support/merge-by-hand'
import { testServer } from '../../support/server'
import { arrived, aStory, minutesAgo, send, shares, yes, type Story } from '../provenance/story'

const server = testServer()
beforeEach(() => anOrganization(server.db))

const recordOf = async (accountId: string): Promise<string> =>
  (await server.db.query('SELECT recordId FROM wechat_accounts WHERE id = ?', [accountId]))[0].recordId
const originOf = async ({ agentCaller }: Story, accountId: string) =>
  (await agentCaller.get(`/clients/${await recordOf(accountId)}/origin`)).body

describe('the way by which a client came', () => {
  it('goes back to the agent’s own share, over a friend who stays nameless, with scene, label and time of each hop', async () => {
    const story = await aStory(server)
    const { agentCaller, content } = story
    const [first, last] = [await server.as('first'), await server.as('last')]
    const { body: campaign } = await agentCaller.post('/campaigns', {
      key: '01890000-0000-7000-8000-000000000001',
      name: '读书周',
    })
    const root = await shares(agentCaller, 'content', content, { campaignId: campaign.id })
    const openedAt = minutesAgo(90)
    await send(first, arrived(root.code, openedAt, 1008))
    const passed = await shares(first, 'content', content, { parentCode: root.code })
    await send(last, arrived(passed.code, minutesAgo(60), 1007))
    await last.post('/consents', yes(passed.code))
    const origin = await originOf(story, last.accountId)
    expect(origin.hops).toMatchObject([
      {
        kind: 'agent',
        name: '陈思远',
        channel: 'card',
        campaign: '读书周',
        arrival: { at: openedAt.toISOString(), scene: '群聊里的卡片' },
      },
      { kind: 'visitor', name: '一位朋友', campaign: '读书周', arrival: { scene: '一对一聊天里的卡片' } },
    ])
    expect(origin.steps.map(({ title }: { title: string }) => title)).toEqual(['归属 陈思远', '本人同意由代理人服务'])
    for (const { entry } of [...origin.hops, ...origin.steps]) expect(entry).toMatch(/^\d+$/u)
  })

  it('does not tell when another client opened what was passed on', async () => {
    const story = await aStory(server)
    const { passedOn } = story
    const next = await server.as('next')
    await send(next, arrived(passedOn.code, minutesAgo(3), 1007))
    await next.post('/consents', yes(passedOn.code))
    const { hops } = await originOf(story, next.accountId)
    expect(hops).toMatchObject([
      { kind: 'agent', arrival: null },
      { kind: 'client', arrival: { scene: '一对一聊天里的卡片' } },
    ])
    expect(hops[1].name).not.toBe('一位朋友')
  })

  it('tells of a referral who recommended, and every transition', async () => {
    const story = await aStory(server)
    const origin = await originOf(story, story.friend.accountId)
    expect(origin).toMatchObject({ kind: 'referral', hops: [{ kind: 'client', item: { kind: 'referral' } }] })
    expect(origin.steps.map(({ title }: { title: string }) => title)).toEqual(
      expect.arrayContaining(['已发出', '朋友已打开', '朋友已同意', '本人同意由代理人服务', '归属 陈思远']),
    )
  })

  it('tells of a walk-in when it was assigned by whom, without any share', async () => {
    const story = await aStory(server)
    const stranger = await server.as('stranger')
    expect(await originOf(story, stranger.accountId)).toMatchObject({
      kind: 'walk_in',
      sentence: '自行来访',
      hops: [],
      steps: [
        { title: '进入待分配客户池' },
        { title: '本人同意由代理人服务' },
        { title: '归属 陈思远', note: '由团队主管分配' },
      ],
    })
  })

  it('tells of two records that became one both ways to the agent, the merge and its undoing, each with its entry', async () => {
    const story = await aStory(server)
    const [again, id] = [await server.as('again'), await recordOf(story.reader.accountId)]
    await again.post('/consents', yes())
    const mergedId = await recordOf(again.accountId)
    const merge = await mergeByHand(story.leader, { survivorId: id, mergedId })
    const titles = async () => {
      const { steps } = await originOf(story, story.reader.accountId)
      for (const { entry } of steps) expect(entry).toMatch(/^\d+$/u)
      return steps.map(({ title }: { title: string }) => title).sort()
    }
    expect(await titles()).toEqual(
      [
        '归属 陈思远',
        '本人同意由代理人服务',
        '进入待分配客户池',
        '本人同意由代理人服务',
        '归属 陈思远',
        '与另一份档案合并',
      ].sort(),
    )
    await story.leader.post(`/merges/${merge.body.id}/undoing`, { reason: '弄错了' })
    expect(await titles()).toEqual(['归属 陈思远', '本人同意由代理人服务', '与另一份档案合并', '合并已撤销'].sort())
  })

  it('is shown to the leader, not to another agent, and each look is on record', async () => {
    const story = await aStory(server)
    const id = await recordOf(story.reader.accountId)
    expect((await story.leader.get(`/clients/${id}/origin`)).status).toBe(200)
    const other = await signInAgent(server, await anAgent(server.db))
    expect((await other.get(`/clients/${id}/origin`)).body.code).toBe('client_not_found')
    expect(await server.db.query("SELECT COUNT(*) n FROM audit_entries WHERE action = 'client.origin-viewed'")).toEqual(
      [{ n: '1' }],
    )
  })
})
