import { AskCounterparts1795946102000 } from '../../../server/src/migrations/20261129T1102-ask-counterparts'
import { openTestDatabase, type TestDatabase } from '../../support/database'
import { newKey } from '../../support/server'

let database: TestDatabase
beforeAll(async () => {
  database = await openTestDatabase()
})
afterAll(() => database.close())

/** A row as introducers used to leave it: the contact typed by them, the counterpart's yes on their word. */
async function introduction(requestId: string, kind: string, status: string): Promise<void> {
  await database.db.query(
    `INSERT INTO introductions (creationKey, requestId, byAccountId, kind, name, words, contactEnc, counterpartAgreedAt, status, offeredAt, settledAt)
     VALUES (?, ?, 1, ?, '某人', '很有耐心', 'sealed', '2026-01-01', ?, '2026-01-01', ?)`,
    [newKey(), requestId, kind, status, status === 'offered' ? null : '2026-01-02'],
  )
}

async function request(status: string): Promise<string> {
  const { insertId } = await database.db.query(
    `INSERT INTO referral_requests (creationKey, accountId, recordId, category, words, urgency, audience, wordsReview, status, askedAt)
     VALUES (?, 1, 1, 'lawyer', '想找一位律师', 'low', 'agent', 'passed', ?, '2026-01-01')`,
    [newKey(), status],
  )
  return String(insertId)
}

describe('introductions of before', () => {
  it('keep what has passed, wait where a provider agreed, and are forgotten where a person was never asked', async () => {
    const { db } = database
    const [typed, listed, passed] = [await request('answered'), await request('answered'), await request('introduced')]
    await introduction(typed, 'person', 'offered')
    await introduction(typed, 'agent', 'declined')
    await introduction(listed, 'provider', 'offered')
    await introduction(passed, 'person', 'accepted')

    const runner = db.createQueryRunner()
    // Started twice, as after a broken run.
    for (let run = 0; run < 2; run += 1) await new AskCounterparts1795946102000().up(runner)
    await runner.release()

    const rows = await db.query(
      'SELECT kind, status, name, contactEnc IS NOT NULL hasContact, clientAgreedAt IS NOT NULL clientAgreed FROM introductions ORDER BY id',
    )
    expect(rows).toEqual([
      { kind: 'person', status: 'withdrawn', name: '', hasContact: 0, clientAgreed: 0 },
      { kind: 'agent', status: 'declined', name: '', hasContact: 0, clientAgreed: 0 },
      { kind: 'provider', status: 'counterpart_agreed', name: '某人', hasContact: 1, clientAgreed: 0 },
      { kind: 'person', status: 'connected', name: '某人', hasContact: 1, clientAgreed: 1 },
    ])
    const statuses = await db.query('SELECT status FROM referral_requests ORDER BY id')
    expect(statuses.map(({ status }: { status: string }) => status)).toEqual(['open', 'answered', 'introduced'])
  })
})
