import { verifyCredits } from '../../../server/src/attribution/verify-credits'
import { PartFromCards1796001101000 } from '../../../server/src/migrations/20261130T1101-part-from-cards'
import { verifyLog } from '../../../server/src/provenance/verify'
import { aClient, aGroup, anAgent, anOrganization, signInAgent, type BuiltClient } from '../../support/builders'
import { recount } from '../../support/recount'
import { newKey, testServer, type Caller } from '../../support/server'
import { yes } from '../provenance/story'
import { records } from '../policies/support'
import { accept, arrive, give, openCard, recordOf } from './support'

const server = testServer()
let agent: Caller
let client: BuiltClient
let friend: Caller
let friendId: string
let run = 0
let card: { id: string; code: string; shareId: string }

beforeEach(async () => {
  const { db } = server
  // Numbers that say what they are of, and never come again: a row in which two of them stand together tells of both.
  run += 100
  for (const [table, first] of [
    ['wechat_accounts', 710_001],
    ['client_records', 720_001],
    ['referrals', 730_001],
    ['shares', 740_001],
  ] as const)
    // prettier-ignore
    await db.query(`ALTER TABLE ${table} AUTO_INCREMENT = ${first + run}`)
  await anOrganization(db)
  const su = await anAgent(db, { name: '苏婉清' })
  agent = await signInAgent(server, su)
  client = await aClient(server, su.id, { displayName: '许女士' })
  const group = await aGroup(db, { hostAgentId: su.id })
  const { id, code } = await give(client)
  const [{ shareId }] = await db.query('SELECT shareId FROM referrals WHERE id = ?', [id])
  card = { id, code, shareId }
  friend = await server.as('friend')
  await arrive(friend, code)
  await openCard(friend, code)
  await accept(friend, code)
  await friend.post('/consents', yes())
  expect((await friend.post(`/groups/${group.id}/membership`, { shareCode: code })).status).toBe(200)
  friendId = await recordOf(server, friend)
  expect((await agent.get(`/referrals/${id}`)).body.friend).toMatchObject({ clientId: friendId })
  expect((await records(agent, friendId, { wonReferralId: id })).status).toBe(200)
})

const get = async (path: string) => {
  const { status, body } = await agent.get(path)
  if (status !== 200) throw new Error(JSON.stringify(body))
  return body
}
const credits = async (outcome: string, dimension: string) => {
  const { outcomes, rows } = await get(`/attribution?outcome=${outcome}&dimension=${dimension}`)
  return { outcomes, rows: rows.map(({ key, outcomes: count, credits: given }: any) => [key, count, given]) }
}
const board = async (by: string) => {
  const { rows } = await get(`/sources?by=${by}`)
  return rows.map(({ key, counts }: any) => [key, counts.came, counts.opened])
}
/** Everything that is counted of cards and of how people came. */
const counted = async () => {
  const { total, openedBy, readBy } = await get(`/sources/shares/${card.shareId}/tree`)
  const tree = await get('/sources/referral-tree')
  const { leads } = await get('/sources/carriers')
  return {
    card: { total, openedBy, readBy },
    tree: [tree.total, tree.statuses],
    reached: leads.map(({ reached }: any) => reached),
    boards: [await board('channel'), await board('item')],
    consent: [await credits('consent', 'channel'), await credits('consent', 'item')],
    referral: [await credits('referral_consented', 'channel'), await credits('referral_consented', 'person')],
    firstPolicy: await credits('first_policy', 'channel'),
    received: (await get('/referrals/received')).items.length,
  }
}
const verified = async (): Promise<string[]> => {
  const findings = await server.db.transaction(async (tx) => {
    const found = await verifyLog(tx, null)
    await verifyCredits(tx, found.findings, new Date())
    return found.findings
  })
  // The client of the builder came by no act.
  return findings.told.filter((one) => !one.startsWith('client_records'))
}

/** Every row of the database in which the friend and the card stand together, by their own numbers. */
async function ties(): Promise<string[]> {
  const tables = await server.db.query(
    "SELECT TABLE_NAME name FROM information_schema.tables WHERE TABLE_SCHEMA = DATABASE() AND TABLE_TYPE = 'BASE TABLE'",
  )
  const found: string[] = []
  for (const { name } of tables)
    for (const row of await server.db.query(`SELECT * FROM \`${name}\``)) {
      const words = new Set(JSON.stringify(row).match(/\d{6,}/gu))
      const isFriend = [friend.accountId, friendId].some((one) => words.has(one))
      const isCard = [card.id, card.shareId].some((one) => words.has(one))
      if (isFriend && isCard) found.push(`${name} ${JSON.stringify(row)}`)
    }
  return found
}
const requestsTold = async (): Promise<unknown[]> =>
  server.db.query(
    `SELECT r.action, f.action other FROM audit_entries r JOIN audit_entries f ON f.requestId = r.requestId AND f.accountId = ?
      WHERE r.subjectKind = 'referral' AND r.subjectId = ? AND r.requestId <> ''`,
    [friend.accountId, card.id],
  )

describe('a friend who takes the consent back', () => {
  it('stands nowhere in the database together with the card, nor with the request that accepted it', async () => {
    expect(await ties()).not.toEqual([])
    await friend.delete('/consents/be_served')
    expect(await ties()).toEqual([])
    expect(await requestsTold()).toEqual([])
    expect(await verified()).toEqual([])
    expect(await recount(server.db)).toEqual([])
  })

  it('changes no count, no tree, no credit under any model, and the log replays to the same', async () => {
    const before = await counted()
    expect(before.card).toMatchObject({ openedBy: [1] })
    await friend.delete('/consents/be_served')
    expect(await counted()).toEqual(before)
    expect(await verified()).toEqual([])
  })

  it('comes back to the same adviser, counted as before, as somebody whom a friend recommended', async () => {
    const before = await counted()
    await friend.delete('/consents/be_served')
    await friend.post('/consents', yes())
    expect(await recordOf(server, friend)).toBe(friendId)
    expect(await counted()).toEqual(before)
    const { body } = await agent.get(`/clients/${friendId}`)
    expect(body).toMatchObject({ provenance: { kind: 'referral', sentence: '一位朋友推荐', hops: [] }, referral: null })
    expect((await agent.get(`/clients/${friendId}/binding`)).body.explanation).toContain('经客户转介绍而来')
    expect((await agent.get(`/clients/${friendId}/origin`)).body).toMatchObject({ hops: [] })
    expect(await ties()).toEqual([])
    expect(await verified()).toEqual([])
  })

  it('is not known by the card again when it is opened once more', async () => {
    await friend.delete('/consents/be_served')
    await arrive(friend, card.code)
    await openCard(friend, card.code)
    expect(await ties()).toEqual([])
    expect((await friend.post('/engagements', { events: [{ id: newKey(), kind: 'arrived', subject: 'app', shareCode: card.code, occurredAt: new Date().toISOString() }] })).status).toBeLessThan(500) // prettier-ignore
    expect(await ties()).toEqual([])
    expect(await verified()).toEqual([])
  })

  it('is parted from the card by the migration, when it was before withdrawals did so', async () => {
    await server.db.query("UPDATE client_records SET status = 'withdrawn' WHERE id = ?", [friendId])
    const runner = server.db.createQueryRunner()
    // Started twice, as after a broken run.
    for (let time = 0; time < 2; time += 1) await new PartFromCards1796001101000().up(runner)
    await runner.release()
    expect(await ties()).toEqual([])
  })

  it('is forgotten once when it is taken back ten times at once', async () => {
    await Promise.all(Array.from({ length: 10 }, () => friend.delete('/consents/be_served')))
    expect(await ties()).toEqual([])
    expect(await server.db.query("SELECT 1 FROM provenance_entries WHERE kind = 'forgotten'")).toHaveLength(2)
    expect(await verified()).toEqual([])
  })
})
