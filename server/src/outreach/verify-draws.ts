import type { EntityManager } from 'typeorm'
import { recordsWithin } from '../clients/living-record'
import type { Findings } from '../provenance/findings'
import { armOf } from './assignment'
import { observedUntil } from './plan.rules'
import type { OutreachMember } from './outreach-member.entity'
import type { OutreachPlan } from './outreach-plan.entity'

const CHUNK = 1000

type Line = Pick<OutreachMember, 'id' | 'planId' | 'recordId' | 'arm' | 'drawnAt' | 'observedUntil'> &
  Pick<OutreachPlan, 'seed' | 'holdoutPercent' | 'windowDays'>

/** Proves that every client of a plan is in the arm that the plan's seed gives, and is observed for the plan's time: nobody was moved afterwards. */
export async function verifyDraws(tx: EntityManager, findings: Findings): Promise<void> {
  for (let last = '0'; ;) {
    const lines = await tx.query<Line[]>(
      `SELECT m.id, m.planId, m.recordId, m.arm, m.drawnAt, m.observedUntil, p.seed, p.holdoutPercent, p.windowDays
         FROM (SELECT * FROM outreach_members WHERE id > ? ORDER BY id LIMIT ${CHUNK}) m JOIN outreach_plans p ON p.id = m.planId ORDER BY m.id`,
      [last],
    )
    const end = lines.at(-1)
    if (!end) return
    for (const line of lines) {
      if (line.observedUntil.getTime() !== observedUntil(line.drawnAt, line.windowDays).getTime())
        findings.add(`the outreach member ${line.id} is observed for another time than the plan says`)
      if (!(await isDrawn(tx, line))) findings.add(`the outreach member ${line.id} is in another arm than was drawn`)
    }
    last = end.id
  }
}

/** A line goes along when its record becomes part of another; it was drawn as one of those that are one by now. */
async function isDrawn(tx: EntityManager, { seed, planId, recordId, arm, holdoutPercent }: Line): Promise<boolean> {
  const isIts = (record: string): boolean => armOf(seed, planId, record, holdoutPercent) === arm
  return isIts(recordId) || (await recordsWithin(tx, recordId)).some(isIts)
}
