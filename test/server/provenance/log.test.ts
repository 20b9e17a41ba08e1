import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { chained, GENESIS } from '../../../server/src/provenance/chain'
import { verifyLog } from '../../../server/src/provenance/verify'
import { writeDown } from '../../../server/src/provenance/write-down'
import type { Mark } from '../../../server/src/provenance/verify-chain'
import { aContent, anAgent, anOrganization, signInAgent } from '../../support/builders'
import { newKey, testServer } from '../../support/server'
import { arrived, aStory, minutesAgo, send, shares, viewed, yes } from './story'

const server = testServer({ goesOn: true })
const afresh = async () => {
  await server.empty()
  await anOrganization(server.db)
}

const verify = (mark: Mark | null = null) => server.db.transaction((tx) => verifyLog(tx, mark))
const told = async (mark: Mark | null = null) => (await verify(mark)).findings.told
const kinds = async (): Promise<Record<string, number>> => {
  const rows = await server.db.query('SELECT kind, COUNT(*) n FROM provenance_entries GROUP BY kind')
  return Object.fromEntries(rows.map(({ kind, n }: { kind: string; n: string }) => [kind, Number(n)]))
}

describe('the log of sources', () => {
  beforeEach(afresh)

  it('holds every share, arrival, transition, binding, change of owner and outcome, and agrees with the tables', async () => {
    await aStory(server)
    expect(await told()).toEqual([])
    expect(await kinds()).toEqual({
      share: 4, // of the agent, of the reader, and two cards
      arrival: 4, // the reader, the visitor, the friend, and the one who said no
      move: 5, // offered twice, opened, consented, declined
      bound: 3, // the reader, the friend, the stranger
      owner: 4, // each once, and the stranger again when the leader assigned
      outcome: 6, // three consents, a group joined, a request, a referral consented
      forgotten: 1,
    })
  })

  it('cannot tell any more who turned a card down', async () => {
    await aStory(server)
    const [{ person }] = await server.db.query("SELECT person FROM provenance_entries WHERE kind = 'forgotten'")
    expect(await server.db.query('SELECT * FROM provenance_persons WHERE commitment = ?', [person])).toEqual([])
    expect(
      await server.db.query(
        `SELECT p.accountId FROM provenance_persons p LEFT JOIN wechat_accounts a ON a.id = p.accountId WHERE a.id IS NULL`,
      ),
    ).toEqual([])
  })

  it('forgets by which referral a friend came who takes the consent back, and keeps the count', async () => {
    const { friend } = await aStory(server)
    await friend.delete('/consents/be_served')
    expect(await told()).toEqual([])
    expect(await server.db.query("SELECT accountId FROM outcomes WHERE kind = 'referral_consented'")).toEqual([
      { accountId: null },
    ])
    expect(await kinds()).toMatchObject({ forgotten: 3, move: 6 })
  })

  it('believes entries of the first form, which tell neither the reason of a change of owner nor who made it', async () => {
    await aStory(server)
    const entries = await server.db.query('SELECT * FROM provenance_entries ORDER BY seq')
    const old = (facts: string) => {
      const { reason: _, v: __, ...first } = JSON.parse(facts)
      return first
    }
    const first = entries.map(({ facts, ...entry }: any) => ({
      ...entry,
      facts: entry.kind === 'owner' ? old(facts) : JSON.parse(facts),
      person: entry.kind === 'owner' ? null : entry.person,
    }))
    for (const entry of chained(GENESIS, first))
      await server.db.query('UPDATE provenance_entries SET person = ?, facts = ?, prevHash = ?, hash = ? WHERE seq = ?', [
        entry.person, entry.facts, entry.prevHash, entry.hash, entry.seq,
      ]) // prettier-ignore
    await server.db.query(
      'UPDATE provenance_heads SET hash = (SELECT hash FROM provenance_entries ORDER BY seq DESC LIMIT 1)',
    )
    expect((await told()).filter((one) => !one.startsWith('the person'))).toEqual([])
  })

  it('names nobody: an account stands in it as a commitment only', async () => {
    const { reader } = await aStory(server)
    const rows = await server.db.query('SELECT facts FROM provenance_entries')
    for (const { facts } of rows) expect(Object.keys(JSON.parse(facts))).not.toContain('account')
    const persons = await server.db.query(
      `SELECT p.scope, COUNT(*) n FROM provenance_persons p WHERE p.accountId = ? GROUP BY p.scope ORDER BY p.scope`,
      [reader.accountId],
    )
    // As the one who acts, and for the one share that reached the reader: no two arrivals can be put together without the table of persons.
    expect(persons).toEqual([
      { scope: 'account', n: '1' },
      { scope: 'share', n: '1' },
    ])
  })

  it('notes an arrival once, again when an earlier time or the scene comes late, and nothing else', async () => {
    const agent = await signInAgent(server, await anAgent(server.db))
    const content = await aContent(server.db)
    const { id, code } = await shares(agent, 'content', content)
    const reader = await server.as('reader')
    const arrivals = () =>
      server.db.query("SELECT at, facts FROM provenance_entries WHERE kind = 'arrival' AND refId = ? ORDER BY seq", [
        id,
      ])
    const [tenAgo, twentyAgo] = [minutesAgo(10), minutesAgo(20)]
    await send(reader, viewed(content.id, code, tenAgo))
    await send(reader, viewed(content.id, code, minutesAgo(9)), viewed(content.id, code, minutesAgo(8)))
    expect(await arrivals()).toEqual([{ at: tenAgo, facts: '{}' }])
    await send(reader, arrived(code, minutesAgo(7), 1008))
    await send(reader, viewed(content.id, code, twentyAgo))
    await send(reader, arrived(code, minutesAgo(6), 1044))
    expect(await arrivals()).toEqual([
      { at: tenAgo, facts: '{}' },
      { at: tenAgo, facts: '{"scene":1008}' },
      { at: twentyAgo, facts: '{"scene":1008}' },
    ])
    await send(agent, arrived(code, minutesAgo(1), 1007))
    expect(await arrivals()).toHaveLength(3)
    expect(await told()).toEqual([])
  })

  it('is one chain without a gap when ten people come, share and consent at once', async () => {
    const agent = await signInAgent(server, await anAgent(server.db))
    const content = await aContent(server.db)
    const { code } = await shares(agent, 'content', content)
    const people = await Promise.all(Array.from({ length: 10 }, (_, index) => server.as(`person-${index}`)))
    await Promise.all(
      people.flatMap((person) => [
        send(person, arrived(code, minutesAgo(3), 1007), viewed(content.id, code, minutesAgo(2))),
        person.post('/consents', yes(code)),
        shares(person, 'content', content, { parentCode: code }),
      ]),
    )
    expect(await told()).toEqual([])
    expect(await kinds()).toMatchObject({ share: 11, arrival: expect.any(Number), bound: 10, owner: 10, outcome: 10 })
  })

  it('gets one share, one binding and one outcome from what is sent ten times at once', async () => {
    const agent = await signInAgent(server, await anAgent(server.db))
    const content = await aContent(server.db)
    const share = { key: newKey(), subject: 'content', subjectId: content.id, channel: 'card' }
    await Promise.all(Array.from({ length: 10 }, () => agent.post('/shares', share)))
    const person = await server.as('person')
    await Promise.all(Array.from({ length: 10 }, () => person.post('/consents', yes())))
    expect(await kinds()).toEqual({ share: 1, bound: 1, owner: 1, outcome: 1 })
    expect(await told()).toEqual([])
  })

  it('keeps nothing of what was refused', async () => {
    const agent = await signInAgent(server, await anAgent(server.db))
    const content = await aContent(server.db, { status: 'recalled' })
    const body = { key: newKey(), subject: 'content', subjectId: content.id, channel: 'card' }
    expect((await agent.post('/shares', body)).status).toBe(410)
    expect(await kinds()).toEqual({})
  })
})

describe('somebody who changes the database by hand', () => {
  let head: Mark
  beforeAll(async () => {
    await afresh()
    const { leader, friend, agent } = await aStory(server)
    const other = await anAgent(server.db, { teamId: agent.teamId })
    const [{ recordId }] = await server.db.query('SELECT recordId FROM wechat_accounts WHERE id = ?', [
      friend.accountId,
    ])
    await leader.post(`/clients/${recordId}/owner`, { agentId: other.id, reason: '住得近' })
    ;({ head } = await verify())
  })

  const SOME = "(SELECT seq FROM (SELECT MIN(seq) seq FROM provenance_entries WHERE kind = 'arrival') one)"
  const tampered: [string, string, RegExp][] = [
    ['changes the kind of an entry', `UPDATE provenance_entries SET kind = 'share' WHERE seq = ${SOME}`, /was changed/u],
    ['changes a time', `UPDATE provenance_entries SET at = at + INTERVAL 1 SECOND WHERE seq = ${SOME}`, /was changed/u],
    ['changes what an entry is about', `UPDATE provenance_entries SET refId = refId + 1 WHERE seq = ${SOME}`, /was changed/u],
    ['takes the share of an entry away', `UPDATE provenance_entries SET refId = NULL WHERE seq = ${SOME}`, /was changed/u],
    ['puts somebody else into an entry', `UPDATE provenance_entries SET person = REPEAT('x', 32) WHERE seq = ${SOME}`, /was changed/u],
    ['takes the person out of an entry', `UPDATE provenance_entries SET person = NULL WHERE seq = ${SOME}`, /was changed/u],
    ['changes the facts', `UPDATE provenance_entries SET facts = '{"scene":1011}' WHERE seq = ${SOME}`, /was changed/u],
    ['changes the link to the entry before', `UPDATE provenance_entries SET prevHash = REPEAT('x', 32) WHERE seq = ${SOME}`, /not bound to/u],
    ['changes a hash', `UPDATE provenance_entries SET hash = REPEAT('x', 32) WHERE seq = ${SOME}`, /was changed/u],
    ['moves an entry', `UPDATE provenance_entries SET seq = 1000000 WHERE seq = ${SOME}`, /entries between them are gone/u],
    ['swaps two entries', 'UPDATE provenance_entries SET seq = 1000 WHERE seq = 2; UPDATE provenance_entries SET seq = 2 WHERE seq = 3; UPDATE provenance_entries SET seq = 3 WHERE seq = 1000', /not bound to/u], // prettier-ignore
    ['deletes an entry', `DELETE FROM provenance_entries WHERE seq = ${SOME}`, /entries between them are gone/u],
    ['deletes the first entry', 'DELETE FROM provenance_entries WHERE seq = 1', /entries between them are gone/u],
    ['puts an entry in at the end', "INSERT INTO provenance_entries SELECT seq + 1, 'move', at, refId, person, facts, hash, prevHash FROM provenance_entries ORDER BY seq DESC LIMIT 1", /was changed/u], // prettier-ignore
    ['cuts the end off', 'DELETE FROM provenance_entries WHERE seq > 5', /its head says/u],
    ['cuts the end off, and says so in the head', 'DELETE FROM provenance_entries WHERE seq > 5; UPDATE provenance_heads SET seq = 5, hash = (SELECT hash FROM provenance_entries WHERE seq = 5)', /does not stand in the log|stands in the log 0 times/u], // prettier-ignore
    ['deletes the head', 'DELETE FROM provenance_heads', /its head says nothing/u],
    ['changes the head', "UPDATE provenance_heads SET hash = REPEAT('x', 32)", /its head says/u],
    ['makes a touch earlier', 'UPDATE touches SET firstAt = firstAt - INTERVAL 1 DAY LIMIT 1', /says something else than entry/u],
    ['changes a scene', 'UPDATE touches SET scene = 1011 WHERE scene IS NOT NULL LIMIT 1', /says something else than entry/u],
    ['gives a touch to another share', 'UPDATE touches SET shareId = shareId + 100000 LIMIT 1', /there is no touch of it/u],
    ['gives a touch to somebody else', 'UPDATE touches SET accountId = accountId + 100000 LIMIT 1', /there is no touch of it/u],
    ['deletes a touch', 'DELETE FROM touches LIMIT 1', /there is no touch of it/u],
    ['makes a touch up', "INSERT INTO touches (accountId, shareId, firstAt, lastAt) SELECT accountId, 424242, firstAt, lastAt FROM touches LIMIT 1", /touches \d+ does not stand/u], // prettier-ignore
    ['gives a share to another agent', 'UPDATE shares SET agentId = agentId + 1 WHERE agentId IS NOT NULL LIMIT 1', /its row says something else/u],
    ['gives a share to another sharer', 'UPDATE shares SET sharerAccountId = sharerAccountId + 100000 LIMIT 1', /its row is somebody else’s/u],
    ['hangs a share elsewhere', 'UPDATE shares SET parentId = NULL WHERE parentId IS NOT NULL', /its row says something else/u],
    ['changes what was shared', 'UPDATE shares SET subjectId = subjectId + 1 LIMIT 1', /its row says something else/u],
    ['changes in which version', 'UPDATE shares SET contentVersion = 2 WHERE contentVersion = 1', /its row says something else/u],
    ['changes by which channel', "UPDATE shares SET channel = 'qr' LIMIT 1", /its row says something else/u],
    ['changes when it was shared', 'UPDATE shares SET createdAt = createdAt - INTERVAL 1 DAY LIMIT 1', /its row says something else/u],
    ['labels a share afterwards', 'UPDATE shares SET campaignId = 1 LIMIT 1', /its row says something else/u],
    ['deletes a share', 'DELETE FROM shares LIMIT 1', /there is no row/u],
    ['makes a share up', "INSERT INTO shares (code, creationKey, sharerAccountId, depth, subject, subjectId, channel, createdAt) SELECT 'madeupmadeupmade', 'k', sharerAccountId, 0, subject, subjectId, channel, createdAt FROM shares LIMIT 1", /shares \d+ stands in the log 0 times/u], // prettier-ignore
    ['changes an outcome', "UPDATE outcomes SET kind = 'first_policy', subjectId = 77 WHERE kind = 'request'", /its row says something else/u],
    ['gives an outcome to somebody else', 'UPDATE outcomes SET accountId = accountId + 100000 LIMIT 1', /its row is somebody else’s/u],
    ['takes an outcome’s person away', 'UPDATE outcomes SET accountId = NULL LIMIT 1', /its row is somebody else’s/u],
    ['deletes an outcome', 'DELETE FROM outcomes LIMIT 1', /there is no row/u],
    ['makes an outcome up', "INSERT INTO outcomes (accountId, kind, subject, subjectId, at) SELECT accountId, 'join', 'group', 4242, at FROM outcomes LIMIT 1", /outcomes \d+ stands in the log 0 times/u], // prettier-ignore
    ['rewrites a transition', "UPDATE referral_moves SET toStatus = 'won' WHERE toStatus = 'declined'", /its row says something else/u],
    ['rewrites the history of owners', 'UPDATE ownership_changes SET toAgentId = toAgentId + 1 WHERE toAgentId IS NOT NULL', /its row says something else/u],
    ['gives another reason for a change of owner', "UPDATE ownership_changes SET reason = '本人要求' WHERE reason = '按区域分配'", /its row says something else/u],
    ['says that somebody else changed the owner', 'UPDATE ownership_changes SET actorAccountId = actorAccountId + 1 LIMIT 1', /its row is somebody else’s/u],
    ['says that nobody changed the owner', 'UPDATE ownership_changes SET actorAccountId = NULL LIMIT 1', /its row is somebody else’s/u],
    ['gives a referral to another agent', 'UPDATE referrals SET agentId = agentId + 1 LIMIT 1', /another agent’s than its card/u],
    ['gives a carried referral back', 'UPDATE referrals f JOIN shares s ON s.id = f.shareId SET f.agentId = s.agentId WHERE f.agentId <> s.agentId', /another agent’s than its card/u],
    ['deletes from the history of owners', 'DELETE FROM ownership_changes LIMIT 1', /there is no row/u],
    ['gives a record another source', 'UPDATE client_records SET provenanceShareId = 4242 WHERE provenanceShareId IS NOT NULL', /came from somewhere else/u],
    ['calls a client a walk-in', "UPDATE client_records SET provenanceKind = 'walk_in' WHERE provenanceKind = 'share'", /came from somewhere else/u],
    ['changes since when somebody is a client', 'UPDATE client_records SET becameClientAt = becameClientAt - INTERVAL 1 DAY', /came from somewhere else/u],
    ['gives a client to another agent', 'UPDATE client_records SET ownerAgentId = ownerAgentId + 1 LIMIT 1', /history of owners/u],
    ['puts a client back into the pool', 'UPDATE client_records SET ownerAgentId = NULL LIMIT 1', /history of owners/u],
    ['says that a client came by another referral', 'UPDATE client_records SET provenanceReferralId = (SELECT MAX(id) FROM referrals) WHERE provenanceReferralId IS NOT NULL', /to which nobody said yes/u],
    ['says why a client is whose otherwise', "UPDATE binding_decisions SET rule = 'verified_phone' LIMIT 1", /another reason/u],
    ['gives an account to another client', 'UPDATE wechat_accounts SET recordId = (SELECT MAX(id) FROM client_records) WHERE recordId IS NOT NULL LIMIT 1', /the account \d+ belongs to another record/u],
    ['takes an account from its client', 'UPDATE wechat_accounts SET recordId = NULL WHERE recordId IS NOT NULL LIMIT 1', /the account \d+ belongs to another record/u],
    ['counts a touch for another agent', 'UPDATE touches SET agentId = agentId + 1 WHERE agentId IS NOT NULL LIMIT 1', /another agent than its share/u],
    ['makes a visitor somebody’s client', 'UPDATE wechat_accounts SET recordId = (SELECT MIN(id) FROM client_records) WHERE recordId IS NULL AND agentId IS NULL LIMIT 1', /the account \d+, which was never tied to it/u],
    ['hangs a tree of shares on another root', 'UPDATE shares SET rootId = rootId + 1 WHERE parentId IS NOT NULL', /another root/u],
    ['moves a share up in its tree', 'UPDATE shares SET depth = 0 WHERE depth = 1', /at another depth/u],
    ['says that a share was read', 'UPDATE touches SET readAt = firstAt LIMIT 1', /no reading was stored/u],
    ['forgets that a share was read', "INSERT INTO engagements (id, accountId, kind, subject, subjectId, shareId, percent, occurredAt, day, receivedAt) SELECT REPEAT('x', 16), accountId, 'read', 'content', 1, shareId, 95, firstAt, '2026-11-01', firstAt FROM touches LIMIT 1", /does not say that it was read/u],
    ['ends a touch before it began', 'UPDATE touches SET lastAt = firstAt - INTERVAL 1 DAY LIMIT 1', /ends before it began/u],
    ['puts somebody into a group', "INSERT INTO memberships (groupId, accountId, role, status, joinedAt) SELECT 4242, id, 'member', 'active', createdAt FROM wechat_accounts WHERE agentId IS NULL LIMIT 1", /where nobody joined/u],
    ['gives a request to somebody else', 'UPDATE referral_requests SET accountId = accountId + 1', /where nobody asked/u],
    ['gives a request to another client', 'UPDATE referral_requests SET recordId = recordId + 1', /not with the record of whoever asked/u],
    ['says that a client has left', "UPDATE client_records SET status = 'withdrawn' WHERE status = 'active' LIMIT 1", /none of its people has taken/u],
    ['serves a client who has left', "UPDATE consents SET state = 'withdrawn' WHERE purpose = 'be_served' LIMIT 1", /all of its people have taken/u],
    ['takes a client for part of another', "UPDATE client_records SET status = 'merged' WHERE status = 'active' LIMIT 1", /is part of another, and was not merged/u],
    ['calls a referral won', "UPDATE referrals SET status = 'won' WHERE status = 'consented'", /its last transition/u],
    ['puts another friend into a referral', 'UPDATE referrals SET friendRecordId = (SELECT MIN(id) FROM client_records) WHERE friendRecordId IS NOT NULL', /another friend/u],
    ['puts another referrer into a referral', 'UPDATE referrals SET referrerRecordId = (SELECT MAX(id) FROM client_records) LIMIT 1', /whoever made its card/u],
    ['gives a referral another card', 'UPDATE referrals SET shareId = 1 WHERE id = (SELECT MAX(id) FROM (SELECT id FROM referrals) all_of_them)', /whoever made its card/u],
    ['changes a salt', "UPDATE provenance_persons SET salt = REPEAT('x', 16) LIMIT 1", /is another than it was/u],
    ['gives a commitment to somebody else', 'UPDATE provenance_persons SET accountId = accountId + 100000 LIMIT 1', /is another than it was/u],
    ['deletes who somebody was, without forgetting', 'DELETE FROM provenance_persons LIMIT 1', /nobody was forgotten/u],
  ] // prettier-ignore

  /** What is told after these statements, which are then undone. */
  async function toldAfter(statements: readonly string[], mark: Mark | null = null): Promise<string> {
    const runner = server.db.createQueryRunner()
    await runner.startTransaction()
    try {
      for (const statement of statements) await runner.query(statement)
      return (await verifyLog(runner.manager, mark)).findings.told.join('\n')
    } finally {
      await runner.rollbackTransaction()
      await runner.release()
    }
  }

  it.each(tampered)('%s, and it is told', async (_, statements, expected) => {
    expect(await toldAfter(statements.split('; '))).toMatch(expected)
  })

  it('writes the whole log anew, hashes and all, and the head that was noted elsewhere tells', async () => {
    const rewrite = [
      'DELETE FROM provenance_entries',
      'DELETE FROM provenance_persons',
      "UPDATE provenance_heads SET seq = 0, hash = REPEAT('\\0', 32)",
    ]
    const runner = server.db.createQueryRunner()
    await runner.startTransaction()
    try {
      for (const statement of rewrite) await runner.query(statement)
      await writeDown((work) => work(runner.manager))
      expect((await verifyLog(runner.manager, null)).findings.told).toEqual([])
      expect((await verifyLog(runner.manager, head)).findings.told).not.toEqual([])
    } finally {
      await runner.rollbackTransaction()
      await runner.release()
    }
  })

  it('cuts the end off, and what was noted then is gone', async () => {
    expect(await toldAfter(['DELETE FROM provenance_entries WHERE seq > 5'], head)).toContain(
      `entry ${head.seq}, which was noted then, is gone`,
    )
  })

  it('ends the command with 1, and nothing done by hand with 0 and the head', async () => {
    const run = () => {
      const { status, stdout, stderr } = spawnSync(
        process.execPath,
        [join(__dirname, '../../../server/dist/verify-provenance.js'), '--head', `${head.seq}:${head.hash}`],
        { env: { ...process.env, DATABASE_URL: server.env.DATABASE_URL }, encoding: 'utf8' },
      )
      return { status, said: `${stdout}${stderr}` }
    }
    expect(run()).toEqual({ status: 0, said: `Unaltered, 6 outcomes replayed. head ${head.seq}:${head.hash}\n` })
    await server.db.query("UPDATE shares SET channel = 'qr' WHERE channel = 'card'")
    expect(run()).toEqual({ status: 1, said: expect.stringMatching(/ALTERED.*its row says something else/su) })
    await server.db.query("UPDATE shares SET channel = 'card' WHERE channel = 'qr'")
  })

  it('is not suspected when nothing but more was added since the head was noted', async () => {
    const agent = await signInAgent(server, await anAgent(server.db))
    await shares(agent, 'content', await aContent(server.db))
    expect(await told(head)).toEqual([])
    expect((await verify()).head.seq).toBe(String(Number(head.seq) + 1))
  })
})
