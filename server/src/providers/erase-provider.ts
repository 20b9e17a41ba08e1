import type { EntityManager } from 'typeorm'
import type { DataCipher } from '../core/crypto'

/** Takes out everything that names a provider. The caller holds the provider's lock, which whoever introduces it takes as well. */
export async function eraseProvider(tx: EntityManager, id: string, cipher: DataCipher, at: Date): Promise<void> {
  await tx.query(
    `UPDATE providers SET name = '', place = '', hours = '', licence = '', contactEnc = ?, renewUntil = NULL, renewByAgentId = NULL,
            status = IF(status = 'refused', status, 'withdrawn'), reason = NULL, endedAt = COALESCE(endedAt, ?), erasedAt = ? WHERE id = ?`,
    [cipher.encrypt(''), at, at, id],
  )
  await tx.query("UPDATE provider_vouches SET words = '' WHERE providerId = ?", [id])
  await tx.query("UPDATE introductions SET name = '', words = '' WHERE providerId = ?", [id])
}
