import { useState } from 'react'
import type { OutreachPlanView, OutreachTodoRow } from '@quanke/shared/contracts/outreach'
import { go, routes } from '@/lib/routes'
import { dateOn } from '@/lib/time'
import { Avatar } from '@/ui/Avatar'
import { Cell } from '@/ui/Cell'
import { Empty } from '@/ui/Empty'
import { Notice } from '@/ui/Notice'
import { PagedList } from '@/ui/PagedList'
import { Section } from '@/ui/Section'
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
      <PagedList led list={list} empty={<Empty drawing="people" text={emptyText(plan, state)} />}>
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
      {state === 'open' && plan.leftAloneCount > 0 && <LeftAlone planId={plan.id} />}
      {picked && <ApproachSheet key={picked.id} plan={plan} row={picked} onClose={() => setPicked(null)} />}
    </>
  )
}

/** Who is not to be asked any more, and why: so that nobody wonders where a client has gone, or asks all the same. */
function LeftAlone({ planId }: { planId: string }) {
  const list = useTodo(planId, 'left_alone', true)
  return (
    <>
      <Section title="不再联系" />
      <PagedList list={list} empty={null}>
        {({ id, client, leftAloneBecause }) => (
          <Cell
            key={id}
            id={`left-alone-${id}`}
            lead={<Avatar name={client.name} />}
            title={client.name}
            note={leftAloneBecause}
            onClick={() => go(routes.client({ id: client.id }))}
          />
        )}
      </PagedList>
      <Notice tone="quiet">这些客户仍按原来的分组计入效果。</Notice>
    </>
  )
}

function noteOf({ doneAt, result, hasCard, observedUntil }: OutreachTodoRow, { kind }: OutreachPlanView): string {
  if (doneAt !== null && result !== null) return `${resultWords(kind, result)}，${dateOn(doneAt)}`
  const until = `${dateOn(observedUntil)}前`
  return hasCard ? `卡片已备好，${until}` : until
}

function emptyText({ status, openCount, doneCount, leftAloneCount }: OutreachPlanView, state: 'open' | 'done'): string {
  if (state === 'done') return '触达过的客户会出现在这里'
  if (status !== 'running') return '观察期已经结束，没有待办'
  return openCount === 0 && doneCount > 0 && leftAloneCount === 0 ? '这个计划的客户都触达过了' : '目前没有要触达的客户'
}
