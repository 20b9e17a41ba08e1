import { plainPolicyNumber, type PolicyKind, type PremiumRhythm } from '@quanke/shared/domain/policy'
import { businessDay, daysBefore } from '../core/days'
import type { Policy } from '../policies/policy.entity'
import type { Person, World } from './world'

interface Bought {
  productName: string
  kind: PolicyKind
  rhythm: PremiumRhythm
  isParticipating: boolean
  /** From and to, in yuan. */
  premium: readonly [number, number]
}

const PRODUCTS: readonly Bought[] = [
  { productName: '安和福满终身寿险', kind: 'life', rhythm: 'yearly', isParticipating: true, premium: [6000, 24000] },
  { productName: '安和守护重大疾病保险', kind: 'illness', rhythm: 'yearly', isParticipating: false, premium: [4200, 13800] },
  { productName: '安和安心住院医疗保险', kind: 'medical', rhythm: 'yearly', isParticipating: false, premium: [360, 1280] },
  { productName: '安和出行意外伤害保险', kind: 'accident', rhythm: 'once', isParticipating: false, premium: [150, 480] },
  { productName: '安和颐年年金保险', kind: 'annuity', rhythm: 'yearly', isParticipating: true, premium: [12000, 50000] },
] // prettier-ignore

/** The client has become insured: the agent records what was bought. */
export function recordPolicy(world: World, { record }: Person, agent: Person, at: Date): void {
  if (record?.status !== 'active' || at > world.settings.asOf) return
  const { policies } = world.tables
  // Its own chance for each, so that nothing else of the year depends on how many there are.
  const random = world.random.fork(`policy ${record.id}`)
  const { productName, kind, rhythm, isParticipating, premium } = random.pick(PRODUCTS)
  const number = plainPolicyNumber(`AH${businessDay(at)}${String(policies.length + 1).padStart(5, '0')}`)
  const policy: Policy = {
    id: String(policies.length + 1), creationKey: keyOf(policies.length + 1), recordId: record.id, agentId: agent.account.agentId!,
    productName, kind, numberEnc: world.settings.cipher.encrypt(number), numberHash: world.settings.lookup.policyNumber(number),
    premiumFen: String(random.int(...premium) * 100), rhythm, effectiveOn: businessDay(daysBefore(at, -1)), isParticipating,
    recordedAt: at, takenBackAt: null, takenBackReason: null, outcomeId: null,
  } // prettier-ignore
  policies.push(policy)
  world.audit(agent, 'policy.recorded', 'policy', policy.id, at, { recordId: record.id, referralId: null })
}

const keyOf = (number: number): string => `019aa000-0000-7000-8000-${String(number).padStart(12, '0')}`
