import { aClient, anAgent, anOrganization, signInAgent, type BuiltClient } from '../../support/builders'
import { recount, recountTouches } from '../../support/recount'
import { testServer, type Caller } from '../../support/server'
import { accept, arrive, give, openCard, proofOf, sendPrivately } from './support'

const DAY = 86_400_000

const server = testServer()
let asAgent: Caller
let client: BuiltClient

beforeEach(async () => {
  await fetch(`${server.sandbox.url}/sandbox/faults`, { method: 'DELETE' })
  await anOrganization(server.db)
  const agent = await anAgent(server.db, { name: '苏婉清' })
  asAgent = await signInAgent(server, agent)
  client = await aClient(server, agent.id, { displayName: '许女士', person: 'xu' })
})

const prepare = (id: string, as: 'private' | 'ordinary') => client.post(`/referrals/${id}/sending`, { as })
const rowsOf = (table: string, where = '1 = 1') => server.db.query(`SELECT * FROM ${table} WHERE ${where}`)

/** A private card that went from the client to Wei. */
async function aPrivateCard() {
  const card = await give(client)
  const { body } = await prepare(card.id, 'private')
  const ticket = await sendPrivately(server, body.activityId, 'xu', 'wei')
  return { ...card, activityId: body.activityId as string, ticket }
}

describe('a card as a private message', () => {
  it('opens for the one to whom it was sent, who decides as on any other card', async () => {
    const { id, code, ticket } = await aPrivateCard()
    const wei = await server.as('wei')
    const opened = await openCard(wei, code, (await proofOf(server, 'wei', ticket))!)
    expect(opened).toMatchObject({ status: 200, body: { referrerName: '许女士', state: 'waiting', refusal: null } })
    // From now on also from elsewhere, without the message at hand.
    expect((await wei.get(`/referrals/invitations/${code}`)).body.can).toEqual({ accept: true, decline: true })
    expect((await accept(wei, code)).body.boundBy).toBe('referral')
    expect(await rowsOf('referrals', `id = ${id} AND status = 'consented'`)).toHaveLength(1)
    expect([await recount(server.db), await recountTouches(server.db)]).toEqual([[], []])
  })

  it('forgets who had it also when the friend leaves after it has come to its end', async () => {
    const { id, code, ticket } = await aPrivateCard()
    const wei = await server.as('wei')
    await openCard(wei, code, (await proofOf(server, 'wei', ticket))!)
    await accept(wei, code)
    for (const to of ['contacted', 'met', 'proposed', 'won']) await asAgent.post(`/referrals/${id}/moves`, { to })
    await wei.delete('/consents/be_served')
    expect(await rowsOf('referral_addressees')).toEqual([])
    expect(await rowsOf('referrals', `id = ${id} AND status = 'won' AND friendRecordId IS NULL`)).toHaveLength(1)
  })

  it('is refused to somebody else who has its code, with a reason, and nothing of that person is kept', async () => {
    const { id, code, ticket } = await aPrivateCard()
    const other = await server.as('other')
    expect((await arrive(other, code)).body.refused).toHaveLength(1)
    for (const answer of [
      await other.get(`/referrals/invitations/${code}`),
      await accept(other, code),
      await other.post(`/referrals/invitations/${code}/refusal`),
    ])
      expect([answer.status, answer.body.code]).toEqual([403, 'referral_private'])
    expect(await proofOf(server, 'other', ticket)).toBeNull()
    const { status, body } = await openCard(other, code)
    expect([status, body.code, JSON.stringify(body)]).toEqual([403, 'referral_private', expect.not.stringContaining('许女士')]) // prettier-ignore
    for (const table of ['touches', 'engagements', 'referral_addressees', 'sessions', 'audit_entries'])
      expect([table, await rowsOf(table, `accountId = ${other.accountId}`)]).toEqual([table, []])
    expect(await rowsOf('wechat_accounts', `id = ${other.accountId}`)).toEqual([])
    expect(await rowsOf('referrals', `id = ${id} AND status = 'offered'`)).toHaveLength(1)
  })

  it('ties nobody to it who has only its code, on whatever page a consent is given', async () => {
    const { id, code } = await aPrivateCard()
    const other = await server.as('other')
    await arrive(other, code)
    const yes = { decisions: [{ purpose: 'be_served', textVersion: '2026-11', given: true }], isAdult: true }
    expect((await other.post('/consents', { ...yes, shareCode: code })).body.boundBy).toBe('unassigned')
    expect(await rowsOf('referrals', `id = ${id} AND friendRecordId IS NULL`)).toHaveLength(1)
    expect(await rowsOf('touches')).toEqual([])
  })

  it('does not open with the proof of another card', async () => {
    const mine = await aPrivateCard()
    const another = await aPrivateCard()
    const wei = await server.as('wei')
    const proof = await proofOf(server, 'wei', mine.ticket)
    expect((await openCard(wei, another.code, proof!)).body.code).toBe('referral_private')
  })

  it('asks to come in again when the login has changed since the proof, or the proof was tampered with', async () => {
    const { code, ticket } = await aPrivateCard()
    await server.as('wei')
    const old = await proofOf(server, 'wei', ticket)
    const wei = await server.as('wei')
    for (const proof of [old!, { encryptedData: 'AAAA', iv: 'AAAA' }])
      expect((await openCard(wei, code, proof)).body).toMatchObject({ status: 409, code: 'open_data_unreadable' })
    expect((await openCard(wei, code, (await proofOf(server, 'wei', ticket))!)).status).toBe(200)
  })

  it('keeps what its addressee reads on the way, from the proof on, and nothing once it was turned down', async () => {
    const { code, ticket } = await aPrivateCard()
    const wei = await server.as('wei')
    await openCard(wei, code, (await proofOf(server, 'wei', ticket))!)
    expect((await arrive(wei, code)).body.refused).toEqual([])
    expect(await rowsOf('touches', `accountId = ${wei.accountId}`)).toHaveLength(1)
    expect((await wei.post(`/referrals/invitations/${code}/refusal`)).status).toBe(200)
    for (const table of ['touches', 'engagements', 'referral_addressees'])
      expect([table, await rowsOf(table, `accountId = ${wei.accountId}`)]).toEqual([table, []])
    expect(await rowsOf('wechat_accounts', `id = ${wei.accountId}`)).toEqual([])
    expect(await recount(server.db)).toEqual([])
  })

  it('prepared ten times at once is prepared once, with one activity that all phones are given', async () => {
    const { id } = await give(client)
    const answers = await Promise.all(Array.from({ length: 10 }, () => prepare(id, 'private')))
    expect(new Set(answers.map(({ status, body }) => `${status} ${body.as}`))).toEqual(new Set(['200 private']))
    expect(await rowsOf('audit_entries', "action = 'referral.prepared'")).toHaveLength(1)
    expect((await client.get('/referrals')).body.items[0]).toMatchObject({ sentAs: 'private' })
    const again = await prepare(id, 'private')
    expect(answers.map(({ body }) => body.activityId)).toContain(again.body.activityId)
  })

  it('gets a fresh activity after a week, and the old message still opens', async () => {
    const { id, code, activityId, ticket } = await aPrivateCard()
    server.setTime(new Date(Date.now() + 7 * DAY))
    expect((await prepare(id, 'private')).body.activityId).not.toBe(activityId)
    server.setTime(null)
    const wei = await server.as('wei')
    expect((await openCard(wei, code, (await proofOf(server, 'wei', ticket))!)).status).toBe(200)
  })
})

describe('a card as any other', () => {
  it.each([
    ['on a phone that knows no private messages', 'ordinary', false],
    ['when WeChat gives no activity', 'private', true],
  ] as const)('%s: whoever gets it can open it', async (_, as, isDown) => {
    const { id, code } = await give(client)
    if (isDown)
      await fetch(`${server.sandbox.url}/sandbox/faults`, {
        method: 'POST',
        body: JSON.stringify({ api: 'activityid.create', kind: 'errcode', errcode: 48001, times: 5 }),
      })
    expect((await prepare(id, as)).body).toEqual({ as: 'ordinary', activityId: null })
    expect((await openCard(await server.as('anybody'), code)).body.state).toBe('waiting')
  })

  it('does not become a private one later: who has it could not open it any more', async () => {
    const { id } = await give(client)
    await prepare(id, 'ordinary')
    expect((await prepare(id, 'private')).body).toEqual({ as: 'ordinary', activityId: null })
  })

  it('is not sent by somebody else, nor after it is over', async () => {
    const { id, code } = await give(client)
    const stranger = await aClient(server, (await anAgent(server.db)).id)
    expect((await stranger.post(`/referrals/${id}/sending`, { as: 'ordinary' })).body.code).toBe('referral_not_found')
    await accept(await server.as('friend'), code)
    expect((await prepare(id, 'private')).body.code).toBe('referral_closed')
  })
})

describe('the referrer takes a card back', () => {
  const takeBack = (id: string) => client.post(`/referrals/${id}/withdrawal`)

  it('that nobody has accepted: ten times at once is once, and the friend finds it closed', async () => {
    const { id, code } = await give(client)
    const friend = await server.as('friend')
    await openCard(friend, code)
    const answers = await Promise.all(Array.from({ length: 10 }, () => takeBack(id)))
    expect(new Set(answers.map(({ status, body }) => `${status} ${body.status}`))).toEqual(new Set(['200 ended']))
    expect(await rowsOf('referral_moves', "toStatus = 'withdrawn'")).toMatchObject([
      { mover: 'referrer', actorAccountId: client.accountId },
    ])
    expect((await friend.get(`/referrals/invitations/${code}`)).body).toMatchObject({
      ...{ state: 'closed', words: '', referrerName: '一位朋友' },
      refusal: { code: 'referral_taken_back' },
    })
    expect((await asAgent.get(`/referrals/${id}`)).body.history.at(-1)).toMatchObject({
      text: '推荐人收回了卡片',
      by: '许女士',
    })
  })

  it('that went as a private message: its addressee finds it closed, and is not sent to look for another way in', async () => {
    const { id, code, ticket } = await aPrivateCard()
    const wei = await server.as('wei')
    await takeBack(id)
    const { status, body } = await openCard(wei, code, (await proofOf(server, 'wei', ticket))!)
    expect([status, body]).toMatchObject([200, { state: 'closed', words: '', referrerName: '一位朋友' }])
    expect(await rowsOf('referral_addressees')).toEqual([])
  })

  it('but not one that the friend has accepted, nor somebody else’s', async () => {
    const { id, code } = await give(client)
    const stranger = await aClient(server, (await anAgent(server.db)).id)
    expect((await stranger.post(`/referrals/${id}/withdrawal`)).body.code).toBe('referral_not_found')
    await accept(await server.as('friend'), code)
    expect((await takeBack(id)).body.code).toBe('referral_closed')
  })

  it('or the friend accepts at the same moment: one of the two happens', async () => {
    const { id, code } = await give(client)
    const friend = await server.as('friend')
    const [taken, accepted] = await Promise.all([takeBack(id), accept(friend, code)])
    expect([taken.status, accepted.status].filter((status) => status === 200)).toHaveLength(1)
    expect(await rowsOf('referral_moves', "toStatus IN ('withdrawn', 'consented')")).toHaveLength(1)
  })
})
