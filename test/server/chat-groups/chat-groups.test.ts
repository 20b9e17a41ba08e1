import { aClient, aContent, anAgent, signInAgent, type BuiltAgent } from '../../support/builders'
import { yes } from '../provenance/story'
import { newKey, testServer, type Caller } from '../../support/server'

const server = testServer()
let su: BuiltAgent
let agent: Caller
let reader: Caller
let code: string

beforeEach(async () => {
  su = await anAgent(server.db, { name: '苏婉清' })
  agent = await signInAgent(server, su)
  reader = await server.as('reader')
  code = await shareBy(agent)
})

const rows = (sql: string): Promise<Record<string, any>[]> => server.db.query(sql)

async function shareBy(caller: Caller): Promise<string> {
  const { id } = await aContent(server.db)
  const { body } = await caller.post('/shares', { key: newKey(), subject: 'content', subjectId: id, channel: 'card' })
  return body.code
}

/** What this person's WeChat hands to the mini-program, encrypted. */
async function sealed(person: string, data: object) {
  const response = await fetch(`${server.sandbox.url}/sandbox/open-data`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ person, data }),
  })
  return (await response.json()) as { encryptedData: string; iv: string }
}

const tell = async (caller: Caller, person: string, group: string, shareCode = code) =>
  caller.post('/chat-groups/arrivals', { shareCode, scene: 1044, ...(await sealed(person, { opengid: group })) })

describe('somebody opens a card in a WeChat chat group', () => {
  it('and the arrival is tied to the group, of which nothing is kept but a keyed hash', async () => {
    expect(await tell(reader, 'reader', 'tGroupOfReaders')).toMatchObject({ status: 200, body: { done: true } })
    const [group] = await rows('SELECT * FROM chat_groups')
    expect(await rows('SELECT accountId, agentId, scene, chatGroupId FROM touches')).toEqual([
      { accountId: reader.accountId, agentId: su.id, scene: 1044, chatGroupId: group!.id },
    ])
    expect(JSON.stringify(await rows('SELECT HEX(groupHash) h FROM chat_groups'))).not.toContain(
      Buffer.from('tGroupOfReaders').toString('hex').toUpperCase(),
    )
    expect((await agent.get('/chat-groups')).body.items).toMatchObject([{ id: group!.id, name: '群聊 1', people: 1 }])
    const entries = await rows("SELECT facts FROM provenance_entries WHERE kind = 'arrival' ORDER BY seq")
    expect(entries.at(-1)!.facts).toContain(`"chatGroup":"${group!.id}"`)
  })

  it('and a client in it with two accounts is one of its people', async () => {
    const [client, other] = [await aClient(server, su.id, { person: 'first' }), await server.as('second')]
    for (const [caller, person] of [
      [client, 'first'],
      [other, 'second'],
      [reader, 'reader'],
    ] as const)
      await tell(caller, person, 'tGroupOfReaders')
    const people = async () => (await agent.get('/chat-groups')).body.items[0].people
    expect(await people()).toBe(3)
    await server.db.query('UPDATE wechat_accounts SET recordId = ? WHERE id = ?', [client.recordId, other.accountId])
    expect(await people()).toBe(2)
  })

  it('ten times at once, and there is one touch, one group, one line on record', async () => {
    const body = { shareCode: code, scene: 1044, ...(await sealed('reader', { opengid: 'tOne' })) }
    const answers = await Promise.all(Array.from({ length: 10 }, () => reader.post('/chat-groups/arrivals', body)))
    expect(answers.map(({ status }) => status)).toEqual(Array(10).fill(200))
    for (const table of ['touches', 'chat_groups', 'chat_group_names'])
      expect(await rows(`SELECT 1 FROM ${table}`)).toHaveLength(1)
    expect(await rows("SELECT 1 FROM audit_entries WHERE action = 'arrival.chat-group'")).toHaveLength(1)
  })

  it('and stays with the group in which it was opened first', async () => {
    await tell(reader, 'reader', 'tFirst')
    await tell(reader, 'reader', 'tSecond')
    expect(await rows('SELECT id FROM chat_groups')).toHaveLength(1)
  })

  it('in many groups at once, and each has a number of its own for the agent', async () => {
    const people = await Promise.all(Array.from({ length: 8 }, (_, index) => server.as(`member-${index}`)))
    const answers = await Promise.all(people.map((person, index) => tell(person, `member-${index}`, `tGroup${index}`)))
    expect(answers.map(({ status }) => status)).toEqual(Array(8).fill(200))
    const numbers = (await rows('SELECT number FROM chat_group_names ORDER BY number')).map(({ number }) => number)
    expect(numbers).toEqual([1, 2, 3, 4, 5, 6, 7, 8])
  })

  it('after the phone told of the arrival itself: the same touch, with the group', async () => {
    const events = [
      { id: newKey(), kind: 'arrived', subject: 'app', shareCode: code, occurredAt: new Date().toISOString(), scene: 1044 },
    ] // prettier-ignore
    await reader.post('/engagements', { events })
    await tell(reader, 'reader', 'tReaders')
    expect(await rows('SELECT chatGroupId IS NOT NULL known FROM touches')).toEqual([{ known: 1 }])
  })

  it.each<[string, (own: { encryptedData: string; iv: string }) => Promise<object>]>([
    ['what was encrypted for somebody else', async () => (await server.as('other'), sealed('other', { opengid: 't' }))],
    ['what was cut', ({ encryptedData, iv }) => Promise.resolve({ encryptedData: encryptedData.slice(0, 24), iv })],
    ['what is no group', () => sealed('reader', { activityId: 'a' })],
    ['a group id that is none', () => sealed('reader', { opengid: '群😀' })],
  ])('but %s is refused, and nothing is written', async (_, forged) => {
    const data = await forged(await sealed('reader', { opengid: 'tReaders' }))
    const answer = await reader.post('/chat-groups/arrivals', { shareCode: code, ...data })
    expect(answer.body.code).toBe('open_data_unreadable')
    expect([await rows('SELECT 1 FROM touches'), await rows('SELECT 1 FROM chat_groups')]).toEqual([[], []])
  })

  it('and one’s own card, or one that is unknown, ties nobody', async () => {
    expect((await tell(agent, `agent-${su.id}`, 'tReaders')).status).toBe(200)
    expect((await tell(reader, 'reader', 'tReaders', '0000000000000000')).body.code).toBe('share_not_found')
    expect([await rows('SELECT 1 FROM touches'), await rows('SELECT 1 FROM chat_groups')]).toEqual([[], []])
  })
})

describe('an agent', () => {
  it('reads on the way of a client in which group the card was opened, by the own name for it; who has none reads that it was one', async () => {
    await tell(reader, 'reader', 'tReaders')
    const [group] = (await agent.get('/chat-groups')).body.items
    await agent.put(`/chat-groups/${group.id}`, { name: '妈妈读书会' })
    await reader.post('/consents', yes(code))
    const [client] = (await agent.get('/clients')).body.items
    const arrivalFor = async (caller: Caller) => (await caller.get(`/clients/${client.id}/origin`)).body.hops[0].arrival
    expect(await arrivalFor(agent)).toMatchObject({ scene: '群聊里的卡片', chatGroup: '妈妈读书会' })
    const leader = await signInAgent(server, await anAgent(server.db, { leads: su.teamId }))
    expect(await arrivalFor(leader)).toMatchObject({ chatGroup: '其他群聊' })
  })

  it('does not keep somebody’s number in the name of a group', async () => {
    await tell(reader, 'reader', 'tGroup')
    const [group] = (await agent.get('/chat-groups')).body.items
    const answer = await agent.put(`/chat-groups/${group.id}`, { name: '王姐 13800138000' })
    expect([answer.status, answer.body.code]).toEqual([400, 'phone_in_words'])
    expect((await agent.get('/chat-groups')).body.items).toMatchObject([{ name: '群聊 1' }])
  })

  it('calls a group what the agent likes; another agent in the same group knows it by an own number', async () => {
    const other = await anAgent(server.db)
    const otherAgent = await signInAgent(server, other)
    await tell(reader, 'reader', 'tFirst')
    const second = await server.as('second')
    await tell(second, 'second', 'tShared')
    await tell(second, 'second', 'tShared', await shareBy(otherAgent))
    const [shared] = (await agent.get('/chat-groups')).body.items
    expect(shared).toMatchObject({ name: '群聊 2', people: 1 })
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => agent.put(`/chat-groups/${shared.id}`, { name: '妈妈读书会' })),
    )
    expect(answers.map(({ body }) => body.name)).toEqual(Array(10).fill('妈妈读书会'))
    expect(await rows("SELECT 1 FROM audit_entries WHERE action = 'chat-group.named'")).toHaveLength(1)
    expect((await otherAgent.get('/chat-groups')).body.items).toMatchObject([{ id: shared.id, name: '群聊 1' }])
    const [first] = (await agent.get('/chat-groups')).body.items.slice(-1)
    expect((await otherAgent.put(`/chat-groups/${first.id}`, { name: '我的' })).body.code).toBe('chat_group_not_found')
  })
})
