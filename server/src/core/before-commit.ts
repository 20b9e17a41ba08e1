import type { EntityManager } from 'typeorm'

type LastStep<T> = (tx: EntityManager, items: T[]) => Promise<void>

interface End {
  steps: Map<LastStep<never>, unknown[]>
  afterwards: (() => void)[]
}

const ends = new WeakMap<EntityManager, End>()

/**
 * Hands `item` to `step` as one of the last things of this transaction, together with everything else that was handed to it. What all transactions
 * queue for, such as the head of a chain, is locked there and nowhere else: so briefly, and always last, that nobody waits in a circle.
 */
export function beforeCommit<T>(tx: EntityManager, step: LastStep<T>, item: T): void {
  const { steps } = endOf(tx)
  const items = steps.get(step)
  if (items) items.push(item)
  else steps.set(step, [item])
}

/** Runs `work` once the transaction is committed, and never when it is not. For what is remembered outside the database. */
export function afterCommit(tx: EntityManager, work: () => void): void {
  endOf(tx).afterwards.push(work)
}

/** Runs `work`, then what it left to the end. Answers what has to happen after the commit, too. */
export async function toItsEnd<T>(
  tx: EntityManager,
  work: (tx: EntityManager) => Promise<T>,
): Promise<{ result: T; afterwards: (() => void)[] }> {
  const end: End = { steps: new Map(), afterwards: [] }
  ends.set(tx, end)
  try {
    const result = await work(tx)
    for (const [step, items] of end.steps) await step(tx, items as never[])
    return { result, afterwards: end.afterwards }
  } finally {
    ends.delete(tx)
  }
}

function endOf(tx: EntityManager): End {
  const end = ends.get(tx)
  if (!end) throw new Error('What is left to the end of a transaction needs one that `transact` opened')
  return end
}
