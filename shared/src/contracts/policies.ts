import { Transform } from 'class-transformer'
import { IsBoolean, IsIn, IsInt, Matches, Max, Min } from 'class-validator'
import { limits } from '../domain/limits'
import {
  plainPolicyNumber,
  POLICY,
  POLICY_NUMBER,
  policyKinds,
  premiumRhythms,
  type PolicyKind,
  type PremiumRhythm,
} from '../domain/policy'
import { Clean, Day, Id, Key, Optional, Words } from './validators'

const PlainNumber = (): PropertyDecorator => (target, property) => {
  Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? plainPolicyNumber(value) : value))(
    target,
    property,
  )
  Matches(POLICY_NUMBER, { message: '请填写 6 到 30 位的保单号，只含字母和数字，不要填写电话号码' })(target, property)
}

class PolicyFields {
  @Clean()
  @Words(2, limits.product, { benefits: 'unrelated' })
  productName!: string

  @IsIn(policyKinds, { message: '请选择险种' })
  kind!: PolicyKind

  /** The first premium, in fen. */
  @IsInt({ message: '请填写首期保费' })
  @Min(1, { message: '首期保费应大于 0' })
  @Max(POLICY.premiumMostFen, { message: '首期保费不超过 1000 万元' })
  premiumFen!: number

  @IsIn(premiumRhythms, { message: '请选择缴费方式' })
  rhythm!: PremiumRhythm

  /** A Beijing day. */
  @Day()
  effectiveOn!: string

  /** Whether it shares in the surplus (分红). */
  @IsBoolean({ message: '请选择是否分红型' })
  isParticipating!: boolean
}

export class RecordPolicy extends PolicyFields {
  @Key()
  key!: string

  @PlainNumber()
  number!: string

  /** The referral by which this client came, when the agent says that it is won by this policy. */
  @Optional()
  @Id()
  wonReferralId?: string
}

/** Everything as it should be; the number only where it was wrong, since nobody reads it in full. */
export class CorrectPolicy extends PolicyFields {
  @Optional()
  @PlainNumber()
  number?: string
}

export class TakePolicyBack {
  @Clean()
  @Words(2, limits.reason, { benefits: 'unrelated' })
  reason!: string
}

/** A policy as its client sees it. */
export interface MyPolicyView {
  id: string
  productName: string
  kind: PolicyKind
  /** All but the ends are stars. */
  maskedNumber: string
  premiumFen: number
  rhythm: PremiumRhythm
  effectiveOn: string
  isParticipating: boolean
}

/** A policy as the client's agent and leaders see it; taken back, it stays in the list and counts for nothing. */
export interface PolicyView extends MyPolicyView {
  recordedAt: string
  recordedBy: string
  correctedAt: string | null
  takenBack: { at: string; reason: string } | null
  can: { correct: boolean; takeBack: boolean }
}
