import type { MembershipRole, MembershipStatus } from '@quanke/shared/domain/group'
import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm'
import { id, instant, maybeInstant, maybeReference, reference, word } from '../core/columns'

/** One row per person and group, for ever: leaving changes the status, it does not delete history. */
@Entity('memberships')
@Index('memberships_person', ['groupId', 'accountId'], { unique: true })
@Index('memberships_group', ['groupId', 'status', 'joinedAt'])
@Index('memberships_account', ['accountId', 'status'])
export class Membership {
  @PrimaryGeneratedColumn(id)
  id!: string

  @Column(reference)
  groupId!: string

  @Column(reference)
  accountId!: string

  @Column(word(12))
  role!: MembershipRole

  @Column(word(12))
  status!: MembershipStatus

  /** The share through which the person came when joining. */
  @Column(maybeReference)
  shareId!: string | null

  @Column(instant)
  joinedAt!: Date

  @Column(maybeInstant)
  leftAt!: Date | null
}
