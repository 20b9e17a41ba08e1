import { verifyCredits } from '../../../server/src/attribution/verify-credits'
import { verifyDecisions } from '../../../server/src/clients/verify-decisions'
import { verifyLog } from '../../../server/src/provenance/verify'
import { aClient, aContent, aGroup, anAgent, anOrganization, consents, signInAgent } from '../../support/builders'
import { recount, recountTouches } from '../../support/recount'
import { newKey, testServer, type Caller } from '../../support/server'

const server = testServer()
beforeEach(() => anOrganization(server.db))

const yes = (shareCode: string) => ({
  decisions: [{ purpose: 'be_served', textVersion: '2026-11', given: true }],
  isAdult: true,
  shareCode,
})
const arrive = (caller: Caller, shareCode: string) =>
  caller.post('/engagements', {
    events: [{ id: newKey(), kind: 'arrived', subject: 'app', shareCode, occurredAt: new Date().toISOString() }],
  })

/** A client's card for the own agent, and an article that another agent has shared. */
async function aCardAndAnArticle() {
  const [agent, other] = [await anAgent(server.db), await anAgent(server.db)]
  const client = await aClient(server, agent.id)
  const card = (await client.post('/referrals', { key: newKey(), words: '说话实在，推荐你认识' })).body
  const asOther = await signInAgent(server, other)
  const subject = { subject: 'content', subjectId: (await aContent(server.db)).id }
  const article = (await asOther.post('/shares', { key: newKey(), ...subject, channel: 'card' })).body
  return { agent, other, client, referralId: card.id as string, card: card.share.code as string, article: article.code as string }
} // prettier-ignore
const statusOf = async (id: string) =>
  (await server.db.query('SELECT status FROM referrals WHERE id = ?', [id]))[0].status

describe('a friend who came by a card and says yes on another page', () => {
  it('comes from the referral, whoever’s share was first, and the page says so before', async () => {
    const { agent, client, referralId, card, article } = await aCardAndAnArticle()
    const friend = await server.as('friend')
    await arrive(friend, article)
    await arrive(friend, card)
    expect((await friend.get('/consents')).body.prospectiveAdviser.id).toBe(agent.id)
    const answers = await Promise.all(Array.from({ length: 10 }, () => friend.post('/consents', yes(card))))
    expect(answers.map(({ status }) => status)).toEqual(Array(10).fill(200))
    expect(answers.filter(({ body }) => body.boundBy === 'referral')).toHaveLength(1)
    expect(await server.db.query('SELECT toStatus FROM referral_moves ORDER BY id')).toEqual([
      { toStatus: 'offered' },
      { toStatus: 'consented' },
    ])
    expect(
      await server.db.query('SELECT provenanceReferralId FROM client_records WHERE provenanceKind = ?', ['referral']),
    ).toEqual([{ provenanceReferralId: referralId }])
    expect((await client.get('/referrals')).body.items).toMatchObject([{ status: 'accepted' }])
    expect(await recount(server.db)).toEqual([])
    expect(await recountTouches(server.db)).toEqual([])
  })

  it('but who came by something else since then does not', async () => {
    const { agent, referralId, card, article } = await aCardAndAnArticle()
    const reader = await server.as('reader')
    await arrive(reader, card)
    const { body } = await reader.post('/consents', yes(article))
    expect(body).toMatchObject({ boundBy: 'first_touch', me: { adviser: { id: agent.id } } })
    expect(await statusOf(referralId)).toBe('offered')
  })

  it('and the referrer, who opens the own card, does not', async () => {
    const { client, referralId, card } = await aCardAndAnArticle()
    await client.delete('/consents/be_served')
    expect((await client.post('/consents', yes(card))).body.boundBy).toBe('bound_account')
    // It ended with the leaving, and was not accepted.
    expect(await statusOf(referralId)).toBe('withdrawn')
  })
})

it('who became a client otherwise and then turns the card down is known by it nowhere, and goes on counting', async () => {
  const { agent, card, article } = await aCardAndAnArticle()
  const asAgent = await signInAgent(server, agent)
  const reader = await server.as('reader')
  await arrive(reader, card)
  await reader.post('/consents', { ...yes(article), displayName: '林女士' })
  const referralRow = async () => (await asAgent.get('/sources?by=channel')).body.rows.find(({ key }: { key: string }) => key === 'referral').counts // prettier-ignore
  const before = await referralRow()
  expect(before).toMatchObject({ came: 1, consented: 1 })
  expect((await reader.post(`/referrals/invitations/${card}/refusal`)).status).toBe(200)

  const [{ id: shareId }] = await server.db.query('SELECT id FROM shares WHERE code = ?', [card])
  const [{ recordId }] = await server.db.query('SELECT recordId FROM wechat_accounts WHERE id = ?', [reader.accountId])
  const kept = [
    await server.db.query('SELECT provenanceShareId FROM client_records WHERE id = ?', [recordId]),
    await server.db.query('SELECT inputs, decision FROM binding_decisions WHERE recordId = ?', [recordId]),
    await server.db.query("SELECT facts FROM provenance_entries WHERE kind IN ('bound', 'outcome')"),
    (await asAgent.get(`/clients/${recordId}/origin`)).body.hops,
  ]
  expect(JSON.stringify(kept)).not.toMatch(new RegExp(`hare(Id)?\\\\*":\\\\*"${shareId}\\\\*"`, 'u'))
  expect(kept[3]).toEqual([])
  expect(await referralRow()).toEqual(before)
  const told = await server.db.transaction(async (tx) => {
    const { findings } = await verifyLog(tx, null)
    await verifyDecisions(tx, findings)
    await verifyCredits(tx, findings, new Date())
    return findings.told
  })
  // The builders' client is there without a story.
  expect(told.filter((one) => !/^client_records/u.test(one))).toEqual([])
})

it('a card that was turned down ties nobody to it, wherever its code is sent', async () => {
  const { card } = await aCardAndAnArticle()
  expect((await (await server.as('friend')).post(`/referrals/invitations/${card}/refusal`)).status).toBe(200)
  const again = await server.as('friend')
  const group = await aGroup(server.db)
  await consents(server.db, again.accountId, 'use_service')
  await again.post(`/groups/${group.id}/membership`, { shareCode: card })
  expect((await again.post('/consents', yes(card))).body.boundBy).toBe('unassigned')
  for (const table of ['touches', 'memberships', 'consent_decisions'])
    expect(await server.db.query(`SELECT * FROM ${table} WHERE shareId IS NOT NULL`)).toEqual([])
})
