import { MATCHES_A_DAY } from '@quanke/shared/domain/binding'
import type { EntityManager } from 'typeorm'
import type { AgentActor } from '../core/actor'
import { startOfBusinessDay } from '../core/days'
import { Refused } from '../core/refused'
import { organizationSettings } from '../organization/organization.queries'
import { matchCount } from './client.queries'
import { matchRefusal } from './ownership.rules'

/** Takes one of the agent's questions of this day, or refuses when there is none left; answers how many remain. The caller holds the account's lock. */
export async function takeMatch(tx: EntityManager, { agentId }: AgentActor, at: Date): Promise<number> {
  const { matchesPerDay = MATCHES_A_DAY } = await organizationSettings(tx)
  const asked = await matchCount(tx, agentId, startOfBusinessDay(at))
  const refusal = matchRefusal(asked, matchesPerDay)
  if (refusal) throw new Refused(refusal)
  return matchesPerDay - asked - 1
}
