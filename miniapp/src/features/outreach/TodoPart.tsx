import { useState } from 'react'
import type { OutreachPlanView, OutreachTodoRow } from '@quanke/shared/contracts/outreach'
import { dateOn } from '@/lib/time'
import { Avatar } from '@/ui/Avatar'
import { Cell } from '@/ui/Cell'
import { Empty } from '@/ui/Empty'
import { PagedList } from '@/ui/PagedList'
import { ApproachSheet } from './ApproachSheet'
import { resultWords } from './labels'
import { useTodo } from './useOutreach'

interface TodoPartProps {
  plan: OutreachPlanView
  state: 'open' | 'done'
}

/** Whom to approach, or whom one has approached. Who is held out stands in neither. */
export function TodoPart({ plan, state }: TodoPartProps) {
  const list = useTodo(plan.id, state, true)
  const [picked, setPicked] = useState<OutreachTodoRow | null>(null)
  return (
    <>
      <PagedList list={list} empty={<Empty drawing="people" text={emptyText(plan, state)} />}>
        {(row) => (
          <Cell
            key={row.id}
            id={`todo-${row.id}`}
            lead={<Avatar name={row.client.name} />}
            title={row.client.name}
            note={noteOf(row, plan)}
            value={row.can.done ? (plan.kind === 'content' ? '分享' : '去做') : undefined}
            onClick={() => setPicked(row)}
          />
        )}
      </PagedList>
      {picked && <ApproachSheet key={picked.id} plan={plan} row={picked} onClose={() => setPicked(null)} />}
    </>
  )
}

function noteOf({ doneAt, result, hasCard, observedUntil }: OutreachTodoRow, { kind }: OutreachPlanView): string {
  if (doneAt !== null && result !== null) return `${resultWords(kind, result)}，${dateOn(doneAt)}`
  const until = `${dateOn(observedUntil)}前`
  return hasCard ? `卡片已备好，${until}` : until
}

function emptyText({ status, openCount, doneCount }: OutreachPlanView, state: 'open' | 'done'): string {
  if (state === 'done') return '触达过的客户会出现在这里'
  if (status !== 'running') return '观察期已经结束，没有待办'
  return openCount === 0 && doneCount > 0 ? '这个计划的客户都触达过了' : '目前没有要触达的客户'
}
