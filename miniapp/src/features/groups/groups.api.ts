import type { Page } from '@quanke/shared/contracts/common'
import type { GroupRow, GroupView, JoinGroup, MemberView } from '@quanke/shared/contracts/groups'
import { del, get, post } from '@/lib/request'

export interface GroupsFilter {
  mine?: boolean
  q?: string
}

export const readGroups = (filter: GroupsFilter, cursor?: string) =>
  get<Page<GroupRow>>('/groups', { ...filter, cursor })
export const readGroup = (id: string) => get<GroupView>(`/groups/${id}`)
export const readMembers = (id: string, cursor?: string) => get<Page<MemberView>>(`/groups/${id}/members`, { cursor })
export const joinGroup = (id: string, body: JoinGroup) => post<GroupView>(`/groups/${id}/membership`, body)
export const leaveGroup = (id: string) => del<GroupView>(`/groups/${id}/membership`)
