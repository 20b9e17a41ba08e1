import { NO_SHARE, type AttributionDimension } from '@quanke/shared/domain/attribution'
import type { DataSource } from 'typeorm'
import { chatGroupNames } from '../chat-groups/chat-group.queries'
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
  const chatIds = keys.flatMap((key) => (key.startsWith(CHAT) ? key.slice(CHAT.length) : []))
  const names = await chatGroupNames(db, ownAgentId, chatIds)
  for (const id of chatIds) labels.set(`${CHAT}${id}`, names.get(id) ?? '其他群聊')
  return labels
}

/** A chat group is known to each agent by a name of the agent's own. */
const CHAT = 'chat:'
