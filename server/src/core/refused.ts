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
  ) {
    super(refusalText(code))
    this.name = 'Refused'
  }

  get status(): number {
    return REFUSALS[this.code][0]
  }
}
