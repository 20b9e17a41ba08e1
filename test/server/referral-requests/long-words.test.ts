import { newKey, testServer } from '../../support/server'
import { aClient, anAgent, signInAgent } from '../../support/builders'

const FAMILY = '👨‍👩‍👧‍👦'

const server = testServer()

describe('words of many code points a character', () => {
  it('are stored whole or refused, and never break the server', async () => {
    const su = await anAgent(server.db)
    const agent = await signInAgent(server, su)
    const client = await aClient(server, su.id)
    const question = { key: newKey(), category: 'other', urgency: 'low', audience: 'agent' }
    const asked = await client.post('/referral-requests', { ...question, words: FAMILY.repeat(500) })
    expect(asked).toMatchObject({ status: 400, body: { code: 'invalid_request', field: 'words' } })
    const fits = await client.post('/referral-requests', { ...question, words: FAMILY.repeat(250) })
    expect(fits).toMatchObject({ status: 200, body: { words: FAMILY.repeat(250) } })
    const plain = await client.post('/referral-requests', { ...question, key: newKey(), words: '𠮷'.repeat(500) })
    expect(plain.status).toBe(200)

    const card = await client.post('/referrals', { key: newKey(), words: FAMILY.repeat(120) })
    expect(card).toMatchObject({ status: 400, body: { field: 'words' } })

    const introduce = (name: string) =>
      agent.post(`/referral-requests/${fits.body.id}/introductions`, {
        key: newKey(),
        kind: 'person',
        name,
        words: '很有耐心',
      })
    expect(await introduce(FAMILY.repeat(40))).toMatchObject({ status: 400, body: { field: 'name' } })
    const offered = await introduce('🧑🏽‍🚀'.repeat(40))
    expect(offered.status).toBe(200)
    const code = offered.body.introductions[0].card.path.slice(-16)
    const agree = (contact: string) =>
      client.post(`/introductions/cards/${code}/agreement`, { way: 'own', contact, isAdult: true })
    expect(await agree(FAMILY.repeat(200))).toMatchObject({ status: 400, body: { field: 'contact' } })
    const other = await server.as('somebody else')
    const agreed = await other.post(`/introductions/cards/${code}/agreement`, {
      way: 'own',
      contact: '🧑🏽‍🚀'.repeat(200),
      isAdult: true,
    })
    expect(agreed.status).toBe(200)
  })
})
