import type { HopView } from '@quanke/shared/contracts/clients'
import { PROVENANCE_KINDS, type ProvenanceKind } from '@quanke/shared/domain/client'
import type { ShareChannel, ShareSubject } from '@quanke/shared/domain/share'

/** Someone who is not this agent's client stays nameless (domain rules, section 8: hops are pseudonymous until consent). */
export const SOMEBODY = '一位朋友'

/** Who passed a thing on, as the database knows it. */
export interface HopFacts {
  subject: ShareSubject
  channel: ShareChannel
  at: Date
  /** Set when the sharer is an agent. */
  agentName: string | null
  /** Set when the sharer is a client in force. */
  clientName: string | null
  clientOwnerId: string | null
}

/** A hop as the owner of the record may see it: agents by name, the own clients by name, everybody else as a friend. */
export function hopOf(
  { agentName, clientName, clientOwnerId, channel, at }: HopFacts,
  ownerAgentId: string | null,
): HopView {
  const rest = { channel, at: at.toISOString() }
  if (agentName !== null) return { kind: 'agent', name: agentName, ...rest }
  const isOwn = clientName !== null && ownerAgentId !== null && clientOwnerId === ownerAgentId
  if (isOwn) return { kind: 'client', name: clientName, ...rest }
  return { kind: clientName === null ? 'visitor' : 'client', name: SOMEBODY, ...rest }
}

export interface ProvenanceFacts {
  kind: ProvenanceKind
  /** The last hop before the client. */
  hop: HopView | null
  subject: { kind: ShareSubject; title: string } | null
}

/** Where a client came from, in words. */
export function provenanceSentence({ kind, hop, subject }: ProvenanceFacts): string {
  if (kind === 'walk_in') return '自行来访'
  if (kind === 'referral') return `${hop?.name ?? SOMEBODY}推荐`
  if (kind !== 'share' || hop === null || subject === null) return PROVENANCE_KINDS[kind]
  if (subject.kind === 'agent' && hop.kind === 'agent') return `${hop.name}的名片`
  const what = thingOf(subject.kind, subject.title)
  return hop.kind === 'agent' ? `${hop.name}分享的${what}` : `经${hop.name}转发的${what}`
}

/** What was passed on, in words, with the marks of its kind. */
export const thingOf = (kind: ShareSubject, title: string): string => THINGS[kind](title)

const THINGS: Record<ShareSubject, (title: string) => string> = {
  content: (title) => `文章《${title}》`,
  group: (title) => `圈子「${title}」`,
  event: (title) => `活动「${title}」`,
  agent: (title) => `${title}的名片`,
  referral: () => '推荐卡',
}
