import type { Introduce } from '@quanke/shared/contracts/referral-requests'
import type { AgentStatus } from '@quanke/shared/domain/organization'
import type { EntityManager } from 'typeorm'
import type { Introduction } from './introduction.entity'

/** Who is introduced, where it is somebody of the directory or of the organisation. */
export interface Counterpart {
  provider: { id: string; name: string; contactEnc: Buffer; validUntil: string } | null
  agent: { id: string; name: string; title: string; status: AgentStatus } | null
}

export async function findCounterpart(
  tx: EntityManager,
  { kind, providerId, agentCode }: Introduce,
): Promise<Counterpart> {
  return {
    provider: kind === 'provider' && providerId !== undefined ? await providerOf(tx, providerId) : null,
    agent: kind === 'agent' && agentCode !== undefined ? await agentOf(tx, agentCode) : null,
  }
}

async function providerOf(tx: EntityManager, id: string): Promise<Counterpart['provider']> {
  const [row] = await tx.query<NonNullable<Counterpart['provider']>[]>(
    'SELECT id, name, contactEnc, validUntil FROM providers WHERE id = ?',
    [id],
  )
  return row ?? null
}

async function agentOf(tx: EntityManager, code: string): Promise<Counterpart['agent']> {
  // Codes are ASCII, and their column compares with nothing else.
  if (!/^[\x21-\x7e]{1,16}$/u.test(code)) return null
  const [row] = await tx.query<NonNullable<Counterpart['agent']>[]>(
    'SELECT id, name, title, status FROM agents WHERE code = ?',
    [code],
  )
  return row ?? null
}

export async function introductionWithKey(tx: EntityManager, key: string): Promise<Introduction | null> {
  const [row] = await tx.query<Introduction[]>('SELECT * FROM introductions WHERE creationKey = ?', [key])
  return row ?? null
}

export async function introductionById(tx: EntityManager, id: string): Promise<Introduction | null> {
  const [row] = await tx.query<Introduction[]>('SELECT * FROM introductions WHERE id = ?', [id])
  return row ?? null
}
