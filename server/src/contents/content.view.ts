import type { ContentRow, ContentView } from '@quanke/shared/contracts/contents'
import type { AgentCard } from '@quanke/shared/contracts/identity'
import type { Actor } from '../core/actor'
import { fromJson } from '../core/json'
import { approvalRefusal } from './approval.rules'
import type { ContentDetail, ContentLine } from './content.queries'

export const contentRow = (line: ContentLine): ContentRow => ({
  id: line.id,
  topic: line.topic,
  title: line.title,
  summary: line.summary,
  minutes: line.minutes,
  publishedAt: (line.publishedAt ?? line.createdAt).toISOString(),
  readPercent: line.readPercent,
})

/** A recalled content keeps its title and shows the notice instead of its text. */
export function contentView(content: ContentDetail, adviser: AgentCard | null, actor: Actor | null): ContentView {
  const isRecalled = content.status === 'recalled'
  return {
    ...contentRow(content),
    status: content.status,
    version: content.version,
    blocks: isRecalled ? [] : fromJson(content.blocks),
    sources: isRecalled ? [] : fromJson(content.sources),
    group: groupOf(content),
    adviser,
    recalledReason: isRecalled ? (content.recalledReason ?? '') : null,
    can: canOf(content, actor),
  }
}

function groupOf({ groupId, groupName, groupMemberCount, isGroupMember }: ContentDetail): ContentView['group'] {
  if (groupId === null || groupName === null) return null
  return { id: groupId, name: groupName, memberCount: Number(groupMemberCount), isMember: Number(isGroupMember) === 1 }
}

function canOf({ status, writtenByStaffId }: ContentDetail, actor: Actor | null): ContentView['can'] {
  if (!actor) return { share: false, recall: false, approve: false }
  const { staffRole, staffId } = actor
  const isCompliance = staffRole === 'compliance' && staffId !== null
  return {
    share: status === 'published',
    recall: isCompliance && status === 'published',
    approve: isCompliance && approvalRefusal({ status, writtenByStaffId, approverStaffId: staffId }) === null,
  }
}
