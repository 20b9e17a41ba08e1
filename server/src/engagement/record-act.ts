import type { EntityManager } from 'typeorm'
import { uuidv7obj } from 'uuidv7'
import { businessDay } from '../core/days'
import { noteOutcomeOf, type Act } from '../provenance/acts'
import { lockTies } from './account-tie.queries'
import { addTouch } from './reached'
import { insertion, type StoredEngagement } from './stored-engagement'
import { addToTotals } from './totals'

/** Notes an engagement beside the act itself, in its transaction: tied to the record, the owner and the share, counted in the roll-ups. */
export async function recordAct(tx: EntityManager, act: Act): Promise<void> {
  const { accountId, kind, subject, subjectId, shareId, at } = act
  const tie = (await lockTies(tx, [accountId])).get(accountId)
  if (!tie) return
  const row: StoredEngagement = {
    id: uuidv7obj().toHex(), ...tie, kind, subject, subjectId, shareId, seconds: null, percent: null, scene: null,
    occurredAt: at, day: businessDay(at), receivedAt: at,
  } // prettier-ignore
  await tx.query(insertion([row]))
  await addTouch(tx, shareId, row)
  await addToTotals(tx, [row])
  await noteOutcomeOf(tx, act)
}
