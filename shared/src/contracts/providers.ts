import { IsIn, Matches } from 'class-validator'
import { limits } from '../domain/limits'
import { PROVIDER_PARTS, type ProviderPart, type ProviderStatus } from '../domain/provider'
import { REQUEST_CATEGORIES, type RequestCategory } from '../domain/referral-request'
import { SearchQuery } from './common'
import { Clean, Key, Optional, Words } from './validators'

const DAY = /^20\d{2}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/u
const WRONG_DAY = { message: '请填写日期，例如 2027-06-30' }

export class ProvidersQuery extends SearchQuery {
  @Optional()
  @IsIn(Object.keys(REQUEST_CATEGORIES))
  kind?: RequestCategory

  /** Which part of the directory; those that can be introduced when nothing is said. */
  @Optional()
  @IsIn(Object.keys(PROVIDER_PARTS))
  part?: ProviderPart
}

export class ProposeProvider {
  @Key()
  key!: string

  @IsIn(Object.keys(REQUEST_CATEGORIES))
  kind!: RequestCategory

  @Clean()
  @Words(2, limits.name, { benefits: 'unrelated' })
  name!: string

  @Clean()
  @Words(2, limits.name, { benefits: 'unrelated' })
  place!: string

  @Clean()
  @Words(2, 30, { benefits: 'unrelated' })
  hours!: string

  @Clean()
  @Words(2, 30, { benefits: 'unrelated' })
  licence!: string

  /** How the provider is reached by everybody: a front desk, an address. No private number. */
  @Clean()
  @Words(2, 60, { benefits: 'unrelated' })
  contact!: string

  /** Until when the qualification was checked. */
  @Matches(DAY, WRONG_DAY)
  validUntil!: string

  /** Why the agent vouches. */
  @Clean()
  @Words(2, limits.words, { benefits: 'unrelated' })
  words!: string
}

export class VouchForProvider {
  @Clean()
  @Words(2, limits.words, { benefits: 'unrelated' })
  words!: string
}

export class RenewProvider {
  @Matches(DAY, WRONG_DAY)
  validUntil!: string
}

/** A refusal or a withdrawal says why. */
export class EndProvider {
  @Clean()
  @Words(1, limits.reason, { benefits: 'unrelated' })
  reason!: string
}

export interface ProviderView {
  id: string
  kind: RequestCategory
  name: string
  place: string
  hours: string
  licence: string
  vouchedBy: string
  validUntil: string
  /** Listed and not run out: only these can be introduced. */
  isValid: boolean
  /** The qualification is to be looked at again. */
  isDue: boolean
  status: ProviderStatus
  /** For compliance and for whoever proposed; nobody else needs it. */
  contact: string | null
  vouches: { by: string; words: string; at: string }[]
  /** The date that an agent asks for, until compliance has decided. */
  renewUntil: string | null
  /** Why it was refused or withdrawn. */
  reason: string | null
  /** At the provider's wish nothing is kept but that there was one. */
  isErased: boolean
  can: { vouch: boolean; renew: boolean; approve: boolean; refuse: boolean; withdraw: boolean; erase: boolean }
}
