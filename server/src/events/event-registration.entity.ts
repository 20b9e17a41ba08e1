import type { RegistrationStatus } from '@quanke/shared/domain/event'
import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm'
import { id, instant, maybeInstant, maybeReference, reference, word, yesNo } from '../core/columns'

/** One row per person and event, for ever: cancelling changes the status, it does not delete history. */
@Entity('event_registrations')
@Index('event_registrations_person', ['eventId', 'accountId'], { unique: true })
@Index('event_registrations_number', ['eventId', 'number'], { unique: true })
@Index('event_registrations_queue', ['eventId', 'status', 'number'])
@Index('event_registrations_account', ['accountId', 'status'])
export class EventRegistration {
  @PrimaryGeneratedColumn(id)
  id!: string

  @Column(reference)
  eventId!: string

  @Column(reference)
  accountId!: string

  /** Counted up within the event, anew for whoever comes back: the order of the waitlist, and a name for those without one. */
  @Column({ type: 'int', unsigned: true })
  number!: number

  @Column(word(12))
  status!: RegistrationStatus

  /** The share through which the person came when registering. */
  @Column(maybeReference)
  shareId!: string | null

  @Column(instant)
  registeredAt!: Date

  @Column(maybeInstant)
  cancelledAt!: Date | null

  /** When attendance was marked. */
  @Column(maybeInstant)
  markedAt!: Date | null

  /** Whether it was the person who did, by the code. */
  @Column(yesNo)
  isSelfCheckIn!: boolean

  /** How often a wrong code was typed, for ever: registering anew does not begin anew. */
  @Column({ type: 'smallint', unsigned: true, default: 0 })
  wrongCodes!: number
}
