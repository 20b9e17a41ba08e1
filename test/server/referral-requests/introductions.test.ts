import { newKey, testServer, type Caller } from '../../support/server'
import {
  aClient,
  anAgent,
  consents,
  signInAgent,
  signInStaff,
  type BuiltAgent,
  type BuiltClient,
} from '../../support/builders'
import { recount } from '../../support/recount'
import { aProvider, verifiesPhone } from './support'

const server = testServer()
let su: BuiltAgent
let agent: Caller
let client: BuiltClient
let requestId: string

beforeEach(async () => {
  su = await anAgent(server.db, { name: '苏婉清' })
  agent = await signInAgent(server, su)
  client = await aClient(server, su.id, { displayName: '许女士', phone: '+8613900139000' })
  requestId = await ask()
})

const ask = async (changes: object = {}): Promise<string> =>
  (
    await client.post('/referral-requests', {
      key: newKey(),
      category: 'lawyer',
      words: '妈妈想立遗嘱，想找一位有耐心的律师',
      answers: [{ question: 'field', answer: 'inheritance' }],
      urgency: 'normal',
      audience: 'agent',
      ...changes,
    })
  ).body.id
const answer = (changes: object = {}) => ({
  key: newKey(),
  kind: 'person',
  name: '沈律师',
  words: '做婚姻家事多年，说话慢，老人听得懂',
  ...changes,
})
const offer = async (changes: object = {}, by: Caller = agent) =>
  (await by.post(`/referral-requests/${requestId}/introductions`, answer(changes))).body
const offered = async (changes: object = {}) => {
  const introduction = (await offer(changes)).introductions.at(-1)
  const [{ cardCode: code }] = await server.db.query('SELECT cardCode FROM introductions WHERE id = ?', [
    introduction.id,
  ])
  return { id: introduction.id as string, code: code as string }
}
const yes = (changes: object = {}) => ({ way: 'own', contact: '微信 shen-lawyer', isAdult: true, ...changes })
const seenBy = async (reader: Caller) => (await reader.get(`/referral-requests/${requestId}`)).body.introductions[0]
const rows = (sql: string, values: unknown[] = []) => server.db.query(sql, values)

describe('a person who is introduced', () => {
  it('is passed a card that says who asks for what, who introduces and what passes, and decides in person', async () => {
    const { introductions } = await offer()
    expect(introductions[0]).toMatchObject({ status: 'offered', contact: null, can: { takeBack: true } })
    const code = /code=(\w{16})$/u.exec(introductions[0].card.path)![1]!
    const shen = await server.as('shen')
    const card = (await shen.get(`/introductions/cards/${code}`)).body
    const [{ alias }] = await rows('SELECT alias FROM wechat_accounts WHERE id = ?', [client.accountId])
    expect(card).toMatchObject({
      name: '沈律师',
      introducedBy: '苏婉清',
      askedBy: alias,
      askedWords: '妈妈想立遗嘱，想找一位有耐心的律师',
      answers: [{ label: '大致属于哪类', shown: '继承' }],
      state: 'waiting',
      clientContact: null,
      can: { agree: true, refuse: true },
    })
    expect(JSON.stringify(card)).not.toMatch(/许女士|13900139000/u)
    expect(card.willPass.length).toBeGreaterThan(2)
    // A look leaves nothing behind.
    expect(await rows('SELECT counterpartAccountId FROM introductions')).toEqual([{ counterpartAccountId: null }])
  })

  it.each(['client first', 'counterpart first'])(
    'passes contact both ways after both have said yes, %s',
    async (order) => {
      await consents(server.db, client.accountId, 'pass_contact')
      const { id, code } = await offered()
      const shen = await server.as('shen')
      const says = {
        client: () => client.post(`/introductions/${id}/acceptance`),
        counterpart: () => shen.post(`/introductions/cards/${code}/agreement`, yes()),
      }
      const [first, second] =
        order === 'client first' ? (['client', 'counterpart'] as const) : (['counterpart', 'client'] as const)
      expect((await says[first]()).status).toBe(200)
      expect(await seenBy(client)).toMatchObject({ status: `${first}_agreed`, contact: null })
      expect((await shen.get(`/introductions/cards/${code}`)).body.clientContact).toBeNull()
      expect((await client.get(`/referral-requests/${requestId}`)).body.status).toBe('answered')

      expect((await says[second]()).status).toBe(200)
      expect(await seenBy(client)).toMatchObject({ status: 'connected', contact: '微信 shen-lawyer' })
      expect((await shen.get(`/introductions/cards/${code}`)).body).toMatchObject({
        state: 'yours',
        askedBy: '许女士',
        clientContact: '+8613900139000',
      })
      expect((await client.get(`/referral-requests/${requestId}`)).body.status).toBe('introduced')
      // The one who introduced learns that it worked, and no contact.
      expect(await seenBy(agent)).toMatchObject({ status: 'connected', contact: null })
      expect(await recount(server.db)).toEqual([])
    },
  )

  it('gets nothing of a client who does not pass the contact, and nothing any more after that consent is taken back', async () => {
    const { id, code } = await offered()
    const shen = await server.as('shen')
    await shen.post(`/introductions/cards/${code}/agreement`, yes())
    await client.post(`/introductions/${id}/acceptance`)
    expect((await client.get(`/referral-requests/${requestId}`)).body.passes).toBe('no_consent')
    const [{ alias }] = await rows('SELECT alias FROM wechat_accounts WHERE id = ?', [client.accountId])
    const look = async () => (await shen.get(`/introductions/cards/${code}`)).body
    expect(await look()).toMatchObject({ status: 'connected', askedBy: alias, clientContact: null })
    await consents(server.db, client.accountId, 'pass_contact')
    expect((await look()).clientContact).toBe('+8613900139000')
    await client.delete('/consents/pass_contact')
    expect((await look()).clientContact).toBeNull()
  })

  it('says no, and nothing is left of the person but a count', async () => {
    const { code } = await offered()
    const shen = await server.as('shen')
    expect((await shen.post(`/introductions/cards/${code}/refusal`)).status).toBe(200)
    expect((await shen.post(`/introductions/cards/${code}/refusal`)).status).toBe(200)
    expect(await rows('SELECT status, name, words, contactEnc, counterpartAccountId, counterpartAgreedAt FROM introductions')).toEqual([
      { status: 'refused', name: '', words: '', contactEnc: null, counterpartAccountId: null, counterpartAgreedAt: null },
    ]) // prettier-ignore
    expect(await rows("SELECT accountId FROM audit_entries WHERE action = 'introduction.counterpart-refused'")).toEqual(
      [{ accountId: null }],
    )
    expect(await seenBy(client)).toMatchObject({ status: 'refused', name: '', words: '', can: { accept: false } })
    expect((await client.get(`/referral-requests/${requestId}`)).body.status).toBe('open')
    expect((await shen.get(`/introductions/cards/${code}`)).body).toMatchObject({ state: 'closed', askedWords: '' })
  })

  it('who said yes and turns down somebody’s referral afterwards keeps the yes, and can still take it back', async () => {
    const { code } = await offered()
    const shen = await server.as('shen')
    await shen.post(`/introductions/cards/${code}/agreement`, yes())
    const { body } = await client.post('/referrals', { key: newKey(), words: '说话实在，推荐你认识' })
    await shen.post(`/referrals/invitations/${body.share.code}/opening`)
    expect((await shen.post(`/referrals/invitations/${body.share.code}/refusal`)).status).toBe(200)
    expect((await shen.get(`/introductions/cards/${code}`)).body).toMatchObject({
      state: 'yours',
      can: { takeBack: true },
    })
    expect((await shen.post(`/introductions/cards/${code}/withdrawal`)).status).toBe(200)
  })

  it('takes the contact back at any time, and it is gone', async () => {
    const { id, code } = await offered()
    const shen = await server.as('shen')
    await shen.post(`/introductions/cards/${code}/agreement`, yes())
    await client.post(`/introductions/${id}/acceptance`)
    const stranger = await server.as('stranger')
    expect((await stranger.post(`/introductions/cards/${code}/withdrawal`)).body.code).toBe('introduction_closed')
    expect((await shen.post(`/introductions/cards/${code}/withdrawal`)).status).toBe(200)
    expect((await shen.post(`/introductions/cards/${code}/withdrawal`)).status).toBe(200)
    expect(await rows('SELECT status, name, contactEnc FROM introductions')).toEqual([
      { status: 'withdrawn', name: '', contactEnc: null },
    ])
    expect((await seenBy(client)).contact).toBeNull()
  })

  it('gives the number that WeChat vouches for, and types none', async () => {
    const { id, code } = await offered()
    const shen = await server.as('shen')
    const agree = async (changes: object) =>
      (await shen.post(`/introductions/cards/${code}/agreement`, yes(changes))).body
    expect(await agree({ contact: '电话 138 0013 8000' })).toMatchObject({
      code: 'phone_only_from_wechat',
      field: 'contact',
    })
    expect(await agree({ contact: undefined })).toMatchObject({ code: 'invalid_request', field: 'contact' })
    expect(await agree({ way: 'phone' })).toMatchObject({ code: 'phone_not_verified', field: 'way' })
    expect(await agree({ isAdult: false })).toMatchObject({ code: 'invalid_request', field: 'isAdult' })
    await verifiesPhone(server, shen.accountId, '+8613800138000')
    expect(await agree({ way: 'phone', contact: undefined })).toMatchObject({ state: 'yours', phone: '138******00' })
    await client.post(`/introductions/${id}/acceptance`)
    expect((await seenBy(client)).contact).toBe('+8613800138000')
  })

  it('is neither the client nor the introducer, and the card is used once', async () => {
    const { code } = await offered()
    const other = await server.as('the client’s second phone')
    await verifiesPhone(server, other.accountId, '+8613900139000')
    const [second, third, byUnionid] = [await server.as('二'), await server.as('三'), await server.as('四')]
    await rows('UPDATE wechat_accounts SET recordId = ? WHERE id = ?', [client.recordId, second.accountId])
    for (const account of [second, third]) await verifiesPhone(server, account.accountId, '+8613900139001')
    await rows("UPDATE wechat_accounts SET unionid = 'u-xu' WHERE id IN (?)", [[second.accountId, byUnionid.accountId]])
    for (const own of [client, agent, other, second, third, byUnionid]) {
      expect((await own.post(`/introductions/cards/${code}/agreement`, yes())).body.code).toBe('introduction_own')
      expect((await own.get(`/introductions/cards/${code}`)).body).toMatchObject({
        state: 'own',
        can: { agree: false },
      })
    }
    const shen = await server.as('shen')
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => shen.post(`/introductions/cards/${code}/agreement`, yes())),
    )
    expect(answers.map(({ status }) => status)).toEqual(Array(10).fill(200))
    const late = await server.as('late')
    expect((await late.post(`/introductions/cards/${code}/agreement`, yes())).body.code).toBe('introduction_closed')
    expect((await late.get(`/introductions/cards/${code}`)).body).toMatchObject({
      state: 'closed',
      name: '',
      askedBy: '',
    })
    const [counts] = await rows(
      `SELECT (SELECT COUNT(*) FROM audit_entries WHERE action = 'introduction.counterpart-agreed') audits,
              (SELECT COUNT(*) FROM outbox_messages WHERE kind = 'message.introduction-agreed') messages`,
    )
    expect(counts).toEqual({ audits: '1', messages: '1' })
    expect((await late.get('/introductions/cards/ZZZZZZZZZZZZZZZZ')).body.code).toBe('introduction_not_found')
    expect((await late.get('/introductions/cards/%E5%A5%BD')).body.code).toBe('introduction_not_found')
  })

  it('both say yes at once, and are connected once', async () => {
    const { id, code } = await offered()
    const shen = await server.as('shen')
    const sent = Array.from({ length: 10 }, (_, index) =>
      index % 2 === 0
        ? client.post(`/introductions/${id}/acceptance`)
        : shen.post(`/introductions/cards/${code}/agreement`, yes()),
    )
    expect((await Promise.all(sent)).map(({ status }) => status)).toEqual(Array(10).fill(200))
    expect(await seenBy(client)).toMatchObject({ status: 'connected', contact: '微信 shen-lawyer' })
    const [counts] = await rows(
      `SELECT (SELECT COUNT(*) FROM audit_entries WHERE action LIKE 'introduction.%') audits,
              (SELECT COUNT(*) FROM engagements WHERE kind = 'introduced') engagements,
              (SELECT COUNT(*) FROM outbox_messages WHERE kind = 'message.introduction-connected') messages`,
    )
    expect(counts).toEqual({ audits: '3', engagements: '1', messages: '1' })
    expect(await recount(server.db)).toEqual([])
  })
})

describe('an introduction', () => {
  it('keeps what the counterpart gave out of plain columns, the audit and the outbox', async () => {
    const { code } = await offered()
    await (await server.as('shen')).post(`/introductions/cards/${code}/agreement`, yes())
    const all = [
      ...(await rows('SELECT * FROM introductions')),
      ...(await rows('SELECT * FROM audit_entries')),
      ...(await rows('SELECT * FROM outbox_messages')),
    ]
    const plain = all.map((row: object) =>
      Object.values(row)
        .map((value) => (Buffer.isBuffer(value) ? value.toString('latin1') : JSON.stringify(value)))
        .join(),
    )
    expect(plain.join()).not.toContain('shen-lawyer')
  })

  it('of a provider needs the client’s yes only, while the licence is valid', async () => {
    const valid = await aProvider(server, su.id, { name: '仁和门诊', contact: '6555 0136' })
    const expired = await aProvider(server, su.id, { validUntil: '2020-01-01' })
    const provider = (providerId: string) => ({ kind: 'provider', providerId, name: undefined })
    expect((await offer(provider(expired))).code).toBe('provider_expired')
    expect((await offer(provider('999999'))).code).toBe('provider_not_found')
    const [introduction] = (await offer(provider(valid))).introductions
    expect(introduction).toMatchObject({
      status: 'counterpart_agreed',
      card: null,
      provider: { vouchedBy: '苏婉清', isValid: true },
    })
    const introduced = await client.post(`/introductions/${introduction.id}/acceptance`)
    expect(introduced.body).toMatchObject({
      status: 'introduced',
      introductions: [{ name: '仁和门诊', contact: '6555 0136' }],
    })
  })

  it('of a provider who leaves the directory gives the contact to nobody any more, and one who is erased leaves a count', async () => {
    const compliance = await signInStaff(server, 'compliance')
    const connected = async (providerId: string): Promise<{ id: string; request: string }> => {
      requestId = await ask()
      const { introductions } = await offer({ kind: 'provider', providerId, name: undefined })
      const [{ id }] = introductions
      await client.post(`/introductions/${id}/acceptance`)
      return { id, request: requestId }
    }
    const shown = async ({ request }: { request: string }) =>
      (await client.get(`/referral-requests/${request}`)).body.introductions[0]
    const [leaving, erased] = [
      await aProvider(server, su.id, { name: '仁和门诊', contact: '6555 0136' }),
      await aProvider(server, su.id, { name: '沈律师', contact: '6555 0121' }),
    ]
    const [first, second] = [await connected(leaving), await connected(erased)]
    expect(await shown(first)).toMatchObject({ contact: '6555 0136', provider: { isGone: false } })
    // The contact stands in the directory alone.
    expect(
      await rows("SELECT COUNT(*) n FROM introductions WHERE kind = 'provider' AND contactEnc IS NOT NULL"),
    ).toEqual([{ n: '0' }])

    await compliance.post(`/providers/${leaving}/withdrawal`, { reason: '已停业' })
    expect(await shown(first)).toMatchObject({ name: '仁和门诊', contact: null, provider: { isGone: true } })

    const all = await Promise.all(Array.from({ length: 10 }, () => compliance.post(`/providers/${erased}/erasure`)))
    expect(new Set(all.map(({ status, body }) => `${status} ${body.name} ${body.contact} ${body.isErased}`))).toEqual(
      new Set(['200 已删除资料的服务伙伴 null true']),
    )
    expect(await shown(second)).toMatchObject({ name: '', words: '', contact: null })
    expect(await rows("SELECT COUNT(*) n FROM audit_entries WHERE action = 'provider.erased'")).toEqual([{ n: '1' }])
    const left = await rows(
      'SELECT * FROM providers p LEFT JOIN provider_vouches v ON v.providerId = p.id WHERE p.id = ?',
      [erased],
    )
    expect(
      JSON.stringify([left, await rows('SELECT name, words FROM introductions WHERE providerId = ?', [erased])]),
    ).not.toMatch(/沈律师/u)
    requestId = await ask()
    expect((await offer({ kind: 'provider', providerId: erased, name: undefined })).code).toBe('provider_not_found')
  })

  it('of oneself stands in no list of what colleagues introduced, and is answered from the request', async () => {
    const { id, code } = await offered({ kind: 'agent', agentCode: su.code, name: undefined })
    expect((await agent.get('/introductions/received')).body.items).toEqual([])
    expect((await agent.get('/workbench')).body.waitingCardCount).toBe(0)
    const { introductions } = (await agent.get(`/referral-requests/${requestId}`)).body
    expect(introductions).toMatchObject([{ id, ownCard: code, card: null }])
    expect((await seenBy(client)).ownCard).toBeNull()
    expect((await agent.get(`/introductions/cards/${code}`)).body).toMatchObject({ state: 'waiting', isByReader: true })
    await agent.post(`/introductions/cards/${code}/agreement`, yes({ contact: '分公司三楼，周二周四在' }))
    await client.post(`/introductions/${id}/acceptance`)
    expect(await seenBy(client)).toMatchObject({ status: 'connected', contact: '分公司三楼，周二周四在' })
    // What a colleague introduced stands there, also beside an own one.
    requestId = await ask()
    const colleague = await signInAgent(server, await anAgent(server.db, { name: '周敏' }))
    await server.db.query(
      'UPDATE referral_requests SET helperAgentId = (SELECT agentId FROM wechat_accounts WHERE id = ?)',
      [colleague.accountId],
    )
    await offer({ kind: 'agent', agentCode: su.code, name: undefined }, colleague)
    expect((await agent.get('/introductions/received')).body.items).toMatchObject([
      { introducedBy: '周敏', state: 'waiting' },
    ])
    expect((await agent.get('/workbench')).body.waitingCardCount).toBe(1)
  })

  it('of a colleague is the colleague’s own to answer, and nobody else’s', async () => {
    const lu = await anAgent(server.db, { name: '陆言' })
    const colleague = await signInAgent(server, lu)
    expect((await offer({ kind: 'agent', agentCode: 'nobody', name: undefined })).code).toBe('agent_not_found')
    expect((await offer({ kind: 'agent', agentCode: '代码', name: undefined })).code).toBe('agent_not_found')
    const { id, code } = await offered({ kind: 'agent', agentCode: lu.code, name: undefined })
    expect((await colleague.get('/introductions/received')).body.items).toMatchObject([{ code, state: 'waiting' }])
    expect((await agent.get('/introductions/received')).body.items).toEqual([])
    const other = await signInAgent(server, await anAgent(server.db))
    for (const stranger of [agent, other, await server.as('visitor')])
      expect((await stranger.post(`/introductions/cards/${code}/agreement`, yes())).body.code).toBe(
        'introduction_not_found',
      )
    await client.post(`/introductions/${id}/acceptance`)
    await colleague.post(`/introductions/cards/${code}/agreement`, yes({ contact: '分公司三楼，周二周四在' }))
    expect(await seenBy(client)).toMatchObject({
      status: 'connected',
      name: '陆言 · 客户经理',
      contact: '分公司三楼，周二周四在',
      agent: { title: '客户经理' },
    })
  })

  it('of a colleague who has left since is not accepted any more, and passes nothing; it can be declined', async () => {
    const lu = await anAgent(server.db, { name: '陆言' })
    const colleague = await signInAgent(server, lu)
    const { id, code } = await offered({ kind: 'agent', agentCode: lu.code, name: undefined })
    await colleague.post(`/introductions/cards/${code}/agreement`, yes({ contact: '分公司三楼，周二周四在' }))
    await rows("UPDATE agents SET status = 'departed' WHERE id = ?", [lu.id])
    expect(await seenBy(client)).toMatchObject({ agent: { isGone: true }, can: { accept: false, decline: true } })
    expect((await client.post(`/introductions/${id}/acceptance`)).body.code).toBe('agent_departed')
    expect(await seenBy(client)).toMatchObject({ status: 'counterpart_agreed', contact: null })
    await client.post(`/introductions/${id}/refusal`)
    expect(await seenBy(client)).toMatchObject({ status: 'declined' })
  })

  it('ten times at once is offered once; a key used for something else is refused', async () => {
    const body = answer()
    const offers = await Promise.all(
      Array.from({ length: 10 }, () => agent.post(`/referral-requests/${requestId}/introductions`, body)),
    )
    expect(offers.map(({ status }) => status)).toEqual(Array(10).fill(200))
    expect(await rows('SELECT COUNT(*) n FROM introductions')).toEqual([{ n: '1' }])
    expect((await offer({ ...body, words: '换一句话' })).code).toBe('key_reused')
  })

  it('that is declined lets the request wait again; only the client settles it', async () => {
    const { id } = await offered()
    const other = await aClient(server, su.id)
    expect((await other.post(`/introductions/${id}/acceptance`)).body.code).toBe('introduction_not_found')
    expect((await agent.post(`/introductions/${id}/acceptance`)).status).toBe(403)
    const declined = await client.post(`/introductions/${id}/refusal`)
    expect(declined.body).toMatchObject({
      status: 'open',
      introductions: [{ status: 'declined', contact: null, name: '' }],
    })
    expect((await client.post(`/introductions/${id}/refusal`)).status).toBe(200)
    expect((await client.post(`/introductions/${id}/acceptance`)).body.code).toBe('introduction_settled')
  })

  it('holds no number, no promise and no contact that somebody else typed', async () => {
    expect(await offer({ words: '直接打13800138000' })).toMatchObject({ code: 'phone_in_words', field: 'words' })
    expect((await offer({ name: '沈律师13800138000' })).code).toBe('phone_in_words')
    expect(await offer({ words: '推荐成功给您红包' })).toMatchObject({ code: 'reward_forbidden', field: 'words' })
    expect(await offer({ name: undefined })).toMatchObject({ code: 'invalid_request', field: 'name' })
    expect(await offer({ contact: '6555 0121' })).toMatchObject({ code: 'invalid_request', field: 'contact' })
    expect((await agent.get(`/referral-requests/${requestId}`)).body).toMatchObject({
      status: 'open',
      introductions: [],
    })
  })

  it('is taken back by whoever made it until the counterpart has answered', async () => {
    const { id, code } = await offered()
    const other = await signInAgent(server, await anAgent(server.db))
    expect((await other.post(`/introductions/${id}/withdrawal`)).body.code).toBe('introduction_not_found')
    const taken = await agent.post(`/introductions/${id}/withdrawal`)
    expect(taken.body).toMatchObject({
      status: 'open',
      introductions: [{ status: 'withdrawn', name: '', isEndedWithRequest: false }],
    })
    expect((await agent.post(`/introductions/${id}/withdrawal`)).status).toBe(200)
    const shen = await server.as('shen')
    expect((await shen.post(`/introductions/cards/${code}/agreement`, yes())).body.code).toBe('introduction_closed')
    const second = await offered()
    await shen.post(`/introductions/cards/${second.code}/agreement`, yes())
    expect((await agent.post(`/introductions/${second.id}/withdrawal`)).body.code).toBe('introduction_settled')
  })

  it('ends with the request: what waited is forgotten, what was connected stays', async () => {
    const connected = await offered()
    const waiting = await offered()
    await (await server.as('shen')).post(`/introductions/cards/${connected.code}/agreement`, yes())
    await client.post(`/introductions/${connected.id}/acceptance`)
    const closed = await client.post(`/referral-requests/${requestId}/closing`, { outcome: 'solved', rating: 5 })
    // Nobody took it back, and nobody is said to have.
    expect(closed.body.introductions).toMatchObject([{ isEndedWithRequest: false }, { isEndedWithRequest: true }])
    expect(await rows('SELECT id, status, name FROM introductions ORDER BY id')).toEqual([
      { id: connected.id, status: 'connected', name: '沈律师' },
      { id: waiting.id, status: 'withdrawn', name: '' },
    ])
    expect((await seenBy(client)).contact).toBe('微信 shen-lawyer')
  })

  it('ends with the client’s consent to be served, and what the counterpart gave goes with it', async () => {
    const { id, code } = await offered()
    const shen = await server.as('shen')
    await shen.post(`/introductions/cards/${code}/agreement`, yes())
    await client.post(`/introductions/${id}/acceptance`)
    await client.delete('/consents/be_served')
    expect(await rows('SELECT status, contactEnc FROM introductions')).toEqual([
      { status: 'withdrawn', contactEnc: null },
    ])
    expect((await shen.get(`/introductions/cards/${code}`)).body.code).toBe('introduction_not_found')
  })
})

describe('thanks', () => {
  it('go in words from the client to whoever introduced, once, and to nobody else', async () => {
    const { id, code } = await offered()
    const thank = async (words: string) => (await client.post(`/introductions/${id}/thanks`, { words })).body
    expect((await thank('谢谢您')).code).toBe('introduction_not_connected')
    await (await server.as('shen')).post(`/introductions/cards/${code}/agreement`, yes())
    await client.post(`/introductions/${id}/acceptance`)
    expect(await thank('谢谢，下次请您拿红包')).toMatchObject({ code: 'reward_forbidden', field: 'words' })
    expect(await thank('谢谢，我的电话 13900139000')).toMatchObject({ code: 'phone_in_words', field: 'words' })
    const sent = await Promise.all(Array.from({ length: 10 }, () => thank('谢谢您帮忙')))
    expect(new Set(sent.map(({ introductions }) => introductions[0].thanks.words))).toEqual(new Set(['谢谢您帮忙']))
    expect((await thank('再谢一次')).code).toBe('thanks_given')
    expect((await seenBy(agent)).thanks).toMatchObject({ words: '谢谢您帮忙' })
    expect((await agent.get('/introductions/thanks')).body.items).toMatchObject([
      { introductionId: id, category: 'lawyer', words: '谢谢您帮忙' },
    ])
    for (const other of [client, await server.as('shen')])
      expect((await other.get('/introductions/thanks')).body.items).toEqual([])
    expect(await rows("SELECT COUNT(*) n FROM audit_entries WHERE action = 'introduction.thanked'")).toEqual([
      { n: '1' },
    ])
  })
})
