import type { Page } from '@quanke/shared/contracts/common'
import type {
  AudienceQuery,
  AudienceView,
  MakeOutreachCard,
  MarkOutreachDone,
  MembersQuery,
  OutreachMemberRow,
  OutreachPlanRow,
  OutreachPlanView,
  OutreachReportView,
  OutreachTodoRow,
  PlanOutreach,
  TodoQuery,
} from '@quanke/shared/contracts/outreach'
import type { ShareView } from '@quanke/shared/contracts/shares'
import { del, get, post } from '@/lib/request'

export const readAudience = (query: AudienceQuery) => get<AudienceView>('/outreach/audience', { ...query })
export const planOutreach = (body: PlanOutreach) => post<OutreachPlanView>('/outreach/plans', body)
export const readPlans = (cursor?: string) => get<Page<OutreachPlanRow>>('/outreach/plans', { cursor })
export const readPlan = (id: string) => get<OutreachPlanView>(`/outreach/plans/${id}`)
export const startPlan = (id: string) => post<OutreachPlanView>(`/outreach/plans/${id}/start`)
export const cancelPlan = (id: string) => post<OutreachPlanView>(`/outreach/plans/${id}/cancellation`)
export const readTodo = (id: string, state: TodoQuery['state'], cursor?: string) =>
  get<Page<OutreachTodoRow>>(`/outreach/plans/${id}/todo`, { state, cursor })
export const readReport = (id: string) => get<OutreachReportView>(`/outreach/plans/${id}/report`)
export const readMembers = (id: string, figure: Pick<MembersQuery, 'arm' | 'show'>, cursor?: string) =>
  get<Page<OutreachMemberRow>>(`/outreach/plans/${id}/members`, { ...figure, cursor })
export const makeCard = (memberId: string, body: MakeOutreachCard) =>
  post<ShareView>(`/outreach/members/${memberId}/card`, body)
export const markDone = (memberId: string, body: MarkOutreachDone) =>
  post<OutreachTodoRow>(`/outreach/members/${memberId}/done`, body)
export const undoDone = (memberId: string) => del<OutreachTodoRow>(`/outreach/members/${memberId}/done`)
