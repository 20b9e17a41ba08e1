import type { MergeWarning } from '@quanke/shared/domain/merge'
import { createHash } from 'node:crypto'
import type { DataSource, EntityManager } from 'typeorm'
import { mergeWarnings } from './merge.rules'

export interface Differences {
  kinds: MergeWarning[]
  /** Of just these names and numbers; null where nothing speaks against it. */
  mark: string | null
}

/** What of two records speaks against their being one person's, with the mark by which a merge says that it was seen. */
export async function differencesOf(
  db: DataSource | EntityManager,
  survivorId: string,
  mergedId: string,
): Promise<Differences> {
  const rows = await db.query<{ id: string; name: string; phone: string | null }[]>(
    'SELECT id, displayName name, HEX(phoneHash) phone FROM client_records WHERE id IN (?) ORDER BY id = ? DESC',
    [[survivorId, mergedId], survivorId],
  )
  const [one, other] = [rows[0]!, rows[1]!]
  const kinds = mergeWarnings({
    names: [one.name, other.name],
    havePhones: [one.phone !== null, other.phone !== null],
  })
  return { kinds, mark: kinds.length === 0 ? null : markOf(rows) }
}

/** Short, and tells nothing of what it is made of. */
const markOf = (rows: readonly object[]): string =>
  createHash('sha256').update(JSON.stringify(rows)).digest('hex').slice(0, 32)
