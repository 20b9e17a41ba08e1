import { READ_PERCENT } from '@quanke/shared/domain/content'
import { canMove } from '@quanke/shared/domain/moves'
import { REFERRAL_EXPIRY_DAYS, REFERRAL_MOVES, type ReferralStatus } from '@quanke/shared/domain/referral'
import type { DataSource } from 'typeorm'
import { DataCipher, dataKeysFrom, LookupHash } from '../../../server/src/core/crypto'
import { createDataSource } from '../../../server/src/database'
import { loadDemo, nameOf } from '../../../server/src/demo/load'
import { demoOpenid, demoPhone } from '../../../server/src/demo/openid'
import { AGENTS, DEMO_PEOPLE, STAFF } from '../../../server/src/demo/people'
import { mergeFacts, recordSide } from '../../../server/src/merges/merge-facts.queries'
import { keptOf } from '../../../server/src/merges/merge.queries'
import { mergePlan, undoRefusal } from '../../../server/src/merges/merge.rules'
import type { RecordMerge } from '../../../server/src/merges/record-merge.entity'
import { armCounts } from '../../../server/src/outreach/outcome.queries'
import type { OutreachPlan } from '../../../server/src/outreach/outreach-plan.entity'
import { verifyDecisions } from '../../../server/src/clients/verify-decisions'
import { verifyDraws } from '../../../server/src/outreach/verify-draws'
import { transact } from '../../../server/src/core/transact'
import { undoMerge } from '../../../server/src/merges/undo-merge'
import { openNotices } from '../../../server/src/referrals/agent-notices'
import { clientsToAsk } from '../../../server/src/referrals/ask.queries'
import { fromJson } from '../../../server/src/core/json'
import { verifyCredits } from '../../../server/src/attribution/verify-credits'
import { verifyLog } from '../../../server/src/provenance/verify'
import { openTestDatabase, type TestDatabase } from '../../support/database'
import { recount } from '../../support/recount'

const AS_OF = new Date('2026-11-23T12:00:00Z')
const APP_ID = 'wx0000000000000000'
const cipher = new DataCipher(dataKeysFrom(`k1:${Buffer.alloc(32, 1).toString('base64')}`))
const lookup = new LookupHash(Buffer.alloc(32, 2))
const settings = { asOf: AS_OF, seed: 20_261_123, appId: APP_ID, cipher, lookup }
/** Encrypted values differ each time: the cipher never repeats itself. */
const SEALED = ['phoneEnc', 'contactEnc', 'numberEnc', 'contentEnc']

let database: TestDatabase
let db: DataSource

async function checksums(): Promise<Record<string, string>> {
  const tables = await db.query<{ name: string }[]>(
    `SELECT table_name AS name FROM information_schema.tables
      WHERE table_schema = DATABASE() AND table_name <> 'migrations' AND table_name NOT LIKE 'kept%'`,
  )
  const sums: Record<string, string> = {}
  for (const { name } of tables) {
    const columns = await db.query<{ name: string }[]>(
      'SELECT column_name AS name FROM information_schema.columns WHERE table_schema = DATABASE() AND table_name = ? ORDER BY ordinal_position',
      [name],
    )
    const compared = columns.map((column) => column.name).filter((column) => !SEALED.includes(column))
    const [row] = await db.query<{ n: string; sum: string }[]>(
      `SELECT COUNT(*) n, SUM(CRC32(CONCAT_WS('|', ${compared.map((column) => `HEX(\`${column}\`)`).join(', ')}))) sum FROM \`${name}\``,
    )
    sums[name] = `${row!.n} ${row!.sum}`
  }
  return sums
}

const count = async (sql: string, values: unknown[] = []): Promise<number> =>
  Number((await db.query<{ n: string }[]>(sql, values))[0]!.n)

beforeAll(async () => {
  database = await openTestDatabase()
  ;({ db } = database)
  await loadDemo(db, settings)
}, 60_000)
afterAll(() => database.close())

describe('the demo organisation', () => {
  it('has a log of its sources that verifies, and no outcome is missing in it', async () => {
    const { head, findings } = await db.transaction((tx) => verifyLog(tx, null))
    const replayed = await db.transaction((tx) => verifyCredits(tx, findings, AS_OF))
    await db.transaction(async (tx) => [await verifyDecisions(tx, findings), await verifyDraws(tx, findings)])
    expect(findings.told).toEqual([])
    expect(replayed).toBeGreaterThan(700)
    expect(Number(head.seq)).toBeGreaterThan(5000)
    const kinds = await db.query<{ kind: string; n: string }[]>(
      'SELECT kind, COUNT(*) n FROM outcomes GROUP BY kind ORDER BY kind',
    )
    expect(kinds.map(({ kind }) => kind)).toEqual([
      'attendance',
      'consent',
      'first_policy',
      'join',
      'referral_consented',
      'registration',
      'request',
    ])
    const consenting = "SELECT COUNT(DISTINCT accountId) n FROM engagements WHERE kind = 'consented'"
    expect(kinds.find(({ kind }) => kind === 'consent')!.n).toBe(String(await count(consenting)))
  })

  it('is there as a whole, and looks like a year of work', async () => {
    const sizes = await db.query<Record<string, string>[]>(
      `SELECT (SELECT COUNT(*) FROM organizations) organizations, (SELECT COUNT(*) FROM agents) agents, (SELECT COUNT(*) FROM staff) staff,
              (SELECT COUNT(*) FROM interest_groups) interestGroups, (SELECT COUNT(*) FROM providers WHERE status = 'listed') providers,
              (SELECT COUNT(*) FROM contents WHERE status = 'published') contents`,
    )
    expect(sizes[0]).toEqual({
      organizations: '1',
      agents: '12',
      staff: '3',
      interestGroups: '8',
      providers: '8',
      contents: '24',
    })
    const clients = await count('SELECT COUNT(*) n FROM client_records')
    expect(clients).toBeGreaterThan(290)
    expect(clients).toBeLessThan(370)
    const engagements = await count('SELECT COUNT(*) n FROM engagements')
    expect(engagements).toBeGreaterThan(12_000)
    expect(engagements).toBeLessThan(20_000)
    expect(await count('SELECT MAX(depth) n FROM shares')).toBe(3)
    expect(await count("SELECT COUNT(*) n FROM client_records WHERE ownerAgentId IS NULL AND status = 'active'")).toBe(
      6,
    )
  })

  it('has events of before with who came, and events to come with a place left and with a queue', async () => {
    const events = await db.query<{ title: string; isPast: number; placed: string; waiting: string; came: string }[]>(
      `SELECT v.title, v.endsAt < ? isPast, SUM(r.status IN ('confirmed', 'attended', 'absent')) placed, SUM(r.status = 'waitlisted') waiting,
              SUM(r.status = 'attended') came, v.capacity
         FROM events e JOIN event_versions v ON v.eventId = e.id AND v.version = e.approvedVersion
         JOIN event_registrations r ON r.eventId = e.id GROUP BY e.id, v.title, v.endsAt, v.capacity ORDER BY v.beginsAt`,
      [AS_OF],
    )
    expect(events.map(({ isPast }) => isPast)).toEqual([1, 1, 1, 0, 0])
    for (const { isPast, placed, came } of events) {
      expect(Number(placed)).toBeGreaterThan(4)
      expect(Number(came) > 0).toBe(isPast === 1)
    }
    expect(events.filter(({ waiting }) => Number(waiting) > 0)).toHaveLength(1)
    const noted = await count("SELECT COUNT(*) n FROM engagements WHERE kind = 'registered'")
    expect(await count("SELECT COUNT(*) n FROM event_registrations WHERE status <> 'waitlisted'")).toBe(noted)
    expect(await count("SELECT COUNT(*) n FROM events WHERE status = 'submitted'")).toBe(1)
  })

  it('has an invitation to the next event of 陈思远: some have their card, some are kept untouched, and of both some registered', async () => {
    const [plan] = await db.query<OutreachPlan[]>('SELECT * FROM outreach_plans WHERE eventId IS NOT NULL')
    const reader = { agentId: plan!.agentId, leadsPath: null }
    const { treated, held_out: heldOut } = await armCounts(db, plan!, reader, { dropped: [], standsFor: new Map() })
    expect([treated.acted, treated.hits, heldOut.total].map((found) => found > 0)).toEqual([true, true, true])
    expect([heldOut.acted, treated.acted < treated.total]).toEqual([0, true])
  })

  it('has roll-ups, readings and touches that equal a recount of its engagements', async () => {
    expect(await recount(db)).toEqual([])
    const readings = await db.query(
      `SELECT r.accountId, r.contentId FROM readings r
         LEFT JOIN (SELECT accountId, subjectId, COALESCE(SUM(seconds), 0) seconds, COALESCE(MAX(percent), 0) percent, MIN(occurredAt) firstAt,
                           MAX(occurredAt) lastAt, MIN(CASE WHEN kind = 'read' AND percent >= ${READ_PERCENT} THEN occurredAt END) readAt
                      FROM engagements WHERE subject = 'content' AND kind IN ('viewed', 'read') GROUP BY accountId, subjectId) e
                ON e.accountId = r.accountId AND e.subjectId = r.contentId
        WHERE NOT (e.seconds <=> r.seconds AND e.percent <=> r.furthestPercent AND e.firstAt <=> r.firstAt AND e.lastAt <=> r.lastAt
                   AND e.readAt <=> r.readAt)`,
    )
    expect(readings).toEqual([])
    const touches = await db.query(
      `SELECT t.id FROM touches t JOIN shares s ON s.id = t.shareId
         LEFT JOIN (SELECT accountId, shareId, MIN(occurredAt) firstAt FROM engagements WHERE kind IN ('arrived', 'viewed', 'read')
                     GROUP BY accountId, shareId) e ON e.accountId = t.accountId AND e.shareId = t.shareId
        WHERE NOT (e.firstAt <=> t.firstAt) OR s.sharerAccountId = t.accountId OR NOT (s.agentId <=> t.agentId) OR t.firstAt < s.createdAt`,
    )
    expect(touches).toEqual([])
  })

  it('knows of nothing that lies ahead', async () => {
    const columns = await db.query<{ tableName: string; columnName: string }[]>(
      `SELECT table_name tableName, column_name columnName FROM information_schema.columns
        WHERE table_schema = DATABASE() AND data_type = 'datetime' AND column_name NOT IN ('expiresAt', 'remindAt', 'answerBy', 'timestamp', 'closesAt', 'beginsAt', 'endsAt', 'observedUntil', 'deadlineAt')
          AND table_name NOT LIKE 'kept%'`,
    )
    for (const { tableName, columnName } of columns) {
      const ahead = await count(`SELECT COUNT(*) n FROM \`${tableName}\` WHERE \`${columnName}\` > ?`, [AS_OF])
      expect({ tableName, columnName, ahead }).toEqual({ tableName, columnName, ahead: 0 })
    }
  })

  it('has no client without a source, a history of owners that ends with the owner, and the consent to be served', async () => {
    const without = await db.query(
      `SELECT r.id FROM client_records r
         JOIN wechat_accounts a ON a.recordId = r.id
         LEFT JOIN consents c ON c.accountId = a.id AND c.purpose = 'be_served'
        WHERE NOT (SELECT o.toAgentId FROM ownership_changes o WHERE o.recordId = r.id ORDER BY o.at DESC, o.id DESC LIMIT 1) <=> r.ownerAgentId
           OR NOT (SELECT o.rule FROM ownership_changes o WHERE o.recordId = r.id ORDER BY o.at DESC, o.id DESC LIMIT 1) <=> r.bindingRule
           OR (r.provenanceKind = 'share' AND r.provenanceShareId IS NULL) OR (r.provenanceKind = 'referral' AND r.status <> 'withdrawn' AND r.provenanceReferralId IS NULL)
           OR NOT c.state <=> IF(r.status = 'active', 'given', 'withdrawn')`,
    )
    expect(without).toEqual([])
    expect(
      await count(
        "SELECT COUNT(*) n FROM client_records r LEFT JOIN wechat_accounts a ON a.recordId = r.id WHERE a.id IS NULL AND r.status <> 'merged'",
      ),
    ).toBe(0)
    const kinds = await db.query<{ kind: string }[]>(
      'SELECT DISTINCT provenanceKind kind FROM client_records ORDER BY 1',
    )
    expect(kinds.map(({ kind }) => kind)).toEqual(['group', 'referral', 'share', 'walk_in'])
  })

  it('gives those who came by a share to the agent of their first touch', async () => {
    const others = await db.query(
      `SELECT r.id FROM client_records r JOIN wechat_accounts a ON a.recordId = r.id
        WHERE r.bindingRule = 'first_touch'
          AND r.provenanceShareId <> (SELECT t.shareId FROM touches t
                WHERE t.accountId = a.id AND t.agentId IS NOT NULL AND t.firstAt BETWEEN r.becameClientAt - INTERVAL 90 DAY AND r.becameClientAt ORDER BY t.firstAt, t.id LIMIT 1)`,
    )
    expect(others).toEqual([])
  })

  it('has only histories of referrals that the states allow, in their time', async () => {
    const moves = await db.query<
      { referralId: string; toStatus: ReferralStatus; at: Date; status: ReferralStatus; givenAt: Date }[]
    >(
      `SELECT m.referralId, m.toStatus, m.at, f.status, f.givenAt FROM referral_moves m JOIN referrals f ON f.id = m.referralId ORDER BY m.referralId, m.at, m.id`,
    )
    const histories = byReferral(moves)
    expect(histories.size).toBe(await count('SELECT COUNT(*) n FROM referrals'))
    for (const history of histories.values()) {
      const steps = history.map(({ toStatus }) => toStatus)
      expect(steps[0]).toBe('offered')
      expect(steps.at(-1)).toBe(history[0]!.status)
      steps
        .slice(1)
        .forEach((to, index) =>
          expect([steps[index], to, canMove(REFERRAL_MOVES, steps[index]!, to)]).toEqual([steps[index], to, true]),
        )
      for (const { toStatus, at, givenAt } of history)
        if (toStatus === 'consented')
          expect(at.getTime() - givenAt.getTime()).toBeLessThan(REFERRAL_EXPIRY_DAYS * 86_400_000)
    }
    const late = await count(
      "SELECT COUNT(*) n FROM referrals WHERE status IN ('offered', 'opened') AND expiresAt <= ?",
      [AS_OF],
    )
    expect(late).toBe(0)
    const reasonless = await count("SELECT COUNT(*) n FROM referral_moves WHERE toStatus = 'lost' AND reason IS NULL")
    expect(reasonless).toBe(0)
    const statuses = await db.query<{ status: string }[]>('SELECT DISTINCT status FROM referrals')
    expect(statuses.map(({ status }) => status).sort()).toEqual(Object.keys(REFERRAL_MOVES).sort())
  })

  it('has requests in every state, and nobody asks without an owner', async () => {
    const statuses = await db.query<{ status: string }[]>('SELECT DISTINCT status FROM referral_requests')
    expect(statuses.map(({ status }) => status).sort()).toEqual([
      'answered',
      'closed',
      'introduced',
      'open',
      'withdrawn',
    ])
    const odd = await db.query(
      `SELECT q.id FROM referral_requests q
        WHERE (q.status IN ('answered', 'introduced') AND NOT EXISTS (SELECT 1 FROM introductions i WHERE i.requestId = q.id))
           OR (q.status = 'introduced' AND NOT EXISTS (SELECT 1 FROM introductions i WHERE i.requestId = q.id AND i.status = 'connected'))
           OR (q.status IN ('closed', 'withdrawn')) <> (q.closedAt IS NOT NULL)`,
    )
    expect(odd).toEqual([])
  })

  it('has a complaint that is answered and one that waits, of clients whom nobody asks for a recommendation', async () => {
    const complaints = await db.query<{ status: string; steps: string }[]>(
      `SELECT c.status, GROUP_CONCAT(s.step ORDER BY s.at) steps FROM complaints c JOIN complaint_steps s ON s.complaintId = c.id
         JOIN wechat_accounts a ON a.id = c.accountId AND a.recordId = c.recordId JOIN client_records r ON r.id = c.recordId AND r.ownerAgentId = c.agentId
        GROUP BY c.id, c.status ORDER BY c.id`,
    )
    expect(complaints).toEqual([
      { status: 'answered', steps: 'filed,accepted,answered' },
      { status: 'filed', steps: 'filed' },
    ])
  })

  it('has a policy for every client whose referral was won, and for nobody else', async () => {
    expect(await count('SELECT COUNT(*) n FROM policies')).toBeGreaterThan(10)
    const odd = await db.query(
      `SELECT r.id FROM client_records r WHERE r.status = 'active'
          AND EXISTS (SELECT 1 FROM policies p WHERE p.recordId = r.id)
           <> EXISTS (SELECT 1 FROM referrals f WHERE f.friendRecordId = r.id AND f.status = 'won')`,
    )
    expect(odd).toEqual([])
  })

  it('knows the people whom the demo page shows, and not those who were never here', async () => {
    const keys = [...AGENTS.map(({ key }) => key), ...STAFF.map(({ key }) => key), 'lin-xiaoman']
    const openids = keys.map((key) => demoOpenid(APP_ID, key))
    expect(await count('SELECT COUNT(*) n FROM wechat_accounts WHERE openid IN (?)', [openids])).toBe(keys.length)
    const visitors = DEMO_PEOPLE.filter(({ role }) => role === 'visitor').map(({ key }) => key)
    const strangers = visitors.map((key) => demoOpenid(APP_ID, key))
    expect(await count('SELECT COUNT(*) n FROM wechat_accounts WHERE openid IN (?)', [strangers])).toBe(0)
    const phones = visitors.map((key) => lookup.phone(demoPhone(key)))
    expect(await count('SELECT COUNT(*) n FROM client_records WHERE phoneHash IN (?)', [phones])).toBe(0)
  })

  it('has 林小满 as a client of 陈思远: by his share, in two groups, with a closed request and a friend who said yes', async () => {
    const [lin] = await db.query<{ id: string; recordId: string; phoneEnc: Buffer; [column: string]: unknown }[]>(
      `SELECT a.id, r.id recordId, r.displayName, r.bindingRule, r.status, r.phoneEnc, g.name owner, x.name sharer
         FROM wechat_accounts a JOIN client_records r ON r.id = a.recordId JOIN agents g ON g.id = r.ownerAgentId
         JOIN shares s ON s.id = r.provenanceShareId JOIN wechat_accounts h ON h.id = s.sharerAccountId JOIN agents x ON x.id = h.agentId
        WHERE a.openid = ?`,
      [demoOpenid(APP_ID, 'lin-xiaoman')],
    )
    expect(lin).toMatchObject({
      displayName: '林小满',
      bindingRule: 'first_touch',
      status: 'active',
      owner: '陈思远',
      sharer: '陈思远',
    })
    expect(cipher.decrypt(lin!.phoneEnc)).toBe(demoPhone('lin-xiaoman'))
    expect(await count("SELECT COUNT(*) n FROM memberships WHERE accountId = ? AND status = 'active'", [lin!.id])).toBe(
      2,
    )
    const given = await db.query<{ purpose: string }[]>(
      "SELECT purpose FROM consents WHERE accountId = ? AND state = 'given' ORDER BY 1",
      [lin!.id],
    )
    expect(given.map(({ purpose }) => purpose)).toEqual(['be_served', 'show_activity', 'use_service'])
    expect(
      await count("SELECT COUNT(*) n FROM referral_requests WHERE recordId = ? AND status = 'closed' AND rating = 5", [
        lin!.recordId,
      ]),
    ).toBe(1)
    expect(
      await count('SELECT COUNT(*) n FROM referrals WHERE referrerRecordId = ? AND friendRecordId IS NOT NULL', [
        lin!.recordId,
      ]),
    ).toBe(1)
  })

  it('has something on the desk of 陈思远 today', async () => {
    const agentId = (await db.query<{ id: string }[]>("SELECT id FROM agents WHERE name = '陈思远'"))[0]!.id
    const since = new Date(AS_OF.getTime() - 3 * 86_400_000)
    expect(
      await count('SELECT COUNT(*) n FROM client_records WHERE ownerAgentId = ? AND becameClientAt >= ?', [
        agentId,
        since,
      ]),
    ).toBeGreaterThanOrEqual(3)
    const open = `SELECT COUNT(*) n FROM referral_requests q JOIN client_records r ON r.id = q.recordId WHERE r.ownerAgentId = ? AND q.status = 'open'`
    expect(await count(open, [agentId])).toBeGreaterThanOrEqual(3)
    const forMembers = `SELECT COUNT(*) n FROM referral_requests q JOIN memberships m ON m.groupId = q.groupId AND m.status = 'active'
                         JOIN wechat_accounts a ON a.id = m.accountId WHERE a.openid = ? AND q.status = 'open' AND q.accountId <> a.id`
    expect(await count(forMembers, [demoOpenid(APP_ID, 'lin-xiaoman')])).toBeGreaterThanOrEqual(1)
    const due = `SELECT COUNT(*) n FROM referrals f LEFT JOIN referral_thanks h ON h.referralId = f.id AND h.occasion = 'consent'
                  WHERE f.agentId = ? AND f.friendRecordId IS NOT NULL AND h.id IS NULL`
    expect(await count(due, [agentId])).toBeGreaterThanOrEqual(1)
  })

  it('has a case that waits for 高建国, one that he has decided and one that waits for compliance, a merge that 陈思远 can undo, and somebody to ask', async () => {
    const cases = await db.query<Record<string, unknown>[]>(
      `SELECT c.status, h.name holder, COALESCE(l.name, c.exception) leader, c.deadlineAt > ? isAhead, h.teamId <> k.teamId areOfTwoTeams, c.decisionReason IS NOT NULL isReasoned,
              (SELECT GROUP_CONCAT(DISTINCT e.side ORDER BY e.side) FROM ownership_case_evidence e WHERE e.caseId = c.id) sides,
              (SELECT GROUP_CONCAT(s.step ORDER BY s.at, s.id) FROM ownership_case_steps s WHERE s.caseId = c.id) steps,
              (SELECT COUNT(DISTINCT r.phoneHash) FROM client_records r WHERE r.id IN (c.heldRecordId, c.otherRecordId) AND r.status = 'active') numbers
         FROM ownership_cases c JOIN agents h ON h.id = c.holderAgentId JOIN agents k ON k.id = c.claimantAgentId
         LEFT JOIN teams t ON t.id = c.levelTeamId LEFT JOIN agents l ON l.id = t.leaderAgentId ORDER BY c.status, c.id`,
      [AS_OF],
    )
    const both = { holder: '陈思远', leader: '高建国', areOfTwoTeams: 1, numbers: '1' }
    expect(cases).toEqual([
      { ...both, status: 'decided', isAhead: 0, isReasoned: 1, sides: 'claimant,holder', steps: 'opened,evidence,evidence,decided' },
      { ...both, status: 'open', isAhead: 1, isReasoned: 0, sides: 'holder', steps: 'opened,evidence' },
      { ...both, holder: '唐若水', leader: 'no_common_leader', status: 'open', isAhead: 1, isReasoned: 0, sides: 'claimant,holder', steps: 'opened,evidence,evidence' },
    ]) // prettier-ignore
    const [agent] = await db.query<{ id: string }[]>("SELECT id FROM agents WHERE name = '陈思远'")
    const [merge] = await db.query<RecordMerge[]>('SELECT * FROM record_merges WHERE undoneAt IS NULL')
    expect(merge).toMatchObject({ kind: 'manual', ownerAgentId: agent!.id, mergedOwnerAgentId: agent!.id })
    expect(undoRefusal({ at: merge!.at, now: AS_OF, survivorStatus: 'active', isInCase: false })).toBeNull()
    expect((await clientsToAsk(db, agent!.id, AS_OF, 10)).length).toBeGreaterThan(0)
    expect((await openNotices(db, agent!.id)).length).toBe(1)
  })

  it('has of what happens now and then: chat groups, a picture, an edit, an answer that is late, a proposal, and questions of each kind', async () => {
    const [agent] = await db.query<{ id: string }[]>("SELECT id FROM agents WHERE name = '陈思远'")
    const groups = await db.query<{ name: string | null; people: string }[]>(
      `SELECT n.name, COUNT(t.id) people FROM chat_group_names n LEFT JOIN touches t ON t.chatGroupId = n.chatGroupId AND t.agentId = n.agentId
        WHERE n.agentId = ? GROUP BY n.number, n.name ORDER BY n.number`,
      [agent!.id],
    )
    expect(groups.map(({ name }) => name)).toEqual([null, '滨江家长群', null])
    for (const { people } of groups) expect(Number(people)).toBeGreaterThan(0)
    const [picture] = await db.query<{ contentEnc: Buffer; width: number; status: string }[]>(
      'SELECT p.contentEnc, p.width, q.status FROM request_pictures p JOIN referral_requests q ON q.id = p.requestId',
    )
    expect(picture).toMatchObject({ width: 960, status: 'open' })
    expect(cipher.decryptBytes(picture!.contentEnc).subarray(0, 3)).toEqual(Buffer.from([0xff, 0xd8, 0xff]))
    const edited =
      'SELECT COUNT(*) n FROM request_edits e JOIN referral_requests q ON q.id = e.requestId AND q.version = e.version + 1 AND q.editedAt = e.at'
    expect(await count(edited)).toBe(1)
    const late = `SELECT COUNT(*) n FROM referral_requests q JOIN agents l ON l.id = q.escalatedToAgentId AND l.name = '宋雅琴'
                   WHERE q.status = 'open' AND q.escalatedAt = q.answerBy AND q.answerBy < ?`
    expect(await count(late, [AS_OF])).toBe(1)
    expect(
      await count("SELECT COUNT(*) n FROM providers WHERE status = 'proposed' AND vouchedByAgentId = ?", [agent!.id]),
    ).toBe(1)
    const asks = await db.query<{ answer: string | null; neverAsk: number; isOpen: number }[]>(
      'SELECT k.answer, a.neverAsk, k.askedAt > ? isOpen FROM referral_asks k JOIN wechat_accounts a ON a.id = k.accountId ORDER BY k.id',
      [new Date(AS_OF.getTime() - 30 * 86_400_000)],
    )
    expect(asks.map(({ answer, neverAsk }) => [answer, neverAsk])).toEqual([[null, 0], ['willing', 0], ['never', 1]]) // prettier-ignore
    expect(asks[0]!.isOpen).toBe(1)
  })

  it('parts the merged records again into what they were', async () => {
    const [row] = await db.query<RecordMerge[]>('SELECT * FROM record_merges')
    const merge = { ...row!, ...keptOf(row!) }
    const goesBack = new Error('it was only tried out')
    const tried = transact(db, async (tx) => {
      await undoMerge(tx, {
        merge,
        reason: '不是同一位',
        actor: { accountId: merge.byAccountId!, requestId: 'test' },
        at: AS_OF,
      })
      expect(await recount(tx)).toEqual([])
      const sides = [await recordSide(tx, merge.survivorRecordId), await recordSide(tx, merge.mergedRecordId)] as const
      expect(sides.map((side) => side?.status)).toEqual(['active', 'active'])
      expect(mergePlan(await mergeFacts(tx, sides[0]!, sides[1]!, AS_OF)).counts).toEqual(fromJson(row!.counts))
      throw goesBack
    })
    await expect(tried).rejects.toBe(goesBack)
  })

  it('agrees only to texts that were in force', async () => {
    const outdated = await db.query(
      `SELECT d.id FROM consent_decisions d LEFT JOIN consent_texts t ON t.purpose = d.purpose AND t.version = d.textVersion
        WHERE t.version IS NULL OR t.inForceAt > d.at`,
    )
    expect(outdated).toEqual([])
    const unproven = await db.query(
      `SELECT c.accountId FROM consents c WHERE c.state <>
         (SELECT d.state FROM consent_decisions d WHERE d.accountId = c.accountId AND d.purpose = c.purpose ORDER BY d.at DESC, d.id DESC LIMIT 1)`,
    )
    expect(unproven).toEqual([])
  })
})

describe('loading it', () => {
  it('again changes nothing', async () => {
    const before = await checksums()
    expect(await loadDemo(db, settings)).toBe(false)
    expect(await checksums()).toEqual(before)
  })

  it('leaves the same rows for the same seed, and nothing when it is killed halfway', async () => {
    const first = await checksums()
    await database.empty()
    const victim = await (await createDataSource(database.url, 2)).initialize()
    const killed = expect(loadDemo(victim, settings)).rejects.toThrow()
    await killWhileLoading()
    await killed
    await victim.destroy()
    expect(await count('SELECT COUNT(*) n FROM wechat_accounts')).toBe(0)
    expect(await loadDemo(db, settings)).toBe(true)
    expect(await checksums()).toEqual(first)
  }, 90_000)

  it('refuses a database in which others have rows', async () => {
    await database.empty()
    await db.query("INSERT INTO staff (name, role) VALUES ('王', 'compliance')")
    await expect(loadDemo(db, settings)).rejects.toThrow('staff')
    expect(await count('SELECT COUNT(*) n FROM staff')).toBe(1)
  })
})

/** For the database a killed process is a connection that is gone: here it goes when some of its rows are written, before all are. */
async function killWhileLoading(): Promise<void> {
  const observer = db.createQueryRunner()
  await observer.query('SET SESSION TRANSACTION ISOLATION LEVEL READ UNCOMMITTED')
  try {
    for (;;) {
      const [loader] = (await observer.query(
        'SELECT IS_USED_LOCK(?) id, (SELECT COUNT(*) FROM wechat_accounts) `rows`',
        [nameOf(db)],
      )) as { id: string | null; rows: string }[]
      if (loader?.id && Number(loader.rows) > 0) return void (await db.query(`KILL ${loader.id}`))
      await new Promise((resolve) => setTimeout(resolve, 5))
    }
  } finally {
    await observer.query('SET SESSION TRANSACTION ISOLATION LEVEL REPEATABLE READ')
    await observer.release()
  }
}

function byReferral<T extends { referralId: string }>(rows: T[]): Map<string, T[]> {
  const groups = new Map<string, T[]>()
  for (const row of rows) groups.set(row.referralId, [...(groups.get(row.referralId) ?? []), row])
  return groups
}
