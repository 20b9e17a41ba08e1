import { randomBytes } from 'node:crypto'
import type { EntityManager } from 'typeorm'
import { note } from './append'
import { commitmentOf } from './chain'
import type { PersonScope, ProvenancePerson } from './person.entity'

export const SALT_BYTES = 16

/** What stands in the log for this account, made when it is first needed. The caller holds the account's lock, or nobody else can have one. */
export async function personOf(
  tx: EntityManager,
  accountId: string,
  scope: PersonScope = 'account',
  scopeId = '0',
): Promise<Buffer> {
  const where = 'SELECT commitment FROM provenance_persons WHERE accountId = ? AND scope = ? AND scopeId = ?'
  const [known] = await tx.query<Pick<ProvenancePerson, 'commitment'>[]>(where, [accountId, scope, scopeId])
  if (known) return known.commitment
  const salt = randomBytes(SALT_BYTES)
  const commitment = commitmentOf(salt, accountId, scope, scopeId)
  await tx.query(
    'INSERT INTO provenance_persons (accountId, scope, scopeId, salt, commitment, state) VALUES (?, ?, ?, ?, ?, NULL)',
    [accountId, scope, scopeId, salt, commitment],
  )
  return commitment
}

/** The account is gone: nothing in the log can be traced to it any more. */
export function forgetPerson(tx: EntityManager, accountId: string, at: Date): Promise<void> {
  return forget(tx, 'accountId = ?', [accountId], at)
}

/** That this account came by this share cannot be told from the log any more. */
export function forgetArrival(tx: EntityManager, accountId: string, shareId: string, at: Date): Promise<void> {
  return forget(tx, "accountId = ? AND scope = 'share' AND scopeId = ?", [accountId, shareId], at)
}

/** Who came by this referral, with whichever of these accounts, cannot be told from the log any more. The outcome stays as a count. */
export async function forgetFriend(
  tx: EntityManager,
  accountIds: readonly string[],
  referralId: string,
  at: Date,
): Promise<void> {
  if (accountIds.length === 0) return
  await tx.query(
    "UPDATE outcomes SET accountId = NULL WHERE accountId IN (?) AND kind = 'referral_consented' AND subjectId = ?",
    [accountIds, referralId],
  )
  await forget(tx, "accountId IN (?) AND scope = 'referral' AND scopeId = ?", [accountIds, referralId], at)
}

/** Deletes who stands behind these commitments, and notes that it was done: a commitment without a person is then no gap. */
async function forget(tx: EntityManager, where: string, values: unknown[], at: Date): Promise<void> {
  const gone = await tx.query<Pick<ProvenancePerson, 'commitment'>[]>(
    `SELECT commitment FROM provenance_persons WHERE ${where} ORDER BY accountId, scope, scopeId FOR UPDATE`,
    values,
  )
  if (gone.length === 0) return
  await tx.query(`DELETE FROM provenance_persons WHERE ${where}`, values)
  for (const { commitment } of gone) note(tx, { kind: 'forgotten', at, refId: null, person: commitment, facts: {} })
}
