import type { ConsentState, Purpose } from '@quanke/shared/domain/consent'
import type { DataSource, EntityManager } from 'typeorm'

type Db = DataSource | EntityManager

export interface ConsentTextRow {
  purpose: Purpose
  version: string
  title: string
  body: string
}

export interface ConsentRow {
  purpose: Purpose
  state: ConsentState
  textVersion: string
  decidedAt: Date
}

/** Whether this account's consent to a purpose is in force. */
export async function hasConsented(db: Db, accountId: string, purpose: Purpose): Promise<boolean> {
  const [row] = await db.query<{ state: ConsentState }[]>(
    'SELECT state FROM consents WHERE accountId = ? AND purpose = ?',
    [accountId, purpose],
  )
  return row?.state === 'given'
}

/**
 * Whether the person of this record lets the agent see the own activity, as a condition: every account in use has said yes, since what is told beside
 * the name is told of all of them.
 */
export const showsActivity = (
  record: string,
): string => `(SELECT COUNT(*) > 0 AND SUM(word.state <=> 'given') = COUNT(*)
   FROM wechat_accounts used LEFT JOIN consents word ON word.accountId = used.id AND word.purpose = 'show_activity'
  WHERE used.recordId = ${record} AND used.closedAt IS NULL)`

/** The text in force for each purpose: the newest whose time has come. */
export async function textsInForce(db: Db, now: Date): Promise<Map<Purpose, ConsentTextRow>> {
  const rows = await db.query<ConsentTextRow[]>(
    'SELECT purpose, version, title, body FROM consent_texts WHERE inForceAt <= ? ORDER BY inForceAt',
    [now],
  )
  return new Map(rows.map((row) => [row.purpose, row]))
}

/** How each purpose stands for this account. */
export async function consentsOf(db: Db, accountId: string): Promise<Map<Purpose, ConsentRow>> {
  const rows = await db.query<ConsentRow[]>(
    'SELECT purpose, state, textVersion, decidedAt FROM consents WHERE accountId = ?',
    [accountId],
  )
  return new Map(rows.map((row) => [row.purpose, row]))
}
