import type { BindingRule } from './client'
import { dayOfYear } from './day-words'
import type { CaseOutcome, CaseSide } from './ownership-case'

/** What an agent is told of whose a client is now: who came, who went, and how a case stands in which the agent is a side. */
export const OWNER_NEWS = ['gained', 'lost', 'case'] as const
export type OwnerNews = (typeof OWNER_NEWS)[number]

/** The ways by which a client comes to another agent without that agent's doing, in the words of the one who is told. */
const WAYS: Partial<Record<BindingRule, string>> = {
  assigned_by_leader: '由团队主管调整',
  chosen_by_client: '由客户本人选择',
  merged: '与同一位客户的另一份档案合并',
  merge_undone: '两份档案的合并已撤销',
}

/** Whether a change of owner by this rule is told to the two agents as such. */
export const isTold = (rule: BindingRule): boolean => WAYS[rule] !== undefined

export interface OwnerChangeNews {
  rule: BindingRule
  /** The leader who did it. */
  byName: string | null
}

/** Who came is named, to whoever serves the client now. */
export const gainedTitle = (clientName: string, rule: BindingRule): string =>
  rule === 'merged' ? `${clientName}的另一份档案现在归您` : `${clientName}现在由您服务`

/** Who went is not named any more: the client is not this agent's to read of (domain rules, section 10). */
export const lostTitle = (isInPool: boolean): string =>
  isInPool ? '您的一位客户回到了待分配客户池' : '您的一位客户现在由其他代理人服务'

export function wayOfChange({ rule, byName }: OwnerChangeNews): string {
  if (rule === 'assigned_by_leader' && byName !== null) return `由团队主管${byName}调整`
  return WAYS[rule] ?? ''
}

export interface CaseNews {
  outcome: CaseOutcome | null
  /** On which side of the case the agent is. */
  side: CaseSide
  isUndecided: boolean
  statusLabel: string
  decider: string
  /** Until when a decision may still be appealed by this agent, as a Beijing day. */
  appealOn: string | null
}

/** How a case stands, as one side of it reads: what was decided comes first. */
export function caseNews({ outcome, side, isUndecided, statusLabel, decider, appealOn }: CaseNews): string {
  if (isUndecided) return `${statusLabel}，由${decider}裁定`
  if (outcome === null) return statusLabel
  const appeal = appealOn === null ? '' : `，${dayOfYear(appealOn)}前可以申诉`
  if (outcome === 'apart') return `裁定为两位客户，各由原来的代理人服务${appeal}`
  return outcome === side ? '已裁定由您服务' : `已裁定由另一位代理人服务${appeal}`
}
