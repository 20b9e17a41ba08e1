import type { ComplaintStepView, ComplaintView, MyComplaintView } from '@quanke/shared/contracts/complaints'
import {
  CLIENTS_COMPLAINT_STEPS,
  COMPLAINT_ACTORS,
  COMPLAINT_STEPS,
  OWN_COMPLAINT_STEPS,
} from '@quanke/shared/domain/complaint'
import type { DataSource, EntityManager } from 'typeorm'
import { stepsOf, type ComplaintRow, type StepRow } from './complaint.queries'
import { answerRefusal, isAwaited, isLate } from './complaint.rules'

type Db = DataSource | EntityManager

const common = (row: ComplaintRow, now: Date) => ({
  id: row.id,
  about: row.about,
  words: row.words,
  status: row.status,
  filedAt: row.filedAt.toISOString(),
  answerBy: isAwaited(row.status) ? row.answerBy.toISOString() : null,
  isLate: isLate(row, now),
})

const stepView = ({ step, actor, words, at }: StepRow, name: string | null): ComplaintStepView => ({
  step,
  text: COMPLAINT_STEPS[step],
  by: name === null ? COMPLAINT_ACTORS[actor] : `${COMPLAINT_ACTORS[actor]} ${name}`,
  words,
  at: at.toISOString(),
})

/** What the client did is told to the client as such; of the others only their part. */
const ownStepView = (row: StepRow): ComplaintStepView => {
  const view = stepView(row, null)
  return row.actor === 'client' ? { ...view, text: OWN_COMPLAINT_STEPS[row.step] ?? view.text, by: '您' } : view
}

/** These complaints as whoever filed them sees them: by part, not by name, who did what. */
export async function myComplaintViews(db: Db, rows: readonly ComplaintRow[], now: Date): Promise<MyComplaintView[]> {
  const steps = await stepsOf(db, idsOf(rows))
  return rows.map((row) => ({
    ...common(row, now),
    steps: (steps.get(row.id) ?? []).filter(({ step }) => CLIENTS_COMPLAINT_STEPS.includes(step)).map(ownStepView),
    can: { judge: row.status === 'answered', reopen: row.status === 'answered' && row.reopenedAt === null },
  }))
}

/** These complaints as those who handle them see them. */
export async function complaintViews(db: Db, rows: readonly ComplaintRow[], now: Date): Promise<ComplaintView[]> {
  const steps = await stepsOf(db, idsOf(rows))
  return rows.map((row) => ({
    ...common(row, now),
    clientName: row.clientName,
    agentName: row.agentName,
    isShared: row.sharedAt !== null,
    steps: (steps.get(row.id) ?? []).map((step) => stepView(step, step.actorName)),
    can: {
      accept: row.status === 'filed',
      answer: answerRefusal(row.status) === null,
      share: row.sharedAt === null && row.agentId !== null,
    },
  }))
}

const idsOf = (rows: readonly ComplaintRow[]): string[] => rows.map(({ id }) => id)
