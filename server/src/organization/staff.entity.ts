import type { StaffRole } from '@quanke/shared/domain/organization'
import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm'
import { id, text, word } from '../core/columns'

/** Compliance, service desk or administration. */
@Entity('staff')
export class Staff {
  @PrimaryGeneratedColumn(id)
  id!: string

  @Column(text(160))
  name!: string

  @Column(word(16))
  role!: StaffRole
}
