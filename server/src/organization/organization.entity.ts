import type { LicenceProfile } from '@quanke/shared/domain/organization'
import type { Urgency } from '@quanke/shared/domain/referral-request'
import { Column, Entity, PrimaryColumn } from 'typeorm'
import { text, word } from '../core/columns'

export interface OrganizationSettings {
  /** Days for which a first touch gives ownership. */
  protectionDays?: number
  /** How often an agent may ask in a day whether a number is somebody's client. */
  matchesPerDay?: number
  /** Days before an outcome in which a share counts for it. */
  lookBackDays?: number
  /** Days in which an ownership case is to be decided, at each level. */
  caseDays?: number
  /** Days in which a complaint is to be answered. */
  complaintDays?: number
  /** Hours until the first answer to a request is due, by urgency. */
  answerHours?: Partial<Record<Urgency, number>>
}

/** The company that runs this installation; exactly one row, with id 1. */
@Entity('organizations')
export class Organization {
  @PrimaryColumn({ type: 'bigint', unsigned: true })
  id!: string

  @Column(text(120))
  name!: string

  @Column(word(16))
  licenceProfile!: LicenceProfile

  @Column(text(120))
  serviceHours!: string

  @Column({ type: 'json' })
  settings!: OrganizationSettings
}
