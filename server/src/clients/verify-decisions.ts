import { isDeepStrictEqual } from 'node:util'
import type { EntityManager } from 'typeorm'
import { fromJson } from '../core/json'
import type { Findings } from '../provenance/findings'
import type { BindingDecisionEntry } from './binding-decision.entity'
import { bindingDecision, factsOf, type BindingDecision, type BindingInputs } from './binding.rules'

const CHUNK = 1000

/** Proves that every kept decision about whose a client is follows from the facts that are kept with it, by the table of its time. */
export async function verifyDecisions(tx: EntityManager, findings: Findings): Promise<void> {
  for (let last = '0'; ;) {
    const rows = await tx.query<BindingDecisionEntry[]>(
      `SELECT * FROM binding_decisions WHERE id > ? ORDER BY id LIMIT ${CHUNK}`,
      [last],
    )
    const end = rows.at(-1)
    if (!end) return
    for (const row of rows)
      if (!follows(row)) findings.add(`the decision ${row.id} does not follow from the facts that stand with it`)
    last = end.id
  }
}

function follows({ rule, recordId, tableVersion, inputs, decision }: BindingDecisionEntry): boolean {
  const kept = fromJson<BindingDecision>(decision)
  const again = bindingDecision(factsOf(fromJson<BindingInputs>(inputs)), tableVersion)
  const isOfRecord = !('recordId' in kept) || kept.recordId === recordId
  return kept.rule === rule && isOfRecord && isDeepStrictEqual(kept, again)
}
