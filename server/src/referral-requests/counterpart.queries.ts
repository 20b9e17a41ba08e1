import type { Introduce } from '@quanke/shared/contracts/referral-requests'
import type { ProviderStatus } from '@quanke/shared/domain/provider'
import type { AgentStatus } from '@quanke/shared/domain/organization'
import type { EntityManager } from 'typeorm'
import { isValid } from '../providers/provider.rules'
import type { Introduction } from './introduction.entity'
import { goneOf, type Gone } from './introduction.rules'

/** Who is introduced, where it is somebody of the directory or of the organisation. */
export interface Counterpart {
  provider: { id: string; name: string; validUntil: string; status: ProviderStatus } | null
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

/** A provider that is in the directory; what is not listed does not exist for an introduction. It stays as it is until the introduction is made. */
async function providerOf(tx: EntityManager, id: string): Promise<Counterpart['provider']> {
  const [row] = await tx.query<NonNullable<Counterpart['provider']>[]>(
    "SELECT id, name, validUntil, status FROM providers WHERE id = ? AND status = 'listed' LOCK IN SHARE MODE",
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

/** What `goneOf` says of what was offered, as it stands now. */
export async function goneSince(
  tx: EntityManager,
  { providerId, agentId }: Pick<Introduction, 'providerId' | 'agentId'>,
  today: string,
): Promise<Gone | null> {
  const provider = providerId === null ? null : await providerOf(tx, providerId)
  const [agent] =
    agentId === null
      ? []
      : await tx.query<{ status: AgentStatus }[]>('SELECT status FROM agents WHERE id = ?', [agentId])
  return goneOf({
    isProviderValid: providerId === null ? null : provider !== null && isValid(provider, today),
    agentStatus: agent?.status ?? null,
  })
}
