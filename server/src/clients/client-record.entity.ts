import type { BindingRule, ProvenanceKind, RecordStatus } from '@quanke/shared/domain/client'
import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm'
import { id, instant, maybeBytes, maybeHash, maybeReference, text, word } from '../core/columns'

/** The record of a client, owned by one agent at most at a time; without an owner it is in the unassigned pool. */
@Entity('client_records')
@Index('client_records_owner', ['ownerAgentId', 'status', 'becameClientAt'])
@Index('client_records_phone', ['phoneHash'])
@Index('client_records_share', ['provenanceShareId'])
export class ClientRecord {
  @PrimaryGeneratedColumn(id)
  id!: string

  @Column(maybeReference)
  ownerAgentId!: string | null

  /** How the client wants to be addressed. */
  @Column(text(160))
  displayName!: string

  /** The account that said so last; null where that is not known. */
  @Column(maybeReference)
  namedByAccountId!: string | null

  @Column(maybeBytes(256))
  phoneEnc!: Buffer | null

  @Column(maybeHash)
  phoneHash!: Buffer | null

  @Column(word(12))
  status!: RecordStatus

  /** The rule by which the present owner became the owner. */
  @Column(word(24))
  bindingRule!: BindingRule

  @Column(word(16))
  provenanceKind!: ProvenanceKind

  @Column(maybeReference)
  provenanceShareId!: string | null

  @Column(maybeReference)
  provenanceReferralId!: string | null

  @Column(instant)
  becameClientAt!: Date
}
