import type { AttributionDimension } from '@quanke/shared/domain/attribution'
import type { ShareChannel, ShareSubject } from '@quanke/shared/domain/share'
import { FRIENDS, GROUP_CARD_SCENES, MOMENTS_SCENES } from '@quanke/shared/domain/source'
import type { Arrival } from './path.rules'

export interface SharedBy {
  subject: ShareSubject
  subjectId: string
  channel: ShareChannel
  campaignId: string | null
  sharerAgentId: string | null
  sharerRecordId: string | null
  /** The owner of a sharer who is a client in force. */
  sharerOwnerId: string | null
}

/** Shares that came by no group, and shares without a label. */
export const NO_GROUP = 'single'
export const NO_CAMPAIGN = 'unlabelled'

/** The row to which the credit of a share goes, as on the board of sources. `agentIds` are the agents whose clients the reader may know by name. */
export function rowKey(
  dimension: AttributionDimension,
  share: SharedBy,
  arrival: Pick<Arrival, 'scene' | 'chatGroupId'>,
  agentIds: ReadonlySet<string>,
): string {
  return KEYS[dimension](share, arrival, agentIds)
}

type KeyOf = (share: SharedBy, arrival: Pick<Arrival, 'scene' | 'chatGroupId'>, agentIds: ReadonlySet<string>) => string

const KEYS: Record<AttributionDimension, KeyOf> = {
  channel: ({ subject, channel }, { scene }) => {
    if (subject === 'referral') return 'referral'
    if (channel === 'qr') return 'qr'
    if (isOneOf(MOMENTS_SCENES, scene)) return 'moments'
    return isOneOf(GROUP_CARD_SCENES, scene) ? 'group_card' : 'card'
  },
  item: ({ subject, subjectId }) => (subject === 'referral' ? 'referral' : `${subject}:${subjectId}`),
  person: ({ sharerAgentId, sharerRecordId, sharerOwnerId }, _, agentIds) => {
    if (sharerAgentId !== null) return `agent:${sharerAgentId}`
    return sharerOwnerId !== null && agentIds.has(sharerOwnerId) ? `client:${sharerRecordId}` : FRIENDS
  },
  group: ({ subject, subjectId }, { chatGroupId }) => {
    if (chatGroupId != null) return `chat:${chatGroupId}`
    return subject === 'group' ? `group:${subjectId}` : NO_GROUP
  },
  campaign: ({ campaignId }) => (campaignId === null ? NO_CAMPAIGN : `campaign:${campaignId}`),
}

const isOneOf = (scenes: readonly number[], scene: number | null): boolean => scene !== null && scenes.includes(scene)
