import { aClient, aContent, anAgent, anOrganization, consents, signInAgent } from '../../support/builders'
import { recount } from '../../support/recount'
import { mergeByHand } from '../../support/merge-by-hand'
import { newKey, testServer, type Caller } from '../../support/server'
import { showsPhone } from '../merges/support'

const server = testServer()
beforeEach(() => anOrganization(server.db))

const VERSION = '2026-11'
const yes = (...purposes: string[]) => ({
  decisions: purposes.map((purpose) => ({ purpose, textVersion: VERSION, given: true })),
  isAdult: true,
})
const count = async (table: string, where = '1 = 1'): Promise<number> =>
  Number((await server.db.query(`SELECT COUNT(*) n FROM ${table} WHERE ${where}`))[0].n)

async function sharedBy(agentId: string): Promise<{ code: string; contentId: string; sharer: Caller }> {
  const sharer = await signInAgent(server, { id: agentId })
  const content = await aContent(server.db)
  const { body } = await sharer.post('/shares', {
    key: newKey(),
    subject: 'content',
    subjectId: content.id,
    channel: 'card',
  })
  return { code: body.code, contentId: content.id, sharer }
}
const arrive = (reader: Caller, { code, contentId }: { code: string; contentId: string }) =>
  reader.post('/engagements', {
    events: [
      {
        id: newKey(),
        kind: 'arrived',
        subject: 'content',
        subjectId: contentId,
        shareCode: code,
        scene: 1007,
        occurredAt: new Date().toISOString(),
      },
    ],
  })

describe('the consent page', () => {
  it('shows each purpose by itself with its full text and version, none of them answered', async () => {
    const visitor = await server.as('visitor')
    const { body } = await visitor.get('/consents')
    expect(body.consents.map(({ purpose }: { purpose: string }) => purpose)).toEqual([
      'use_service',
      'be_served',
      'marketing',
      'show_activity',
      'pass_contact',
    ])
    for (const consent of body.consents) {
      expect(consent).toMatchObject({
        state: null,
        answeredVersion: null,
        textVersion: VERSION,
        can: { give: true, withdraw: false, ask: true },
      })
      expect(consent.body.length).toBeGreaterThan(40)
    }
  })

  it('says who would serve the person, from the first share that reached them', async () => {
    const agent = await anAgent(server.db, { name: '陈思远' })
    const visitor = await server.as('visitor')
    await arrive(visitor, await sharedBy(agent.id))
    const { body } = await visitor.get('/consents')
    expect(body.prospectiveAdviser).toMatchObject({ id: agent.id, name: '陈思远', licenceNumber: expect.any(String) })
  })
})

describe('a yes to be served', () => {
  it('makes one client of the sharing agent, however often it is sent at once', async () => {
    const agent = await anAgent(server.db)
    const visitor = await server.as('visitor')
    const share = await sharedBy(agent.id)
    await arrive(visitor, share)
    const answers = await Promise.all(
      Array.from({ length: 10 }, () =>
        visitor.post('/consents', { ...yes('use_service', 'be_served'), shareCode: share.code }),
      ),
    )
    expect(answers.map(({ status }) => status)).toEqual(Array(10).fill(200))
    expect(answers.filter(({ body }) => body.boundBy === 'first_touch')).toHaveLength(1)
    expect(await count('client_records')).toBe(1)
    expect(await count('ownership_changes')).toBe(1)
    expect(await count('consent_decisions')).toBe(2)
    expect(await count('audit_entries', "action = 'client.bound'")).toBe(1)
    expect(await count('engagements', "kind = 'consented'")).toBe(1)
    expect(await recount(server.db)).toEqual([])
  })

  it('leaves somebody who came by nobody’s share in the unassigned pool', async () => {
    const visitor = await server.as('visitor')
    const { body } = await visitor.post('/consents', yes('be_served'))
    expect(body).toMatchObject({
      boundBy: 'unassigned',
      me: { isClient: true, adviser: null, can: { chooseAgent: true, ask: false } },
    })
  })

  it('does not move a client to another agent whose share is opened later; it is an assist', async () => {
    const [first, second] = [await anAgent(server.db), await anAgent(server.db)]
    const visitor = await server.as('visitor')
    await arrive(visitor, await sharedBy(first.id))
    await visitor.post('/consents', yes('be_served'))
    await arrive(visitor, await sharedBy(second.id))
    const { body } = await visitor.get('/me')
    expect(body.adviser.id).toBe(first.id)
    expect(await count('touches', `agentId = ${second.id}`)).toBe(1)
    expect(await count('ownership_changes')).toBe(1)
  })

  it('finds the record with the same verified phone instead of making a second one', async () => {
    const agent = await anAgent(server.db)
    const phone = '+8614200000001'
    const old = await aClient(server, agent.id, { phone })
    await server.db.query('UPDATE wechat_accounts SET recordId = NULL WHERE id = ?', [old.accountId])
    const other = await server.as('second-phone')
    await server.db.query(
      'UPDATE wechat_accounts a JOIN client_records r ON r.id = ? SET a.phoneEnc = r.phoneEnc, a.phoneHash = r.phoneHash WHERE a.id = ?',
      [old.recordId, other.accountId],
    )
    const { body } = await other.post('/consents', yes('be_served'))
    expect(body).toMatchObject({ boundBy: 'verified_phone', me: { adviser: { id: agent.id } } })
    expect(await count('client_records')).toBe(1)
  })

  it('makes one record of ten accounts with one verified phone that say yes at once', async () => {
    const accounts = await Promise.all(Array.from({ length: 10 }, (_, number) => server.as(`phone-${number}`)))
    await server.db.query('UPDATE wechat_accounts SET phoneEnc = ?, phoneHash = ?', [null, Buffer.alloc(32, 7)])
    const answers = await Promise.all(accounts.map((account) => account.post('/consents', yes('be_served'))))
    const rules = answers.map(({ body }) => body.boundBy).sort()
    expect(rules).toEqual(['unassigned', ...Array.from({ length: 9 }, () => 'verified_phone')])
    expect(await count('client_records')).toBe(1)
  })

  it.each([
    [
      'a text version that is not in force',
      { decisions: [{ purpose: 'be_served', textVersion: '2020-01', given: true }], isAdult: true },
      409,
      'consent_text_outdated',
    ],
    [
      'no word about being 18',
      { decisions: [{ purpose: 'be_served', textVersion: VERSION, given: true }] },
      409,
      'age_not_confirmed',
    ],
    [
      'a purpose that does not exist',
      { decisions: [{ purpose: 'everything', textVersion: VERSION, given: true }], isAdult: true },
      400,
      'invalid_request',
    ],
    ['the owner named by the client', { ...yes('be_served'), ownerAgentId: '1' }, 400, 'invalid_request'],
  ])('is refused with %s, and nothing is written', async (_, body, status, code) => {
    const visitor = await server.as('visitor')
    const answer = await visitor.post('/consents', body)
    expect([answer.status, answer.body.code]).toEqual([status, code])
    expect((await count('consents')) + (await count('client_records'))).toBe(0)
  })
})

describe('a withdrawal', () => {
  it('takes the client out of the agent’s book at once, and a later yes brings the same record back', async () => {
    const agent = await anAgent(server.db)
    const owner = await signInAgent(server, agent)
    const client = await aClient(server, agent.id)
    expect((await owner.get(`/clients/${client.recordId}`)).status).toBe(200)
    const { body } = await client.delete('/consents/be_served')
    expect(body.me).toMatchObject({ isClient: false, adviser: null })
    expect((await owner.get(`/clients/${client.recordId}`)).status).toBe(404)
    expect((await owner.get('/clients')).body.items).toEqual([])
    const again = await client.post('/consents', yes('be_served'))
    expect(again.body).toMatchObject({ boundBy: 'bound_account', me: { adviser: { id: agent.id } } })
    expect((await owner.get(`/clients/${client.recordId}`)).status).toBe(200)
  })

  it('through one account of a client is the withdrawal of all, and a later yes of any brings the record back', async () => {
    const agent = await anAgent(server.db)
    const owner = await signInAgent(server, agent)
    const client = await aClient(server, agent.id)
    const second = await server.as('second-account')
    await server.db.query('UPDATE wechat_accounts SET recordId = ?, isAdult = 1 WHERE id = ?', [
      client.recordId,
      second.accountId,
    ])
    await consents(server.db, second.accountId, 'be_served')
    await second.delete('/consents/be_served')
    expect((await owner.get(`/clients/${client.recordId}`)).status).toBe(404)
    expect(await count('consents', "purpose = 'be_served' AND state = 'withdrawn'")).toBe(2)
    expect(await count('consent_decisions', "state = 'withdrawn'")).toBe(2)
    const again = await client.post('/consents', yes('be_served'))
    expect(again.body).toMatchObject({ boundBy: 'bound_account', me: { isClient: true } })
    expect((await owner.get(`/clients/${client.recordId}`)).status).toBe(200)
  })

  it('leaves neither name nor number in the agent’s book, of the record and of what became part of it; a later yes tells them anew', async () => {
    const agent = await anAgent(server.db)
    const owner = await signInAgent(server, agent)
    const client = await aClient(server, agent.id, { displayName: '林若溪', phone: '+8613800138000' })
    const also = await aClient(server, agent.id, { displayName: '林若溪的旧档案', phone: '+8613800138000' })
    const pair = { survivorId: client.recordId, mergedId: also.recordId }
    expect((await mergeByHand(owner, pair)).status).toBe(200)
    await client.delete('/consents/be_served')
    expect(await count('client_records', "displayName <> '' OR phoneEnc IS NOT NULL OR phoneHash IS NOT NULL")).toBe(0)
    await client.post('/consents', { ...yes('be_served'), displayName: '若溪' })
    expect((await owner.get(`/clients/${client.recordId}`)).body).toMatchObject({
      displayName: '若溪',
      phone: '138******00',
    })
  })

  it('and a yes by another account with the same number finds the record, as it would have before', async () => {
    const agent = await anAgent(server.db)
    const client = await aClient(server, agent.id, { phone: '+8613800138000' })
    await client.delete('/consents/be_served')
    const second = await server.as('second-account')
    await showsPhone(server, 'second-account', second, '13800138000')
    const { body } = await second.post('/consents', yes('be_served'))
    expect(body).toMatchObject({ boundBy: 'verified_phone', me: { adviser: { id: agent.id } } })
  })

  it('twice is the same as once, and of what was never given is not found', async () => {
    const client = await aClient(server, (await anAgent(server.db)).id)
    expect((await client.delete('/consents/be_served')).status).toBe(200)
    expect((await client.delete('/consents/be_served')).status).toBe(200)
    expect(await count('consent_decisions')).toBe(1)
    const never = await client.delete('/consents/marketing')
    expect([never.status, never.body.code]).toEqual([404, 'consent_not_given'])
  })
})
