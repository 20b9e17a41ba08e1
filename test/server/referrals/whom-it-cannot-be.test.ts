import {
  aClient,
  aGroup,
  anAgent,
  anOrganization,
  signInAgent,
  type BuiltAgent,
  type BuiltClient,
} from '../../support/builders'
import { recount, recountTouches } from '../../support/recount'
import { mergeByHand } from '../../support/merge-by-hand'
import { testServer, type Caller } from '../../support/server'
import { anEvent, aReader } from '../events/support'
import { showsPhone } from '../merges/support'
import { accept, arrive, give, openCard, recordOf, wechat } from './support'

const server = testServer()
let su: BuiltAgent
let asSu: Caller
let client: BuiltClient

beforeEach(async () => {
  await anOrganization(server.db)
  su = await anAgent(server.db, { name: '苏婉清' })
  asSu = await signInAgent(server, su)
  client = await aClient(server, su.id, { displayName: '许女士' })
})

const traceOf = async ({ accountId }: Caller) => {
  const tables = ['touches', 'engagements', 'sessions', 'audit_entries']
  const rows = await Promise.all(
    tables.map((table) =>
      server.db.query(`SELECT 1 FROM ${table} WHERE accountId = ? AND ? IS NOT NULL`, [accountId, table]),
    ),
  )
  return rows.flat()
}
const noticesOf = async (agent: Caller) => (await agent.get('/workbench')).body.notices
const setUnionid = (person: Caller, unionid: string) =>
  server.db.query('UPDATE wechat_accounts SET unionid = ? WHERE id = ?', [unionid, person.accountId])

describe('a card is opened by', () => {
  it('the own second account of the referrer, known by WeChat as the same person: refused with the reason, nothing kept', async () => {
    const { code } = await give(client)
    await setUnionid(client, 'u-xu')
    await wechat(server, 'people', { key: 'second', unionid: 'u-xu' })
    const second = await server.as('second')
    await arrive(second, code)
    expect((await openCard(second, code)).body).toMatchObject({
      can: { accept: false, decline: false },
      refusal: { code: 'referral_own', text: '不能推荐给自己' },
    })
    expect(await traceOf(second)).toEqual([])
    expect((await accept(await server.as('second'), code)).body.code).toBe('referral_own')
    expect([await recount(server.db), await recountTouches(server.db)]).toEqual([[], []])
  })

  it.each<[string, (xu: BuiltClient) => Promise<void>]>([
    [
      'that went with a merged record',
      async (xu) => {
        const other = await aClient(server, su.id, { phone: '+8613900139000' })
        const pair = { survivorId: xu.recordId, mergedId: other.recordId }
        expect((await mergeByHand(asSu, pair)).status).toBe(200)
      },
    ],
    [
      'that another account of the referrer has',
      async (xu) => {
        const second = await server.as('second')
        await server.db.query('UPDATE wechat_accounts SET recordId = ? WHERE id = ?', [xu.recordId, second.accountId])
        await showsPhone(server, 'second', second, '13900139000')
      },
    ],
  ])('a new account of the referrer with a number %s: refused, and no record of its own is made', async (_, known) => {
    const xu = await aClient(server, su.id, { phone: '+8613800138000' })
    await known(xu)
    const { code } = await give(xu)
    const third = await server.as('third')
    await showsPhone(server, 'third', third, '13900139000')
    expect((await accept(third, code)).body.code).toBe('referral_own')
    expect((await openCard(third, code)).body.refusal.code).toBe('referral_own')
    expect(await traceOf(third)).toEqual([])
    expect(await server.db.query('SELECT 1 FROM referrals WHERE friendRecordId IS NOT NULL')).toEqual([])
  })

  it('an account that only later turns out to be the referrer’s: nobody is thanked, nothing comes of it, until the two are parted', async () => {
    const xu = await aClient(server, su.id, { phone: '+8613800138000', displayName: '徐女士' })
    const [{ id, code }, other] = [await give(xu), await give(xu)]
    const second = await server.as('second')
    expect((await accept(second, code, '小徐')).status).toBe(200)
    await accept(await server.as('friend'), other.code)
    const tree = async () => (await asSu.get('/sources/referral-tree')).body.ids.length
    const workbench = async () => {
      const { thanksDue, activeReferralCount } = (await asSu.get('/workbench')).body
      return [thanksDue.length, activeReferralCount]
    }
    const before = [await tree(), ...(await workbench())]
    await showsPhone(server, 'second', second, '13800138000')
    expect(await recordOf(server, second)).toBe(xu.recordId)
    expect((await asSu.get(`/referrals/${id}`)).body).toMatchObject({
      isOneself: true,
      thanksDue: [],
      can: { moveTo: [], thank: false },
    })
    expect((await asSu.post(`/referrals/${id}/moves`, { to: 'contacted' })).body.code).toBe('referral_state_wrong')
    expect((await asSu.post(`/referrals/${id}/thanks`, { at: 'consent', words: '谢谢您的推荐' })).body.code).toBe(
      'referral_state_wrong',
    )
    // The other friend hangs on the referrer as before.
    expect([await tree(), ...(await workbench())]).toEqual([before[0]! - 1, 1, 1])
    const [{ id: mergeId }] = await server.db.query('SELECT id FROM record_merges')
    expect((await asSu.post(`/merges/${mergeId}/undoing`, { reason: '看错了' })).status).toBe(200)
    expect((await asSu.get(`/referrals/${id}`)).body).toMatchObject({ isOneself: false, thanksDue: ['consent'] })
    expect([await tree(), ...(await workbench())]).toEqual(before)
  })

  it('two people of the pool, each with the other’s card, at the same instant: one comes by the other, and no loop is made', async () => {
    for (let round = 0; round < 3; round += 1) {
      const pair = [await aClient(server, su.id), await aClient(server, su.id)] as const
      const cards = [await give(pair[0]), await give(pair[1])] as const
      const ids = pair.map(({ recordId }) => recordId)
      await server.db.query('UPDATE client_records SET ownerAgentId = NULL WHERE id IN (?)', [ids])
      const answers = await Promise.all([accept(pair[0], cards[1].code), accept(pair[1], cards[0].code)])
      expect(answers.map(({ status, body }) => body.code ?? status).sort()).toEqual([200, 'referral_loop'])
      const friends = await server.db.query('SELECT friendRecordId FROM referrals WHERE friendRecordId IN (?)', [ids])
      expect(friends).toHaveLength(1)
    }
  })

  it('the agent whom it recommends: refused with the reason, and it reached nobody', async () => {
    const { id, code } = await give(client)
    await arrive(asSu, code)
    expect((await openCard(asSu, code)).body.refusal.code).toBe('referral_by_agent')
    expect(await server.db.query('SELECT 1 FROM touches')).toEqual([])
    expect((await asSu.get(`/referrals/${id}`)).body.status).toBe('offered')
    expect((await asSu.get('/me')).status).toBe(200)
  })

  it('nor by another account of that agent, known by the number or by WeChat: refused, and no record is made', async () => {
    await showsPhone(server, `agent-${su.id}`, asSu, '13800138000')
    const second = await server.as('second')
    await showsPhone(server, 'second', second, '13800138000')
    const { code } = await give(client)
    await arrive(second, code)
    expect((await accept(second, code)).body.code).toBe('referral_by_agent')
    expect((await openCard(second, code)).body.refusal.code).toBe('referral_by_agent')
    expect(await traceOf(second)).toEqual([])
  })

  it('somebody who came before the referrer, three referrals back: refused as a loop', async () => {
    const chain = [client]
    for (const name of ['二', '三', '四']) {
      const friend = await server.as(`friend-${name}`)
      await accept(friend, (await give(chain.at(-1)!)).code, name)
      chain.push({ ...friend, recordId: await recordOf(server, friend) })
    }
    // The first one leaves the agent's book; only the chain still speaks against coming back by this card.
    const { code } = await give(chain.at(-1)!)
    await client.delete('/consents/be_served')
    expect((await openCard(client, code)).body.refusal.code).toBe('referral_loop')
    expect((await accept(client, code)).body.code).toBe('referral_loop')
    expect(await server.db.query("SELECT 1 FROM client_records WHERE status = 'withdrawn'")).toHaveLength(1)
    const stranger = await server.as('stranger')
    expect((await accept(stranger, code)).status).toBe(200)
  })

  it('somebody else’s client: the adviser stays, and both agents are told what they may know, once', async () => {
    const wang = await anAgent(server.db, { name: '王可' })
    const asWang = await signInAgent(server, wang)
    const served = await aClient(server, wang.id, { displayName: '韩先生' })
    const { id, code } = await give(client)
    await arrive(served, code)
    const answers = await Promise.all(Array.from({ length: 10 }, () => openCard(served, code)))
    expect(new Set(answers.map(({ body }) => body.refusal?.code))).toEqual(new Set(['referral_has_adviser']))
    expect((await asSu.get(`/referrals/${id}`)).body.status).toBe('offered')
    const [vain] = await noticesOf(asSu)
    expect([vain.clientId, JSON.stringify(await noticesOf(asSu))]).toEqual([
      null,
      expect.not.stringContaining('韩先生'),
    ])
    expect(await noticesOf(asWang)).toEqual([
      {
        id: expect.any(String),
        text: '您的客户韩先生打开了代理人苏婉清的推荐卡，归属没有变化，记为协助',
        clientId: served.recordId,
        at: expect.any(String),
      },
    ])
    expect(JSON.stringify(await noticesOf(asWang))).not.toContain('许女士')
    expect((await asWang.get(`/clients/${served.recordId}`)).body.assists).toMatchObject([{ agentName: '苏婉清' }])
    expect(await server.db.query('SELECT 1 FROM agent_notices')).toHaveLength(2)
    await served.delete('/consents/be_served')
    expect(await noticesOf(asWang)).toEqual([])
  })

  it('somebody’s client or a stranger: the referrer reads the same to the letter, and learns of nobody whose client that is', async () => {
    const read = async (person: Caller) => {
      const { id, code } = await give(client)
      await arrive(person, code)
      await openCard(person, code)
      const { items } = (await client.get('/referrals')).body
      return JSON.stringify(items.find((card: { id: string }) => card.id === id))
        .replaceAll(code, 'CODE')
        .replaceAll(/"\d+"|"\d{4}-[^"]*"/gu, '""')
    }
    const served = await aClient(server, (await anAgent(server.db)).id)
    expect(await read(served)).toBe(await read(await server.as('stranger')))
  })

  it('somebody who took the consent back from another agent: is not told to have an adviser, and no agent is told anything', async () => {
    const wang = await anAgent(server.db)
    const left = await aClient(server, wang.id)
    await left.delete('/consents/be_served')
    const { code } = await give(client)
    expect((await openCard(left, code)).body.refusal).toEqual({
      code: 'referral_had_adviser',
      text: '您曾由另一位代理人服务，再次同意后仍由那位代理人服务；想换一位，可以请机构调整',
    })
    expect((await accept(left, code)).body.code).toBe('referral_had_adviser')
    expect(await server.db.query('SELECT 1 FROM agent_notices')).toEqual([])
  })

  it('a second account of somebody’s client without any record of its own: it meets the client all the same', async () => {
    const wang = await anAgent(server.db)
    const served = await aClient(server, wang.id)
    await setUnionid(served, 'u-han')
    await wechat(server, 'people', { key: 'han-second', unionid: 'u-han' })
    const { code } = await give(client)
    expect((await accept(await server.as('han-second'), code)).body.code).toBe('referral_has_adviser')
  })
})

it('whoever joins a group or an event with the card at hand and then turns it down: what was joined stays, by no card', async () => {
  const { code } = await give(client)
  const [group, event] = [await aGroup(server.db), await anEvent(server.db)]
  const friend = await aReader(server, 'friend')
  await arrive(friend, code)
  await openCard(friend, code)
  await friend.post(`/groups/${group.id}/membership`, { shareCode: code })
  await friend.post(`/events/${event.id}/registration`, { shareCode: code })
  expect((await friend.post(`/referrals/invitations/${code}/refusal`)).status).toBe(200)
  const [{ id: shareId }] = await server.db.query('SELECT id FROM shares WHERE code = ?', [code])
  for (const table of ['outcomes', 'engagements', 'touches', 'memberships', 'event_registrations'])
    expect([table, await server.db.query(`SELECT 1 FROM ${table} WHERE shareId = ?`, [shareId])]).toEqual([table, []])
  const left = await server.db.query('SELECT kind FROM engagements WHERE accountId = ? ORDER BY kind', [
    friend.accountId,
  ])
  expect(left).toEqual([{ kind: 'joined' }, { kind: 'registered' }])
  expect([await recount(server.db), await recountTouches(server.db)]).toEqual([[], []])
})

it('an agent puts a notice away, once and for good; another agent’s is not found', async () => {
  const wang = await anAgent(server.db)
  const served = await aClient(server, wang.id)
  await openCard(served, (await give(client)).code)
  const [{ id }] = await noticesOf(asSu)
  const path = `/referrals/notices/${id}/dismissal`
  expect((await (await signInAgent(server, wang)).post(path)).body.code).toBe('notice_not_found')
  const answers = await Promise.all(Array.from({ length: 10 }, () => asSu.post(path)))
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]))
  expect(await noticesOf(asSu)).toEqual([])
  expect(await server.db.query("SELECT 1 FROM audit_entries WHERE action = 'notice.put-away'")).toHaveLength(1)
})

describe('the friend is insured', () => {
  it('which is noted as the friend’s own act, ten times at once and sent again: one first policy', async () => {
    const { id, code } = await give(client)
    const friend = await server.as('friend')
    await accept(friend, code)
    for (const to of ['contacted', 'met', 'proposed']) await asSu.post(`/referrals/${id}/moves`, { to })
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => asSu.post(`/referrals/${id}/moves`, { to: 'won' })),
    )
    expect(new Set(answers.map(({ status, body }) => `${status} ${body.status}`))).toEqual(new Set(['200 won']))
    await asSu.post(`/referrals/${id}/moves`, { to: 'won' })
    const acts = await server.db.query("SELECT accountId, recordId, agentId FROM engagements WHERE kind = 'insured'")
    expect(acts).toEqual([{ accountId: friend.accountId, recordId: await recordOf(server, friend), agentId: su.id }])
    const timeline = (await asSu.get(`/clients/${acts[0].recordId}/timeline`)).body.items
    expect(timeline).toContainEqual(expect.objectContaining({ kind: 'insured', label: '首张保单' }))
    expect([await recount(server.db), await recountTouches(server.db)]).toEqual([[], []])
  })

  it('or says no after the yes: the agent notes it with a reason, thanks for the yes, and the referrer sees nothing of it', async () => {
    const { id, code } = await give(client)
    await accept(await server.as('friend'), code)
    const decline = (reason?: string) => asSu.post(`/referrals/${id}/moves`, { to: 'declined', reason })
    expect((await decline()).body).toMatchObject({ code: 'invalid_request', field: 'reason' })
    expect((await decline('暂时不需要')).body).toMatchObject({
      status: 'declined',
      can: { moveTo: [] },
      thanksDue: ['consent'],
    })
    expect((await client.get('/referrals')).body.items[0].status).toBe('accepted')
    expect((await asSu.get('/workbench')).body.thanksDue).toMatchObject([{ referralId: id, at: 'consent' }])
    await asSu.post(`/referrals/${id}/thanks`, { at: 'consent', words: '谢谢您的引荐' })
    expect((await asSu.get('/workbench')).body.thanksDue).toEqual([])
    expect((await client.get('/referrals')).body.items[0].status).toBe('thanked')
  })
})
