import type { Arm } from '@quanke/shared/domain/outreach'
import { createHash, createHmac } from 'node:crypto'

const BYTES = 6
const RANGE = 2 ** (8 * BYTES)

/**
 * The arm into which a client falls: a keyed hash of plan and client, as a number from 0 to 1, below the share that is kept untouched. Whoever has
 * the seed gets the same arm again; nobody can choose it, since the seed is made before anybody is drawn.
 */
export function armOf(seed: Buffer, planId: string, recordId: string, holdoutPercent: number): Arm {
  return drawOf(seed, planId, recordId) < holdoutPercent / 100 ? 'held_out' : 'treated'
}

function drawOf(seed: Buffer, planId: string, recordId: string): number {
  const digest = createHmac('sha256', seed).update(`outreach:${planId}:${recordId}`).digest()
  return digest.readUIntBE(0, BYTES) / RANGE
}

/** What is told of the seed while it must stay secret: it proves later that the seed was not changed. */
export function commitmentOf(seed: Buffer): string {
  return createHash('sha256').update(seed).digest('hex')
}
