import { useQuery, useQueryClient } from '@tanstack/react-query'
import type {
  AudienceQuery,
  MarkOutreachDone,
  MembersQuery,
  OutreachPlanView,
  PlanOutreach,
  TodoQuery,
} from '@quanke/shared/contracts/outreach'
import { usePaged } from '@/lib/usePaged'
import { useKey, useWrite } from '@/lib/useWrite'
import {
  cancelPlan,
  makeCard,
  markDone,
  planOutreach,
  readAudience,
  readMembers,
  readPlan,
  readPlans,
  readReport,
  readTodo,
  startPlan,
  undoDone,
} from './outreach.api'

export function usePlans() {
  return usePaged(['outreach', 'plans'], readPlans)
}

export function usePlan(id: string) {
  return useQuery({ queryKey: ['outreach', 'plan', id], queryFn: () => readPlan(id), enabled: id !== '' })
}

/** How many clients fit what has been chosen so far; null while that says too little. */
export function useAudience(query: AudienceQuery | null) {
  return useQuery({
    queryKey: ['outreach', 'audience', query],
    queryFn: () => readAudience(query!),
    enabled: query !== null,
  })
}

export function useTodo(id: string, state: TodoQuery['state'], enabled: boolean) {
  return usePaged(['outreach', 'todo', id, state], (cursor) => readTodo(id, state, cursor), enabled)
}

export function useReport(id: string, enabled: boolean) {
  return useQuery({ queryKey: ['outreach', 'report', id], queryFn: () => readReport(id), enabled })
}

export function useMembers(id: string, figure: Pick<MembersQuery, 'arm' | 'show'>) {
  return usePaged(['outreach', 'members', id, figure], (cursor) => readMembers(id, figure, cursor))
}

export function useMakePlan(done: (plan: OutreachPlanView) => void) {
  const keep = useKeepPlan()
  const { key, next } = useKey()
  return useWrite(
    (body: Omit<PlanOutreach, 'key'>) => planOutreach({ ...body, key: key() }),
    (plan) => {
      next()
      keep(plan)
      done(plan)
    },
  )
}

export function useStart(id: string) {
  return useWrite(() => startPlan(id), useKeepPlan())
}

export function useCancel(id: string) {
  return useWrite(() => cancelPlan(id), useKeepPlan())
}

/** The card for one client; asking again gives the same one. */
export function useCard(memberId: string) {
  const { key } = useKey()
  return useWrite(() => makeCard(memberId, { key: key() }))
}

export function useDone(planId: string, memberId: string, done?: () => void) {
  const refresh = useRefreshPlan(planId)
  return useWrite(
    (body: MarkOutreachDone) => markDone(memberId, body),
    () => (refresh(), done?.()),
  )
}

export function useUndo(planId: string, memberId: string, done?: () => void) {
  const refresh = useRefreshPlan(planId)
  return useWrite(
    () => undoDone(memberId),
    () => (refresh(), done?.()),
  )
}

function useRefreshPlan(planId: string) {
  const cache = useQueryClient()
  return () => {
    for (const part of ['todo', 'plan', 'report', 'members'])
      void cache.invalidateQueries({ queryKey: ['outreach', part, planId] })
    void cache.invalidateQueries({ queryKey: ['outreach', 'plans'] })
  }
}

function useKeepPlan() {
  const cache = useQueryClient()
  return (plan: OutreachPlanView) => {
    cache.setQueryData(['outreach', 'plan', plan.id], plan)
    for (const part of ['plans', 'audience', 'todo', 'report'])
      void cache.invalidateQueries({ queryKey: ['outreach', part] })
  }
}
