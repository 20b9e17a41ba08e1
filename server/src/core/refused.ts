import type { RewardPromise } from '@quanke/shared/domain/rewards'
import { REFUSALS, refusalText, type Refusal } from '@quanke/shared/domain/refusal'

export interface FieldError {
  field: string
  message: string
}

/** A refusal on purpose: it changes nothing, and its code is stable. */
export class Refused extends Error {
  constructor(
    readonly code: Refusal,
    readonly errors: FieldError[] = [],
    /** The benefit that was promised: the attempt goes on record, for compliance to look at (domain rules, section 8). */
    readonly promise: RewardPromise | null = null,
  ) {
    super(refusalText(code))
    this.name = 'Refused'
  }

  get status(): number {
    return REFUSALS[this.code][0]
  }
}
