import { newKey, testServer, type Caller } from '../../support/server'
import { aClient, anAgent, signInAgent, signInStaff, type BuiltAgent } from '../../support/builders'
import { aProvider } from '../referral-requests/support'

const server = testServer()
let su: BuiltAgent
let agent: Caller
let colleague: Caller
let compliance: Caller

beforeEach(async () => {
  server.setTime(new Date('2026-11-29T04:00:00Z'))
  su = await anAgent(server.db, { name: '苏婉清' })
  agent = await signInAgent(server, su)
  colleague = await signInAgent(server, await anAgent(server.db, { name: '陆言' }))
  compliance = await signInStaff(server, 'compliance')
})

const proposal = (changes: object = {}) => ({
  key: newKey(),
  kind: 'lawyer',
  name: '沈清源律师',
  place: '滨江区沿江大道 268 号',
  hours: '工作日 9:00–17:30',
  licence: '律师执业证',
  contact: '前台 6555 0121',
  validUntil: '2027-11-30',
  words: '三位客户都找他办过，耐心',
  ...changes,
})
const propose = async (changes: object = {}) => (await agent.post('/providers', proposal(changes))).body
const listed = async (changes: object = {}): Promise<string> => {
  const { id } = await propose(changes)
  await compliance.post(`/providers/${id}/approval`)
  return id
}
const names = async (by: Caller, query = '') =>
  (await by.get(`/providers${query}`)).body.items.map(({ name }: { name: string }) => name)

describe('a provider', () => {
  it('is proposed by an agent who vouches, approved by compliance, and only then found by others', async () => {
    const made = await propose()
    expect(made).toMatchObject({
      status: 'proposed',
      isValid: false,
      contact: '前台 6555 0121',
      vouches: [{ by: '苏婉清', words: '三位客户都找他办过，耐心' }],
      can: { approve: false, withdraw: true },
    })
    expect(await names(colleague)).toEqual([])
    expect((await colleague.get(`/providers/${made.id}`)).body.code).toBe('provider_not_found')
    expect(await names(agent, '?part=proposed')).toEqual(['沈清源律师'])
    expect(await names(colleague, '?part=proposed')).toEqual([])
    expect((await compliance.get('/providers?part=proposed')).body.items).toMatchObject([
      { contact: '前台 6555 0121', can: { approve: true, refuse: true } },
    ])
    expect((await agent.post(`/providers/${made.id}/approval`)).status).toBe(403)
    const approved = await Promise.all(
      Array.from({ length: 10 }, () => compliance.post(`/providers/${made.id}/approval`)),
    )
    expect(approved.map(({ status }) => status)).toEqual(Array(10).fill(200))
    expect(
      await server.db.query("SELECT COUNT(*) n FROM audit_entries WHERE action = 'provider.proposal-approved'"),
    ).toEqual([{ n: '1' }])
    // Whoever does not check it needs no contact.
    expect((await colleague.get('/providers')).body.items).toMatchObject([
      { name: '沈清源律师', isValid: true, contact: null },
    ])
    expect((await (await aClient(server, su.id)).get('/providers')).status).toBe(403)
  })

  it('is proposed once, however often it is sent, and without a private number', async () => {
    const body = proposal()
    const made = await Promise.all(Array.from({ length: 10 }, () => agent.post('/providers', body)))
    expect(new Set(made.map(({ status, body: { id } }) => `${status} ${id}`)).size).toBe(1)
    expect((await colleague.post('/providers', body)).body.code).toBe('key_reused')
    expect(await propose({ contact: '13800138000' })).toMatchObject({ code: 'phone_in_words', field: 'contact' })
    expect(await propose({ validUntil: '2026-11-29' })).toMatchObject({
      code: 'provider_until_wrong',
      field: 'validUntil',
    })
    expect(await propose({ validUntil: '2027-02-30' })).toMatchObject({
      code: 'provider_until_wrong',
      field: 'validUntil',
    })
    expect((await propose({ validUntil: '明年' })).field).toBe('validUntil')
    const rows = await server.db.query('SELECT * FROM providers')
    expect(rows).toHaveLength(1)
    expect(JSON.stringify({ ...rows[0], contactEnc: rows[0].contactEnc.toString('latin1') })).not.toContain('6555 0121')
  })

  it('that compliance refuses stays with whoever proposed it, with the reason', async () => {
    const { id } = await propose()
    expect((await compliance.post(`/providers/${id}/refusal`, { reason: '' })).body.field).toBe('reason')
    await compliance.post(`/providers/${id}/refusal`, { reason: '执业证未核实' })
    expect((await compliance.post(`/providers/${id}/refusal`, { reason: '执业证未核实' })).status).toBe(200)
    expect((await agent.get(`/providers/${id}`)).body).toMatchObject({ status: 'refused', reason: '执业证未核实' })
    expect((await compliance.post(`/providers/${id}/approval`)).body.code).toBe('provider_state_wrong')
    expect(await names(agent, '?part=ended')).toEqual(['沈清源律师'])
    expect(await names(colleague, '?part=ended')).toEqual([])
  })

  it('is vouched for by other agents, once each', async () => {
    const id = await listed()
    const vouch = (words: string) => colleague.post(`/providers/${id}/vouches`, { words })
    await Promise.all(Array.from({ length: 10 }, () => vouch('我家也找过他')))
    expect((await vouch('再说一次')).body.vouches).toMatchObject([
      { by: '苏婉清' },
      { by: '陆言', words: '我家也找过他' },
    ])
    expect(await server.db.query('SELECT COUNT(*) n FROM provider_vouches')).toEqual([{ n: '2' }])
  })

  it('is due before it runs out; whoever vouches asks for another term, compliance decides', async () => {
    const id = await listed({ validUntil: '2026-12-31' })
    expect(await names(agent, '?part=due')).toEqual([])
    server.setTime(new Date('2026-12-02T04:00:00Z'))
    expect((await agent.get('/providers?part=due')).body.items).toMatchObject([
      { id, isDue: true, isValid: true, can: { renew: true } },
    ])
    expect(await names(colleague, '?part=due')).toEqual([])
    expect((await agent.get('/workbench')).body.dueProviderCount).toBe(1)
    expect((await colleague.post(`/providers/${id}/renewal`, { validUntil: '2028-11-30' })).body.code).toBe(
      'provider_not_vouched',
    )
    const asked = await agent.post(`/providers/${id}/renewal`, { validUntil: '2028-11-30' })
    expect(asked.body).toMatchObject({ validUntil: '2026-12-31', renewUntil: '2028-11-30' })
    expect(await names(compliance, '?part=proposed')).toEqual(['沈清源律师'])
    await compliance.post(`/providers/${id}/approval`)
    expect((await agent.get(`/providers/${id}`)).body).toMatchObject({
      validUntil: '2028-11-30',
      renewUntil: null,
      isDue: false,
    })
    expect(await names(agent, '?part=due')).toEqual([])
  })

  it('whose renewal is refused stays listed until its day', async () => {
    const id = await listed()
    await agent.post(`/providers/${id}/renewal`, { validUntil: '2028-11-30' })
    await compliance.post(`/providers/${id}/refusal`, { reason: '请补年检材料' })
    expect((await agent.get(`/providers/${id}`)).body).toMatchObject({
      status: 'listed',
      validUntil: '2027-11-30',
      renewUntil: null,
      reason: '请补年检材料',
    })
  })

  it('is not decided on by the person who proposed it', async () => {
    const { id } = await propose()
    const [{ id: staffId }] = await server.db.query("SELECT id FROM staff WHERE role = 'compliance'")
    await server.db.query('UPDATE wechat_accounts SET staffId = NULL WHERE staffId = ?', [staffId])
    await server.db.query('UPDATE wechat_accounts SET staffId = ? WHERE id = ?', [staffId, agent.accountId])
    expect((await agent.post(`/providers/${id}/approval`)).body.code).toBe('provider_by_approver')
  })

  it('that is withdrawn can neither be introduced nor accepted any more', async () => {
    const id = await listed()
    const client = await aClient(server, su.id)
    const asked = await client.post('/referral-requests', {
      key: newKey(), category: 'lawyer', words: '想找一位有耐心的律师', urgency: 'low', audience: 'agent',
    }) // prettier-ignore
    const introduce = async () =>
      (
        await agent.post(`/referral-requests/${asked.body.id}/introductions`, {
          key: newKey(),
          kind: 'provider',
          providerId: id,
          words: '很有耐心',
        })
      ).body
    const [introduction] = (await introduce()).introductions
    expect((await colleague.post(`/providers/${id}/withdrawal`, { reason: '不合适' })).body.code).toBe('not_allowed')
    await compliance.post(`/providers/${id}/withdrawal`, { reason: '执业证被注销' })
    expect((await compliance.post(`/providers/${id}/withdrawal`, { reason: '再说一次' })).status).toBe(200)
    expect((await introduce()).code).toBe('provider_not_found')
    expect((await client.post(`/introductions/${introduction.id}/acceptance`)).body.code).toBe('provider_expired')
    expect((await client.post(`/introductions/${introduction.id}/refusal`)).status).toBe(200)
  })
})

describe('the directory', () => {
  it('is searched by kind, name, place and licence, page by page', async () => {
    await aProvider(server, su.id, { name: '明衡律师事务所', kind: 'lawyer' })
    await aProvider(server, su.id, { name: '仁和门诊', kind: 'doctor', validUntil: '2020-01-01' })
    expect((await agent.get('/providers?kind=doctor')).body.items).toMatchObject([
      { name: '仁和门诊', isValid: false, isDue: true, vouchedBy: '苏婉清' },
    ])
    expect(await names(agent, `?q=${encodeURIComponent('明衡')}`)).toEqual(['明衡律师事务所'])
    expect(await names(agent, '?q=%25')).toEqual([])
    const first = (await agent.get('/providers?limit=1')).body
    expect(first.items).toHaveLength(1)
    expect(await names(agent, `?limit=1&cursor=${first.next}`)).toEqual(['仁和门诊'])
  })
})
