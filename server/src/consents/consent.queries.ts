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
