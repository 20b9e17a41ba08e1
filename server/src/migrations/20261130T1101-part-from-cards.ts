import type { MigrationInterface, QueryRunner } from 'typeorm'
import { recordsWithin } from '../clients/living-record'
import { toItsEnd } from '../core/before-commit'
import { partFromCard } from '../referrals/part-from-card'
import { inTransaction } from './change-tables'

interface Withdrawn {
  recordId: string
  id: string
  shareId: string | null
}

/** Friends who took the consent back before withdrawals parted them from the card are parted from it now, one in each transaction. */
export class PartFromCards1796001101000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (;;) {
      const [next] = (await runner.query(
        `SELECT r.id recordId, f.id, f.shareId FROM client_records r JOIN referrals f ON f.id = r.provenanceReferralId
          WHERE r.status = 'withdrawn' ORDER BY r.id LIMIT 1`,
      )) as Withdrawn[]
      if (!next) return
      await part(runner, next)
    }
  }

  async down(): Promise<void> {
    // Forward only: what was forgotten is gone.
  }
}

function part(runner: QueryRunner, { recordId, id, shareId }: Withdrawn): Promise<unknown> {
  return inTransaction(runner, (manager) =>
    toItsEnd(manager, async (tx) => {
      const accounts = await tx.query<{ id: string }[]>(
        'SELECT id FROM wechat_accounts WHERE recordId = ? ORDER BY id',
        [recordId],
      )
      const recordIds = await recordsWithin(tx, recordId)
      await partFromCard(tx, { accountIds: accounts.map((one) => one.id), recordIds }, { id, shareId }, new Date())
    }),
  )
}
