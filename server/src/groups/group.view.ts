import type { GroupRow, GroupView } from '@quanke/shared/contracts/groups'
import type { DataSource, EntityManager } from 'typeorm'
import { hasConsented } from '../consents/consent.queries'
import type { Actor } from '../core/actor'
import { fromJson } from '../core/json'
import { Refused } from '../core/refused'
import { agentCard } from '../organization/agent.queries'
import { groupContents, groupDetail, type GroupDetail, type GroupLine } from './group.queries'
import { joinRefusal, leaveRefusal } from './join.rules'

export const groupRow = ({ id, name, topicWords, intro, memberCount, membership }: GroupLine): GroupRow => ({
  id,
  name,
  topicWords,
  intro,
  memberCount: Number(memberCount),
  membership,
})

/** The group as this person may see it; refuses when there is none. */
export async function groupView(db: DataSource | EntityManager, actor: Actor, groupId: string): Promise<GroupView> {
  const group = await groupDetail(db, actor, groupId)
  const host = await agentCard(db, group?.hostAgentId ?? null)
  if (!group || !host) throw new Refused('group_not_found')
  return {
    ...groupRow(group),
    rules: fromJson(group.rules),
    host,
    isOpen: Boolean(group.isOpen),
    contents: await groupContents(db, groupId),
    can: canOf(group, await hasConsented(db, actor.accountId, 'use_service')),
  }
}

/** A missing consent does not take the button away: joining is where it is asked for. */
function canOf({ isOpen, membership, role, isServed }: GroupDetail, hasService: boolean): GroupView['can'] {
  const isMember = membership === 'active'
  const join = !isMember && joinRefusal({ isOpen: Boolean(isOpen), hasConsented: true, membership }) === null
  return {
    join,
    consentFirst: join && !hasService,
    leave: leaveRefusal(membership, role) === null,
    ask: isMember && Number(isServed) === 1,
    share: Boolean(isOpen),
  }
}
