import { aClient, anAgent, anOrganization, signInAgent } from '../../support/builders'
import { mergeByHand } from '../../support/merge-by-hand'
import { testServer } from '../../support/server'
import { consentsAgain, recordOf, showsPhone } from '../merges/support'

const server = testServer()
beforeEach(() => anOrganization(server.db))

const OLD = '13800138000'
const NEW = '13900139000'

describe('a client with a new number', () => {
  it('has it in the agent’s book, too; whoever gets the old one next is somebody else', async () => {
    const agent = await anAgent(server.db)
    const owner = await signInAgent(server, agent)
    const client = await aClient(server, agent.id, { person: '换号的人', phone: `+86${OLD}` })
    await showsPhone(server, '换号的人', client, NEW)
    expect((await owner.get(`/clients/${client.recordId}`)).body.phone).toBe('139******00')
    expect((await owner.post('/clients/match', { phone: OLD })).body.isClient).toBe(false)
    expect((await owner.post('/clients/match', { phone: NEW })).body.isClient).toBe(true)

    const stranger = await server.as('拿到旧号的人')
    await showsPhone(server, '拿到旧号的人', stranger, OLD)
    expect((await consentsAgain(stranger)).body.boundBy).toBe('unassigned')
    expect(await recordOf(server, stranger)).not.toBe(client.recordId)
  })

  it('also where the number had come with another record of the same person', async () => {
    const agent = await anAgent(server.db)
    const first = await aClient(server, agent.id, { phone: '+8613700137000' })
    const second = await aClient(server, agent.id, { person: '旧号', phone: `+86${OLD}` })
    await mergeByHand(await signInAgent(server, agent), { survivorId: first.recordId, mergedId: second.recordId })
    await showsPhone(server, '旧号', second, NEW)
    const stranger = await server.as('拿到旧号的人')
    await showsPhone(server, '拿到旧号的人', stranger, OLD)
    await consentsAgain(stranger)
    expect(await recordOf(server, stranger)).not.toBe(first.recordId)
  })

  it('keeps the old one where another account of the same person still has it', async () => {
    const agent = await anAgent(server.db)
    const client = await aClient(server, agent.id, { person: '两部手机', phone: `+86${OLD}` })
    const second = await server.as('第二部手机')
    await showsPhone(server, '第二部手机', second, OLD)
    await consentsAgain(second)
    expect(await recordOf(server, second)).toBe(client.recordId)
    await showsPhone(server, '两部手机', client, NEW)
    const owner = await signInAgent(server, agent)
    expect((await owner.get(`/clients/${client.recordId}`)).body.phone).toBe('138******00')
  })
})

it('a client with two numbers is found by either of them', async () => {
  const agent = await anAgent(server.db)
  const owner = await signInAgent(server, agent)
  const client = await aClient(server, agent.id, { phone: `+86${OLD}` })
  const second = await server.as('第二部手机')
  await server.db.query('UPDATE wechat_accounts SET recordId = ? WHERE id = ?', [client.recordId, second.accountId])
  await showsPhone(server, '第二部手机', second, NEW)
  for (const phone of [OLD, NEW]) expect((await owner.post('/clients/match', { phone })).body.isClient).toBe(true)
  const dispute = { key: '0192f000-0000-7000-8000-000000000002', phone: NEW, words: '我从去年起一直在服务这位客户' }
  const other = await signInAgent(server, await anAgent(server.db))
  expect((await other.post('/ownership-cases', dispute)).body.role).toBe('claimant')
  const third = await server.as('第三部手机')
  await showsPhone(server, '第三部手机', third, NEW)
  expect((await consentsAgain(third)).body.boundBy).toBe('verified_phone')
  expect(await recordOf(server, third)).toBe(client.recordId)
})
