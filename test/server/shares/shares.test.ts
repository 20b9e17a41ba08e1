import type { ShareTreeView } from '@quanke/shared/contracts/sources'
import { aClient, aContent, aGroup, anAgent, anOrganization, signInAgent } from '../../support/builders'
import { newKey, testServer, type Caller } from '../../support/server'

const server = testServer()
beforeEach(() => anOrganization(server.db))

const share = (caller: Caller, subjectId: string, changes: object = {}) =>
  caller.post('/shares', { key: newKey(), subject: 'content', subjectId, channel: 'card', ...changes })
const open = (caller: Caller, contentId: string, code: string, ...events: object[]) =>
  caller.post('/engagements', {
    events: [{ kind: 'arrived' }, ...events].map((event) => ({
      id: newKey(), subject: 'content', subjectId: contentId, shareCode: code, occurredAt: new Date().toISOString(), ...event,
    })), // prettier-ignore
  })

describe('a share', () => {
  it('is one share with one code when the same tap is sent ten times at once', async () => {
    const agent = await signInAgent(server, await anAgent(server.db))
    const content = await aContent(server.db)
    const key = newKey()
    const answers = await Promise.all(Array.from({ length: 10 }, () => share(agent, content.id, { key })))
    expect(new Set(answers.map(({ body }) => body.code)).size).toBe(1)
    expect(answers[0]!.body.code).toMatch(/^[0-9A-Za-z]{16}$/)
    expect(answers[0]!.body.path).toContain(`s=${answers[0]!.body.code}`)
    const [{ n }] = await server.db.query('SELECT COUNT(*) n FROM shares')
    expect(Number(n)).toBe(1)
  })

  it('of a name card leads to the agent on it, whoever passes it on', async () => {
    const [own, named] = [await anAgent(server.db), await anAgent(server.db)]
    await signInAgent(server, named)
    const client = await aClient(server, own.id)
    for (const sharer of [client, await signInAgent(server, own), await server.as('visitor')]) {
      const { code } = (await share(sharer, named.id, { subject: 'agent' })).body
      expect((await client.get(`/shares/by-code/${code}`)).body.agent.id).toBe(named.id)
    }
  })

  it('with a key that another person used is refused', async () => {
    const content = await aContent(server.db)
    const key = newKey()
    await share(await server.as('first'), content.id, { key })
    const { status, body } = await share(await server.as('second'), content.id, { key })
    expect([status, body.code]).toEqual([409, 'key_reused'])
  })

  it.each([
    ['a draft', 'draft', 404, 'subject_not_found'],
    ['a recalled article', 'recalled', 410, 'content_recalled'],
  ])('of %s is refused', async (_, status, expected, code) => {
    const agent = await signInAgent(server, await anAgent(server.db))
    const content = await aContent(server.db, { status })
    const answer = await share(agent, content.id)
    expect([answer.status, answer.body.code]).toEqual([expected, code])
  })

  it.each([['short'], ['ZZZZzzzz22223333'], ["' OR 1=1--"], ['%E0%A4%A']])(
    'code %s leads nowhere and tells nothing',
    async (code) => {
      const visitor = await server.as('visitor')
      const { status, body } = await visitor.get(`/shares/by-code/${encodeURIComponent(code)}`)
      expect([status, body.code]).toEqual([404, 'share_not_found'])
    },
  )

  it('has a mini-program code that its sharer alone may have drawn, and WeChat draws it once', async () => {
    const agent = await signInAgent(server, await anAgent(server.db))
    const group = await aGroup(server.db)
    const { body } = await agent.post('/shares', {
      key: newKey(),
      subject: 'group',
      subjectId: group.id,
      channel: 'qr',
    })
    const answer = await agent.get(`/shares/${body.id}/qr`)
    expect([answer.status, answer.headers['content-type']]).toEqual([200, 'image/png'])
    await agent.get(`/shares/${body.id}/qr`)
    const calls = (await (await fetch(`${server.sandbox.url}/sandbox/calls?api=getwxacodeunlimit`)).json()) as unknown[]
    expect(calls).toHaveLength(1)
    expect((await (await server.as('stranger')).get(`/shares/${body.id}/qr`)).status).toBe(404)
  })
})

describe('the reach of a share', () => {
  it('follows the chain from the agent over a client to the friend’s friend, without the names of strangers', async () => {
    const owner = await anAgent(server.db)
    const agent = await signInAgent(server, owner)
    const content = await aContent(server.db)
    const first = (await share(agent, content.id)).body
    const client = await aClient(server, owner.id, { displayName: '林小满' })
    await open(client, content.id, first.code, { kind: 'read', percent: 90 })
    const second = (await share(client, content.id, { parentCode: first.code })).body
    const friend = await server.as('friend')
    await open(friend, content.id, second.code)
    const third = (await share(friend, content.id, { parentCode: second.code })).body
    await open(await server.as('friend-of-friend'), content.id, third.code)
    await open(agent, content.id, first.code)

    const { body } = await agent.get(`/shares/${first.id}/reach`)
    expect(body).toMatchObject({
      openedBy: 3,
      readBy: 1,
      passedOnBy: 2,
      becameClients: 0,
      assists: 0,
      deepest: 2,
    })
    const tree = (await agent.get<ShareTreeView>(`/sources/shares/${first.id}/tree`)).body
    expect(tree.names.map((name, index) => [name, tree.openedBy[index]])).toEqual([
      ['我', 1],
      ['林小满', 1],
      [null, 1],
    ])
  })

  it('counts a client once, with whichever account: opening, reading and passing on', async () => {
    const owner = await anAgent(server.db)
    const agent = await signInAgent(server, owner)
    const content = await aContent(server.db)
    const first = (await share(agent, content.id)).body
    const [client, second] = [await aClient(server, owner.id), await server.as('second')]
    await server.db.query('UPDATE wechat_accounts SET recordId = ? WHERE id = ?', [client.recordId, second.accountId])
    const passedOn = await Promise.all(
      [client, second].map(async (account) => {
        await open(account, content.id, first.code, { kind: 'read', percent: 90 })
        return (await share(account, content.id, { parentCode: first.code })).body
      }),
    )
    const [friend, friendsSecond] = [await aClient(server, owner.id), await server.as('friends-second')]
    await server.db.query('UPDATE wechat_accounts SET recordId = ? WHERE id = ?', [
      friend.recordId,
      friendsSecond.accountId,
    ])
    await open(friend, content.id, passedOn[0].code)
    await open(friendsSecond, content.id, passedOn[1].code)
    expect((await agent.get(`/shares/${first.id}/reach`)).body).toMatchObject({ openedBy: 2, readBy: 1, passedOnBy: 1 })
    await open(friendsSecond, content.id, passedOn[0].code)
    const tree = (await agent.get<ShareTreeView>(`/sources/shares/${first.id}/tree`)).body
    expect([tree.openedBy, tree.readBy]).toEqual([
      [1, 1, 1],
      [1, 0, 0],
    ])
    expect((await agent.get('/workbench')).body.reach.last7Days).toEqual({ opened: 2, readers: 1 })
    for (let index = 0; index < 4; index += 1) await open(await server.as(`reader-${index}`), content.id, passedOn[0].code, { kind: 'read', percent: 90 }) // prettier-ignore
    expect((await agent.get('/sources/carriers')).body.callers).toMatchObject([
      { clientId: client.recordId, reached: 5, read: 4 },
    ])
  })

  it('of another agent’s share looks like no share', async () => {
    const content = await aContent(server.db)
    const { body } = await share(await signInAgent(server, await anAgent(server.db)), content.id)
    const other = await signInAgent(server, await anAgent(server.db))
    const answer = await other.get(`/shares/${body.id}/reach`)
    expect([answer.status, answer.body.code]).toEqual([404, 'share_not_found'])
  })

  it('tells the sharing agent of an assist by a number, never whose client it was', async () => {
    const [owner, other] = [await anAgent(server.db), await anAgent(server.db)]
    const agent = await signInAgent(server, other)
    const content = await aContent(server.db)
    const made = (await share(agent, content.id)).body
    await open(await aClient(server, owner.id, { displayName: '林小满' }), content.id, made.code)
    const { body } = await agent.get(`/shares/${made.id}/reach`)
    expect(body).toMatchObject({ openedBy: 1, assists: 1, becameClients: 0 })
    expect(JSON.stringify(body)).not.toContain('林小满')
  })
})
