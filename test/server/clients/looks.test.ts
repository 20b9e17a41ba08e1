import type { LookView } from '@quanke/shared/contracts/looks'
import { startOfBusinessDay } from '../../../server/src/core/days'
import {
  aClient,
  anAgent,
  anOrganization,
  aTeam,
  signInAgent,
  signInStaff,
  type BuiltAgent,
  type BuiltClient,
} from '../../support/builders'
import { mergeByHand } from '../../support/merge-by-hand'
import { testServer, type Caller } from '../../support/server'
import { aComplaint } from '../complaints/support'

const HOUR = 3_600_000
const DAY = 24 * HOUR

const server = testServer()
let su: BuiltAgent
let asSu: Caller
let xu: BuiltAgent
let leader: Caller
let client: BuiltClient
/** When the next day begins in Beijing. */
let midnight: number

beforeEach(async () => {
  await anOrganization(server.db)
  const team = await aTeam(server.db)
  su = await anAgent(server.db, { name: '苏婉清', teamId: team.id })
  xu = await anAgent(server.db, { name: '许文静', teamId: team.id })
  asSu = await signInAgent(server, su)
  leader = await signInAgent(server, await anAgent(server.db, { name: '高主管', leads: team.id }))
  client = await aClient(server, su.id, { displayName: '林女士' })
  midnight = startOfBusinessDay(new Date()).getTime() + DAY
})

const at = (time: number) => server.setTime(new Date(time))
const looksOf = async (one: Caller, query = '') =>
  (await one.get<{ items: LookView[]; next: string | null }>(`/me/looks${query}`)).body
const told = async (one: Caller = client) =>
  (await looksOf(one)).items.map(({ who, role, what, count }) => [who, role, what, count])

describe('a client sees who looked', () => {
  it('at what of hers: the adviser and the leader by name, the latest first', async () => {
    let time = midnight
    for (const path of ['', '/phone', '/timeline', '/binding', '/origin', '/policies']) {
      at((time += 1000))
      expect((await asSu.get(`/clients/${client.recordId}${path}`)).status).toBe(200)
    }
    at((time += 1000))
    await leader.get(`/clients/${client.recordId}`)
    expect(await told()).toEqual([
      ['高主管', '团队主管', '查看了您的档案', 1],
      ['苏婉清', '您的代理人', '查看了您的保单', 1],
      ['苏婉清', '您的代理人', '查看了您的来源', 1],
      ['苏婉清', '您的代理人', '查看了您由谁服务的依据', 1],
      ['苏婉清', '您的代理人', '查看了您的互动记录', 1],
      ['苏婉清', '您的代理人', '查看了您的完整手机号', 1],
      ['苏婉清', '您的代理人', '查看了您的档案', 1],
    ])
    expect((await looksOf(client)).items[0]!.lastAt).toBe(new Date(time).toISOString())
  })

  it('several times within a day of Beijing as one, with how often and the last time', async () => {
    for (const time of [
      midnight - 2 * HOUR,
      midnight - 1000,
      midnight + 1000,
      midnight + 9 * HOUR,
      midnight + 23 * HOUR,
    ]) {
      at(time)
      await asSu.get(`/clients/${client.recordId}`)
    }
    at(midnight + 12 * HOUR)
    await leader.get(`/clients/${client.recordId}`)
    at(midnight + 23.5 * HOUR)
    const { items } = await looksOf(client)
    expect(items.map(({ who, count, lastAt }) => [who, count, Date.parse(lastAt) - midnight])).toEqual([
      ['苏婉清', 3, 23 * HOUR],
      ['高主管', 1, 12 * HOUR],
      ['苏婉清', 2, -1000],
    ])
  })

  it('nobody as yet', async () => {
    expect(await looksOf(client)).toEqual({ items: [], next: null })
  })

  it('and nothing of how often another client was looked at', async () => {
    const other = await aClient(server, su.id)
    await asSu.get(`/clients/${other.recordId}`)
    await asSu.get(`/clients/${other.recordId}/phone`)
    expect(await told()).toEqual([])
    expect(await told(other)).toHaveLength(2)
  })

  it('also who is not her adviser any more', async () => {
    await asSu.get(`/clients/${client.recordId}`)
    const assigned = await leader.post(`/clients/${client.recordId}/owner`, { agentId: xu.id, reason: '按区域调整' })
    expect(assigned.status).toBe(200)
    await asSu.get(`/clients/${client.recordId}`)
    await (await signInAgent(server, xu)).get(`/clients/${client.recordId}`)
    expect(await told()).toEqual([
      ['许文静', '您的代理人', '查看了您的档案', 1],
      ['苏婉清', '曾为您服务的代理人', '查看了您的档案', 1],
    ])
  })

  it('of a complaint by the part and nobody’s name, and not who looked in vain', async () => {
    const { id } = (await client.post('/complaints', aComplaint())).body
    const desk = await signInStaff(server, 'service_desk')
    let time = midnight
    const statuses = []
    for (const caller of [desk, leader, asSu]) {
      at((time += 1000))
      statuses.push((await caller.get(`/complaints/${id}`)).status)
    }
    expect(statuses).toEqual([200, 200, 403])
    expect(await told()).toEqual([
      ['团队主管', null, '查看了您的投诉与建议', 1],
      ['客服人员', null, '查看了您的投诉与建议', 1],
    ])
  })

  it('at either of two records once they are one, and at her own again when they are parted', async () => {
    const second = await aClient(server, su.id, { displayName: '林女士' })
    await asSu.get(`/clients/${client.recordId}`)
    await asSu.get(`/clients/${second.recordId}/phone`)
    const merged = await mergeByHand(asSu, { survivorId: client.recordId, mergedId: second.recordId })
    expect(merged.status).toBe(200)
    const both = [
      ['苏婉清', '您的代理人', '核对了您是否有两份档案', 1],
      ['苏婉清', '您的代理人', '查看了您的完整手机号', 1],
      ['苏婉清', '您的代理人', '查看了您的档案', 1],
    ]
    for (const account of [client, second]) expect(await told(account)).toEqual(both)
    await asSu.post(`/merges/${merged.body.id}/undoing`, { reason: '不是同一位客户' })
    const what = async (one: Caller) => (await looksOf(one)).items.map((look) => look.what).sort()
    expect(await what(client)).toEqual(['查看了您的档案', '核对了您是否有两份档案'])
    expect(await what(second)).toEqual(['查看了您的完整手机号', '核对了您是否有两份档案'])
  })

  it('page by page, however far apart, each once', async () => {
    const days = [0, 0, 3, 40, 41, 300, 301, 900, 2500, 2500, 9000]
    for (const [index, day] of days.entries())
      await server.db.query(
        "INSERT INTO audit_entries (at, agentId, action, subjectKind, subjectId, requestId, detail) VALUES (?, ?, ?, 'client', ?, 'r', '{}')",
        [
          new Date(midnight - HOUR - day * DAY),
          su.id,
          index % 2 ? 'client.viewed' : 'client.phone-viewed',
          client.recordId,
        ],
      )
    const all = (await looksOf(client)).items
    expect(all).toHaveLength(days.length)
    for (const limit of [1, 2, 4]) {
      const found: LookView[] = []
      let next: string | null = ''
      do {
        const page = await looksOf(client, `?limit=${limit}${next ? `&cursor=${next}` : ''}`)
        found.push(...page.items)
        next = page.next
        expect(page.items.length).toBe(next === null ? ((days.length - 1) % limit) + 1 : limit)
      } while (next !== null)
      expect(found).toEqual(all)
    }
  })

  it('but only as a client: not before, and not after she took the consent back', async () => {
    const visitor = await server.as('visitor')
    expect((await visitor.get('/me/looks')).body).toMatchObject({ status: 403, code: 'not_allowed' })
    expect((await server.anonymous.get('/me/looks')).body.code).toBe('sign_in_required')
    expect((await client.delete('/consents/be_served')).status).toBe(200)
    expect((await client.get('/me/looks')).body.code).toBe('not_allowed')
  })
})
