import { newKey, type Answer, type Caller, type TestServer } from '../../support/server'

let counter = 0
/** A policy as it is entered, with a number of its own. */
export const aPolicy = (changes: object = {}) => ({
  key: newKey(),
  productName: '安和福满终身寿险',
  kind: 'life',
  number: `AH2026${String((counter += 1)).padStart(6, '0')}`,
  premiumFen: 1_200_000,
  rhythm: 'yearly',
  effectiveOn: '2026-11-01',
  isParticipating: true,
  ...changes,
})

export const records = (agent: Caller, clientId: string, changes: object = {}): Promise<Answer> =>
  agent.post(`/clients/${clientId}/policies`, aPolicy(changes))

/** Without key and number: as a correction sends it. */
export const aCorrection = (changes: object = {}) => {
  const { key: _, number: __, ...fields } = aPolicy()
  return { ...fields, ...changes }
}

/**
 * Records whose policies and outcomes do not fit each other; a whole database answers []. An outcome without either may rest on a referral that was won
 * and has forgotten its friend.
 */
export const policyStrays = ({ db }: TestServer): Promise<unknown[]> =>
  db.query(
    `SELECT r.id FROM client_records r
      WHERE (EXISTS (SELECT 1 FROM policies p WHERE p.recordId = r.id AND p.takenBackAt IS NULL)
             OR EXISTS (SELECT 1 FROM referrals f WHERE f.friendRecordId = r.id AND f.status = 'won'))
         <> EXISTS (SELECT 1 FROM wechat_accounts a JOIN outcomes o ON o.accountId = a.id AND o.kind = 'first_policy' AND o.takenBackAt IS NULL
                     WHERE a.recordId = r.id)
        AND NOT (r.provenanceKind = 'referral' AND EXISTS (SELECT 1 FROM referrals f WHERE f.friendRecordId IS NULL AND f.status = 'won'))
        AND r.status <> 'merged'`,
  )
