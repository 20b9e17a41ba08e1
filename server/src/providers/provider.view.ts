import type { ProviderView } from '@quanke/shared/contracts/providers'
import { ERASED_PROVIDER } from '@quanke/shared/domain/provider'
import type { RequestCategory } from '@quanke/shared/domain/referral-request'
import type { Actor } from '../core/actor'
import type { DataCipher } from '../core/crypto'
import {
  decideRefusal,
  eraseRefusal,
  isDue,
  isValid,
  renewRefusal,
  vouchRefusal,
  withdrawRefusal,
  type ProviderFacts,
  type Reader,
} from './provider.rules'

export interface ProviderRow extends ProviderFacts {
  id: string
  kind: RequestCategory
  name: string
  place: string
  hours: string
  licence: string
  contactEnc: Buffer
  vouchedBy: string
  reason: string | null
}

export interface VouchRow {
  providerId: string
  agentId: string
  by: string
  words: string
  at: Date
}

export const readerOf = ({ agentId, staffRole }: Pick<Actor, 'agentId' | 'staffRole'>): Reader => ({
  agentId,
  isCompliance: staffRole === 'compliance',
})

/** The provider as this reader may see it; the contact is for those who check it. */
export function providerView(
  row: ProviderRow,
  vouches: readonly VouchRow[],
  reader: Reader,
  cipher: DataCipher,
  today: string,
): ProviderView {
  const { agentId, isCompliance } = reader
  const hasVouched = agentId !== null && vouches.some((vouch) => vouch.agentId === agentId)
  const isOwn = agentId !== null && agentId === row.vouchedByAgentId
  const decides = isCompliance && decideRefusal(row, reader) === null
  return {
    id: row.id,
    kind: row.kind,
    name: row.erasedAt === null ? row.name : ERASED_PROVIDER,
    place: row.place,
    hours: row.hours,
    licence: row.licence,
    vouchedBy: row.vouchedBy,
    validUntil: row.validUntil,
    isValid: isValid(row, today),
    isDue: isDue(row, today),
    status: row.status,
    contact: row.erasedAt === null && (isCompliance || isOwn) ? cipher.decrypt(row.contactEnc) : null,
    isErased: row.erasedAt !== null,
    vouches: vouches.map(({ by, words, at }) => ({ by, words, at: at.toISOString() })),
    renewUntil: row.renewUntil,
    reason: row.reason,
    can: {
      vouch: agentId !== null && !hasVouched && !isOwn && vouchRefusal(row) === null,
      renew: agentId !== null && renewRefusal(row, hasVouched || isOwn) === null,
      approve: decides,
      refuse: decides,
      withdraw: withdrawRefusal(row, reader) === null,
      erase: eraseRefusal(row, reader) === null,
    },
  }
}
