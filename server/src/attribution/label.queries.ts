import { NO_SHARE, type AttributionDimension } from '@quanke/shared/domain/attribution'
import type { DataSource } from 'typeorm'
import { rowLabels } from '../sources/source-labels.queries'
import { NO_CAMPAIGN, NO_GROUP } from './row-key.rules'

/** What these rows are called; as on the board of sources, but that here a share without a group or a label is a row beside those without any share. */
export async function attributionLabels(
  db: DataSource,
  dimension: AttributionDimension,
  keys: readonly string[],
  ownAgentId: string,
): Promise<Map<string, string>> {
  const labels = await rowLabels(db, dimension, keys, ownAgentId)
  for (const [key, label] of [
    [NO_SHARE.key, NO_SHARE.label],
    [NO_GROUP, '不在群组中'],
    [NO_CAMPAIGN, '没有标记批次'],
  ] as const)
    if (labels.has(key)) labels.set(key, label)
  return labels
}
