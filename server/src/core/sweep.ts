/** Who acts when only time does, for the audit log. */
export const SWEEP = { requestId: 'sweep' } as const

/** Runs `some` until it finds fewer than a whole batch; answers how many it found in all. */
export async function inBatches(size: number, some: () => Promise<number>): Promise<number> {
  let count = 0
  for (let taken = size; taken === size; count += taken) taken = await some()
  return count
}
