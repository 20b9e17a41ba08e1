import { anAgent, aTeam, signInAgent, type BuiltClient } from '../../support/builders'
import { newKey, type Answer, type Caller, type TestServer } from '../../support/server'

/** A team with an agent, a colleague and the leader; another team's leader beside it. */
export async function aBranchIn(server: TestServer) {
  const root = await aTeam(server.db)
  const team = await aTeam(server.db, { parent: root })
  const [agent, colleague] = [
    await anAgent(server.db, { name: '陈思远', teamId: team.id }),
    await anAgent(server.db, { name: '周敏', teamId: team.id }),
  ]
  const leader = await anAgent(server.db, { name: '许主管', leads: team.id })
  const otherLeader = await anAgent(server.db, { leads: (await aTeam(server.db, { parent: root })).id })
  return {
    agent, colleague, leader,
    asAgent: await signInAgent(server, agent),
    asColleague: await signInAgent(server, colleague),
    asLeader: await signInAgent(server, leader),
    asOtherLeader: await signInAgent(server, otherLeader),
  } // prettier-ignore
}

/** What somebody does with a thing; by default a look at the app. */
export async function acts(person: Caller, change: object = {}): Promise<void> {
  const event = { id: newKey(), kind: 'viewed', subject: 'app', occurredAt: new Date().toISOString(), ...change }
  const { body } = await person.post('/engagements', { events: [event] })
  if (body.accepted?.length !== 1) throw new Error(`the engagement was not taken: ${JSON.stringify(body)}`)
}

export const asks = (client: Caller): Promise<Answer> =>
  client.post('/referral-requests', {
    key: newKey(), category: 'lawyer', words: '想找一位律师', urgency: 'normal', audience: 'agent',
  }) // prettier-ignore

export const givesCard = (client: Caller): Promise<Answer> =>
  client.post('/referrals', { key: newKey(), words: '她很可靠，解释得清楚' })

/** Says yes to being served, as the text is now. */
export async function consentsAgain(who: Caller): Promise<Answer> {
  const { textVersion } = (await who.get('/consents')).body.consents.find(
    ({ purpose }: { purpose: string }) => purpose === 'be_served',
  )
  return who.post('/consents', { decisions: [{ purpose: 'be_served', textVersion, given: true }], isAdult: true })
}

/** WeChat vouches for this number of this person. */
export async function showsPhone(server: TestServer, person: string, caller: Caller, phone: string): Promise<Answer> {
  const call = async (path: string, body: object) =>
    (
      await fetch(`${server.sandbox.url}/sandbox/${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      })
    ).json() as Promise<{ code: string }>
  await call('people', { key: person, name: person, phone })
  const { code } = await call('phone-codes', { person })
  return caller.post('/me/phone', { code })
}

export async function recordOf(server: TestServer, { accountId }: Caller): Promise<string> {
  const [row] = await server.db.query<{ recordId: string }[]>('SELECT recordId FROM wechat_accounts WHERE id = ?', [
    accountId,
  ])
  return row!.recordId
}

/** Makes this record the later one. */
export const laterThan = (server: TestServer, { recordId }: BuiltClient, at: string): Promise<unknown> =>
  server.db.query('UPDATE client_records SET becameClientAt = ? WHERE id = ?', [new Date(at), recordId])

/** Rows that stand with another record, or another owner, than their account does; a whole database answers []. */
export function strays(server: TestServer): Promise<unknown[]> {
  return server.db.query(
    `SELECT 'engagements' what, HEX(e.id) id FROM engagements e JOIN wechat_accounts a ON a.id = e.accountId
       LEFT JOIN client_records r ON r.id = e.recordId
      WHERE e.recordId IS NOT NULL AND (e.recordId <> a.recordId OR NOT e.agentId <=> r.ownerAgentId)
     UNION ALL SELECT 'requests', q.id FROM referral_requests q JOIN wechat_accounts a ON a.id = q.accountId WHERE q.recordId <> a.recordId
     UNION ALL SELECT 'given', f.id FROM referrals f JOIN wechat_accounts a ON a.id = f.referrerAccountId WHERE f.referrerRecordId <> a.recordId
     UNION ALL SELECT 'received', f.id FROM referrals f
       JOIN referral_moves v ON v.referralId = f.id AND v.toStatus = 'consented' AND v.mover = 'friend'
       JOIN wechat_accounts a ON a.id = v.actorAccountId WHERE f.friendRecordId IS NOT NULL AND f.friendRecordId <> a.recordId
     UNION ALL SELECT 'accounts', a.id FROM wechat_accounts a JOIN client_records r ON r.id = a.recordId AND r.status = 'merged'`,
  )
}

/** Merges that name another record as the one at their end than following them one by one does; a whole database answers []. */
export function misled(server: TestServer): Promise<unknown[]> {
  return server.db.query(
    `WITH RECURSIVE way AS (
       SELECT id, survivorRecordId reached FROM record_merges WHERE activeMergedRecordId IS NOT NULL
       UNION ALL SELECT w.id, m.survivorRecordId FROM way w JOIN record_merges m ON m.activeMergedRecordId = w.reached)
     SELECT m.id, m.livingRecordId FROM record_merges m
       LEFT JOIN way w ON w.id = m.id AND NOT EXISTS (SELECT 1 FROM record_merges n WHERE n.activeMergedRecordId = w.reached)
      WHERE NOT m.livingRecordId <=> w.reached`,
  )
}
