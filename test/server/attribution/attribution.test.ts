import fc from 'fast-check'
import type { AttributedOutcomeView, AttributionView } from '@quanke/shared/contracts/attribution'
import { attributionModels, CREDIT_PER_OUTCOME } from '@quanke/shared/domain/attribution'
import { verifyCredits } from '../../../server/src/attribution/verify-credits'
import { Findings } from '../../../server/src/provenance/findings'
import { verifyLog } from '../../../server/src/provenance/verify'
import {
  aClient,
  aContent,
  aGroup,
  anAgent,
  anOrganization,
  aTeam,
  consents,
  signInAgent,
} from '../../support/builders'
import { countStatements } from '../../support/count-statements'
import { newKey, testServer, type Answer, type Caller } from '../../support/server'
import { anEvent, aReader, inHours, registrationOf } from '../events/support'
import { arrived, aStory, minutesAgo, send, shares, yes } from '../provenance/story'

const server = testServer()
beforeEach(() => anOrganization(server.db))

const ask = async (caller: Caller, query: string): Promise<AttributionView> => {
  const { status, body } = await caller.get(`/attribution?${query}`)
  if (status !== 200) throw new Error(JSON.stringify(body))
  return body
}
const behind = async (caller: Caller, query: string): Promise<AttributedOutcomeView[]> => {
  const items: AttributedOutcomeView[] = []
  for (let cursor: string | null = ''; cursor !== null;) {
    const { status, body }: Answer = await caller.get(`/attribution/outcomes?limit=2&${query}&cursor=${cursor}`)
    if (status !== 200) throw new Error(JSON.stringify(body))
    items.push(...body.items)
    cursor = body.next
  }
  return items
}
const DIMENSIONS = ['channel', 'item', 'person', 'group', 'campaign']
const expectReconciled = async (caller: Caller, outcome: string) => {
  for (const dimension of DIMENSIONS) {
    const query = `outcome=${outcome}&dimension=${dimension}`
    const view = await ask(caller, query)
    for (const model of attributionModels)
      expect(view.rows.reduce((sum, { credits }) => sum + credits[model], 0)).toBe(view.outcomes * CREDIT_PER_OUTCOME)
    for (const row of view.rows) {
      const rows = await behind(caller, `${query}&row=${row.key}`)
      expect(rows).toHaveLength(row.outcomes)
      for (const model of attributionModels)
        expect(rows.reduce((sum, { credits }) => sum + credits[model], 0)).toBe(row.credits[model])
    }
    expect(await behind(caller, query)).toHaveLength(view.outcomes)
  }
}
/** For records of which the log does not tell how they came to be. */
const expectSameCredits = async () => {
  const findings = new Findings()
  await server.db.transaction((tx) => verifyCredits(tx, findings, new Date()))
  expect(findings.told).toEqual([])
}
const expectReplayed = async () => {
  const found = await server.db.transaction(async (tx) => {
    const { findings } = await verifyLog(tx, null)
    await verifyCredits(tx, findings, new Date())
    return findings.told
  })
  expect(found).toEqual([])
}

describe('an agent', () => {
  it('sees what led to the outcomes of the own people, and every figure opens into its rows', async () => {
    const { agentCaller, content } = await aStory(server)
    const view = await ask(agentCaller, 'outcome=consent&dimension=item')
    expect(view).toMatchObject({ outcomes: 3, withoutShare: 1, lookBackDays: 90, isCut: false })
    expect(view.rows.map(({ key, outcomes, credits }) => [key, outcomes, credits.linear])).toEqual([
      [`content:${content.id}`, 1, CREDIT_PER_OUTCOME],
      ['referral', 1, CREDIT_PER_OUTCOME],
      ['none', 1, CREDIT_PER_OUTCOME],
    ])
    for (const outcome of ['consent', 'join', 'request', 'referral_consented'])
      await expectReconciled(agentCaller, outcome)
    expect(await ask(agentCaller, 'outcome=registration&dimension=channel')).toMatchObject({ outcomes: 0, rows: [] })
    await expectReplayed()
  })

  it('takes the rows along as a table that adds up to the last digit under every model', async () => {
    const { agentCaller } = await aStory(server)
    const query = 'outcome=consent&dimension=item'
    const { rows, outcomes } = await ask(agentCaller, query)
    const lines = (await agentCaller.get(`/attribution/table?${query}`)).body.trimEnd().split('\r\n')
    expect(lines[0]).toBe('\uFEFF内容,经过次数,首次触达,末次触达,平均分配,首尾为主,时间衰减,缺失影响')
    const figures = lines.slice(1).map((line: string) => line.split(',').slice(2).map(Number))
    const total = figures.pop()
    expect(figures).toHaveLength(rows.length)
    expect(total).toEqual(Array(attributionModels.length).fill(outcomes))
    for (const [index] of attributionModels.entries()) {
      const sum = figures.reduce((all: number, row: number[]) => all + Math.round(row[index]! * CREDIT_PER_OUTCOME), 0)
      expect(sum).toBe(outcomes * CREDIT_PER_OUTCOME)
    }
    expect(await server.db.query("SELECT COUNT(*) n FROM audit_entries WHERE action = 'attribution.exported'")).toEqual(
      [{ n: '1' }],
    )
  })

  it('sees the way of each outcome: the shares, by whom, from which chat, when', async () => {
    const { agentCaller, share, content } = await aStory(server)
    const [request] = await behind(agentCaller, 'outcome=request&dimension=person')
    expect(request).toMatchObject({
      outcome: 'request',
      path: [{ channel: 'card', sharer: '我', scene: '一对一聊天里的卡片', item: { kind: 'content' } }],
    })
    expect(request!.path).toHaveLength(1)
    expect(request!.who).not.toBe('一位朋友')
    expect([share.id, content.id]).not.toContain(null)
  })

  it('gives credit to the shares of other agents too, who stay with their own numbers', async () => {
    const [mine, other] = [await anAgent(server.db), await anAgent(server.db, { name: '许文静' })]
    const [me, her] = [await signInAgent(server, mine), await signInAgent(server, other)]
    const content = await aContent(server.db)
    const [first, second] = [await shares(me, 'content', content), await shares(her, 'content', content)]
    const reader = await server.as('reader')
    await send(reader, arrived(first.code, minutesAgo(60), 1007), arrived(second.code, minutesAgo(30), 1008))
    await reader.post('/consents', yes(first.code))
    const view = await ask(me, 'outcome=consent&dimension=person')
    expect(view.rows.map(({ label, credits }) => [label, credits.first, credits.last, credits.linear])).toEqual([
      ['我', CREDIT_PER_OUTCOME, 0, 500_000],
      ['许文静', 0, CREDIT_PER_OUTCOME, 500_000],
    ])
    expect(await ask(her, 'outcome=consent&dimension=person')).toMatchObject({ outcomes: 0, otherPeople: 0 })
  })

  it('sees a client unnamed whose way tells more than the source does, until the client shows the own activity', async () => {
    const agent = await anAgent(server.db)
    const me = await signInAgent(server, agent)
    const content = await aContent(server.db)
    const [first, second] = [
      await shares(me, 'content', content),
      await shares(me, 'content', await aContent(server.db)),
    ]
    const reader = await server.as('reader')
    await send(reader, arrived(first.code, minutesAgo(60), 1007), arrived(second.code, minutesAgo(30), 1007))
    await reader.post('/consents', { ...yes(first.code), displayName: '林女士' })
    const who = async () =>
      (await behind(me, 'outcome=consent&dimension=item')).map(({ who: name, clientId }) => [name, clientId !== null])
    expect(await who()).toEqual([['一位朋友', false]])
    await consents(server.db, reader.accountId, 'show_activity')
    expect(await who()).toEqual([['林女士', true]])
    // The way is that of all accounts, so a second one that has not said so speaks for the person too.
    const [{ recordId }] = await server.db.query('SELECT recordId FROM wechat_accounts WHERE id = ?', [
      reader.accountId,
    ])
    const other = await server.as('other-account')
    await server.db.query('UPDATE wechat_accounts SET recordId = ? WHERE id = ?', [recordId, other.accountId])
    expect(await who()).toEqual([['一位朋友', false]])
  })

  it('learns from those who did not come to it, under the data-driven model', async () => {
    const agent = await anAgent(server.db)
    const me = await signInAgent(server, agent)
    const [good, weak] = [await aContent(server.db), await aContent(server.db)]
    const [a, b] = [await shares(me, 'content', good), await shares(me, 'content', weak)]
    const reader = await server.as('reader')
    await send(reader, arrived(b.code, minutesAgo(60)), arrived(a.code, minutesAgo(30)))
    await reader.post('/consents', yes(a.code))
    const both = await server.as('both')
    await send(both, arrived(a.code, minutesAgo(60)))
    await both.post('/consents', yes(a.code))
    for (let index = 0; index < 4; index += 1)
      await send(await server.as(`gone-${index}`), arrived(b.code, minutesAgo(20)))
    const view = await ask(me, 'outcome=consent&dimension=item')
    expect(view).toMatchObject({ outcomes: 2, otherPeople: 4 })
    const credit = (id: string) => view.rows.find(({ key }) => key === `content:${id}`)!.credits
    expect(credit(good.id).linear).toBe(1_500_000)
    expect(credit(good.id).markov).toBeGreaterThan(1_600_000)
    expect(credit(good.id).markov + credit(weak.id).markov).toBe(2 * CREDIT_PER_OUTCOME)
  })

  it('counts a visitor’s joining as the agent’s whose share came first', async () => {
    const [agent, other] = [await anAgent(server.db), await anAgent(server.db)]
    const [me, her] = [await signInAgent(server, agent), await signInAgent(server, other)]
    const group = await aGroup(server.db)
    const [mine, hers] = [await shares(me, 'group', group), await shares(her, 'group', group)]
    const visitor = await server.as('visitor')
    await consents(server.db, visitor.accountId, 'use_service')
    await send(visitor, arrived(mine.code, minutesAgo(9)), arrived(hers.code, minutesAgo(8)))
    await visitor.post(`/groups/${group.id}/membership`, { shareCode: hers.code })
    expect(await ask(me, 'outcome=join&dimension=group')).toMatchObject({
      outcomes: 1,
      rows: [{ key: `group:${group.id}` }],
    })
    expect(await ask(her, 'outcome=join&dimension=group')).toMatchObject({ outcomes: 0 })
  })

  it('sees the chat group by which a share came under the own name for it', async () => {
    const agent = await anAgent(server.db)
    const me = await signInAgent(server, agent)
    const share = await shares(me, 'content', await aContent(server.db))
    const reader = await server.as('reader')
    await send(reader, arrived(share.code, minutesAgo(60), 1044))
    await reader.post('/consents', yes(share.code))
    await server.db.query('UPDATE touches SET chatGroupId = 7 WHERE shareId = ?', [share.id])
    const rows = async () =>
      (await ask(me, 'outcome=consent&dimension=group')).rows.map(({ key, label }) => [key, label])
    expect(await rows()).toEqual([['chat:7', '其他群聊']])
    await server.db.query('INSERT INTO chat_group_names (agentId, chatGroupId, number, firstAt) VALUES (?, 7, 1, ?)', [
      agent.id,
      minutesAgo(60),
    ])
    expect(await rows()).toEqual([['chat:7', '群聊 1']])
  })

  it('cannot ask for another agent, nor for a day that does not exist', async () => {
    const me = await signInAgent(server, await anAgent(server.db))
    const other = await anAgent(server.db)
    expect((await me.get(`/attribution?outcome=consent&dimension=item&agentId=${other.id}`)).body.code).toBe(
      'agent_not_found',
    )
    expect((await me.get('/attribution?outcome=consent&dimension=item&from=2026-02-30')).status).toBe(400)
    expect((await me.get('/attribution?outcome=bought&dimension=item')).status).toBe(400)
  })
})

describe('a leader', () => {
  it('sees the subtree, and one agent of it as that agent does', async () => {
    const { leader, agentCaller, agent } = await aStory(server)
    const query = 'outcome=consent&dimension=channel'
    const own = await ask(agentCaller, query)
    expect(own).toMatchObject({ whose: '我', agents: [] })
    const whole = await ask(leader, query)
    expect(whole).toMatchObject({ whose: '团队', outcomes: own.outcomes })
    expect(whole.agents).toContainEqual({ id: agent.id, name: agent.name })
    expect(await ask(leader, `${query}&agentId=${agent.id}`)).toMatchObject({ whose: agent.name, rows: own.rows })
    const elsewhere = await signInAgent(server, await anAgent(server.db, { leads: (await aTeam(server.db)).id }))
    expect((await ask(elsewhere, query)).outcomes).toBe(0)
  })
})

describe('what comes late', () => {
  it('moves the credit, and the log says the same', async () => {
    const agent = await anAgent(server.db)
    const me = await signInAgent(server, agent)
    const [one, two] = [await aContent(server.db), await aContent(server.db)]
    const [first, second] = [await shares(me, 'content', one), await shares(me, 'content', two)]
    const reader = await server.as('reader')
    await send(reader, arrived(second.code, minutesAgo(30)))
    await reader.post('/consents', yes(second.code))
    const firstOf = async () =>
      (await ask(me, 'outcome=consent&dimension=item')).rows.find(({ credits }) => credits.first > 0)!.key
    expect(await firstOf()).toBe(`content:${two.id}`)
    await send(reader, arrived(first.code, minutesAgo(90)))
    expect(await firstOf()).toBe(`content:${one.id}`)
    await send(reader, arrived(second.code, minutesAgo(120)))
    expect(await firstOf()).toBe(`content:${two.id}`)
    await expectReplayed()
  })

  it('counts two accounts of one record as one person at once, and as two again when they part', async () => {
    const agent = await anAgent(server.db)
    const me = await signInAgent(server, agent)
    const content = await aContent(server.db)
    const share = await shares(me, 'content', content)
    const [first, second] = [await server.as('first'), await server.as('second')]
    for (const person of [first, second]) {
      await send(person, arrived(share.code, minutesAgo(30)))
      await person.post('/consents', yes(share.code))
    }
    const query = 'outcome=consent&dimension=item'
    expect((await ask(me, query)).outcomes).toBe(2)
    const [{ recordId: own }] = await server.db.query('SELECT recordId FROM wechat_accounts WHERE id = ?', [
      second.accountId,
    ])
    const [{ recordId }] = await server.db.query('SELECT recordId FROM wechat_accounts WHERE id = ?', [first.accountId])
    await server.db.query('UPDATE wechat_accounts SET recordId = ? WHERE id = ?', [recordId, second.accountId])
    expect((await ask(me, query)).outcomes).toBe(1)
    await server.db.query('UPDATE wechat_accounts SET recordId = ? WHERE id = ?', [own, second.accountId])
    expect((await ask(me, query)).outcomes).toBe(2)
  })

  it('counts one registration and one attendance of an event for a person, whose second record or account it turns out to be', async () => {
    const agent = await anAgent(server.db)
    const me = await signInAgent(server, agent)
    const share = await shares(me, 'content', await aContent(server.db))
    const [one, other] = [await aClient(server, agent.id), await aClient(server, agent.id)]
    const visitor = await aReader(server, 'visitor')
    const { id } = await anEvent(server.db, { hostAgentId: agent.id, beginsAt: inHours(0.5) })
    for (const person of [one, other, visitor]) {
      await send(person, arrived(share.code, minutesAgo(30)))
      await person.post(`/events/${id}/registration`)
      const registration = await registrationOf(server.db, id, person)
      await me.put(`/events/${id}/registrations/${registration.id}/attendance`, { mark: 'attended' })
    }
    const counts = async () => [
      (await ask(me, 'outcome=registration&dimension=item')).outcomes,
      (await ask(me, 'outcome=attendance&dimension=item')).outcomes,
    ]
    expect(await counts()).toEqual([3, 3])
    const merge = { key: newKey(), survivorId: one.recordId, mergedId: other.recordId, reason: '同一位客户' }
    const made = await me.post('/merges', merge)
    expect(made.status).toBe(200)
    expect(await counts()).toEqual([2, 2])
    await server.db.query('UPDATE wechat_accounts SET recordId = ? WHERE id = ?', [one.recordId, visitor.accountId])
    expect(await counts()).toEqual([1, 1])
    for (const outcome of ['registration', 'attendance']) await expectReconciled(me, outcome)
    await expectSameCredits()
    await server.db.query('UPDATE wechat_accounts SET recordId = NULL WHERE id = ?', [visitor.accountId])
    expect((await me.post(`/merges/${made.body.id}/undoing`, { reason: '不是一个人' })).status).toBe(200)
    expect(await counts()).toEqual([3, 3])
    await expectSameCredits()
  })

  it('keeps the count of a friend who took the consent back, with the card and without the person', async () => {
    const { agentCaller, friend } = await aStory(server)
    await friend.delete('/consents/be_served')
    const view = await ask(agentCaller, 'outcome=referral_consented&dimension=item')
    expect(view).toMatchObject({ outcomes: 1, withoutShare: 0, rows: [{ key: 'referral' }] })
    expect(await behind(agentCaller, 'outcome=referral_consented&dimension=item')).toMatchObject([
      { who: '一位朋友', clientId: null },
    ])
    await expectReplayed()
  })
})

describe('the log alone', () => {
  it('tells when somebody gives a share’s credit to another channel, or moves an arrival', async () => {
    await aStory(server)
    const runner = server.db.createQueryRunner()
    await runner.startTransaction()
    try {
      await runner.query(
        'UPDATE touches t JOIN outcomes o ON o.accountId = t.accountId SET t.firstAt = o.at + INTERVAL 1 DAY',
      )
      const findings = new Findings()
      expect(await verifyCredits(runner.manager, findings, new Date())).toBe(6)
      expect(findings.told.join()).toMatch(/the log gives other credits than the tables/u)
    } finally {
      await runner.rollbackTransaction()
      await runner.release()
    }
  })
})

describe('whatever people do, in whatever order', () => {
  const person = fc.integer({ min: 0, max: 3 })
  const act = fc.oneof(
    { weight: 5, arbitrary: fc.record({ kind: fc.constant('arrive' as const), person, share: fc.nat(30), minutes: fc.integer({ min: 1, max: 60 * 24 * 20 }) }) },
    { weight: 2, arbitrary: fc.record({ kind: fc.constant('share' as const), person, share: fc.nat(30) }) },
    { weight: 2, arbitrary: fc.record({ kind: fc.constant('consent' as const), person, share: fc.nat(30) }) },
    { weight: 1, arbitrary: fc.record({ kind: fc.constantFrom('withdraw' as const, 'join' as const, 'leave' as const, 'refer' as const, 'assign' as const, 'accept' as const, 'decline' as const), person }) },
  ) // prettier-ignore

  it('the log agrees with the tables, and replaying it gives the same credits', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(act, { minLength: 8, maxLength: 30 }), async (acts) => {
        await server.empty()
        await anOrganization(server.db)
        const team = await aTeam(server.db)
        const leader = await signInAgent(server, await anAgent(server.db, { leads: team.id }))
        const agents = [
          await anAgent(server.db, { teamId: team.id }),
          await anAgent(server.db, { teamId: team.id }),
        ] as const
        const callers = [await signInAgent(server, agents[0]), await signInAgent(server, agents[1])]
        const [content, group] = [await aContent(server.db), await aGroup(server.db, { hostAgentId: agents[0].id })]
        const people = [await server.as('a'), await server.as('b'), await server.as('c'), await server.as('d')]
        const made = [
          await shares(callers[0]!, 'content', content),
          await shares(callers[1]!, 'content', content, { channel: 'qr' }),
        ]
        const cards: string[] = []
        for (const one of acts) {
          const who = people[one.person]!
          const share = 'share' in one ? made[one.share % made.length]! : made[0]!
          const card = cards.at(-1) ?? 'none'
          if (one.kind === 'arrive')
            await send(who, arrived(share.code, minutesAgo(one.minutes), one.minutes % 2 ? 1007 : undefined))
          else if (one.kind === 'share') {
            const body = {
              key: newKey(),
              subject: 'content',
              subjectId: content.id,
              channel: 'card',
              parentCode: share.code,
            }
            const answer = await who.post('/shares', body)
            if (answer.status === 200) made.push(answer.body)
          } else if (one.kind === 'consent') await who.post('/consents', yes(share.code))
          else if (one.kind === 'withdraw') await who.delete('/consents/be_served')
          else if (one.kind === 'join') await who.post(`/groups/${group.id}/membership`, {})
          else if (one.kind === 'leave') await who.delete(`/groups/${group.id}/membership`)
          else if (one.kind === 'refer') {
            const { status, body } = await who.post('/referrals', { key: newKey(), words: '推荐给你认识' })
            if (status === 200) cards.push(body.share.code)
          } else if (one.kind === 'accept') await who.post(`/referrals/invitations/${card}/consent`, yes())
          else if (one.kind === 'decline') {
            await send(who, arrived(card, minutesAgo(1)))
            await who.post(`/referrals/invitations/${card}/refusal`)
            people[one.person] = await server.as('abcd'[one.person]!)
          } else {
            const [row] = await server.db.query('SELECT recordId FROM wechat_accounts WHERE id = ?', [who.accountId])
            if (row?.recordId)
              await leader.post(`/clients/${row.recordId}/owner`, { agentId: agents[1].id, reason: '按区域调整' })
          }
        }
        await expectReplayed()
      }),
      { numRuns: 8 },
    )
  }, 60_000)
})

it('costs the same statements for three outcomes and for three hundred', async () => {
  const agent = await anAgent(server.db)
  const me = await signInAgent(server, agent)
  const share = await shares(me, 'content', await aContent(server.db))
  // The server's own sweeps may send one beside: the fewest are the request's.
  const count = async () => {
    const counts: number[] = []
    for (let round = 0; round < 3; round += 1)
      counts.push(await countStatements(server.db, () => me.get('/attribution?outcome=consent&dimension=item')))
    return Math.min(...counts)
  }
  const grow = async (from: number, to: number) => {
    for (let id = from; id < to; id += 1) {
      const record = `INSERT INTO client_records (ownerAgentId, displayName, status, bindingRule, provenanceKind, becameClientAt) VALUES (?, '林', 'active', 'first_touch', 'walk_in', ?)`
      const { insertId } = await server.db.query(record, [agent.id, new Date()])
      const account =
        'INSERT INTO wechat_accounts (appId, openid, alias, recordId, createdAt, lastSeenAt) VALUES (?, ?, ?, ?, ?, ?)'
      const { insertId: accountId } = await server.db.query(account, [
        'wx',
        `many-${id}`,
        '圈友',
        insertId,
        new Date(),
        new Date(),
      ])
      await server.db.query(
        'INSERT INTO touches (accountId, shareId, agentId, firstAt, lastAt) VALUES (?, ?, ?, ?, ?)',
        [accountId, share.id, agent.id, minutesAgo(9), minutesAgo(9)],
      )
      await server.db.query(
        "INSERT INTO outcomes (accountId, kind, subject, subjectId, at) VALUES (?, 'consent', 'app', 0, ?)",
        [accountId, minutesAgo(5)],
      )
    }
  }
  await grow(0, 3)
  const few = await count()
  await grow(3, 300)
  expect(await count()).toBe(few)
  expect(few).toBeLessThan(15)
  expect((await ask(me, 'outcome=consent&dimension=item')).outcomes).toBe(300)
})
