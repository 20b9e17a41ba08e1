import type { IntroductionView } from '@quanke/shared/contracts/referral-requests'
import type { IntroductionKind, IntroductionStatus } from '@quanke/shared/domain/referral-request'
import type { AgentStatus } from '@quanke/shared/domain/organization'
import { cardTitle } from '@quanke/shared/domain/introduction-words'
import type { ProviderStatus } from '@quanke/shared/domain/provider'
import { businessDay } from '../core/days'
import { isValid } from '../providers/provider.rules'
import { goneOf, hasAgreed, introductionNow, isForgotten, settleRefusal } from './introduction.rules'
import type { Reader, Viewer } from './reader.rules'
import type { ViewTools } from './request.queries'
import type { RequestRow } from './request.view'

export interface IntroductionRow {
  id: string
  requestId: string
  byAccountId: string
  byAlias: string
  byAgentName: string | null
  kind: IntroductionKind
  agentId: string | null
  name: string
  words: string
  contactEnc: Buffer | null
  cardCode: string | null
  counterpartAccountId: string | null
  status: IntroductionStatus
  offeredAt: Date
  expiresAt: Date | null
  settledAt: Date | null
  thanksWords: string | null
  thankedAt: Date | null
  /** Of the provider. */
  place: string | null
  hours: string | null
  licence: string | null
  vouchedBy: string | null
  validUntil: string | null
  providerStatus: ProviderStatus | null
  /** Of the agent. */
  agentTitle: string | null
  licenceNumber: string | null
  teamName: string | null
  agentStatus: AgentStatus | null
}

/** The page on which the counterpart answers. */
export const cardPath = (code: string): string => `/packages/request/card/index?code=${code}`

/** The introduction as the reader of its request may see it. */
export function introductionView(
  row: IntroductionRow,
  request: RequestRow,
  reader: Reader,
  viewer: Viewer,
  { cipher, now }: ViewTools,
): IntroductionView {
  const status = introductionNow(row, now)
  const isClient = reader === 'client'
  const isBy = row.byAccountId === viewer.accountId
  const isKept = !isForgotten(row.kind, status)
  const { agentStatus, providerStatus, validUntil } = row
  const isProviderValid =
    validUntil === null ? null : isValid({ status: providerStatus!, validUntil }, businessDay(now))
  const gone = goneOf({ isProviderValid, agentStatus })
  const can = (says: 'yes' | 'no'): boolean =>
    isClient && settleRefusal({ introduction: status, request: request.status, says, gone }) === null
  return {
    id: row.id,
    kind: row.kind,
    name: isKept ? row.name : '',
    words: isKept ? row.words : '',
    introducedBy: row.byAgentName ?? row.byAlias,
    status,
    isEndedWithRequest:
      status === 'withdrawn' && row.settledAt !== null && row.settledAt.getTime() === request.closedAt?.getTime(),
    // Both sides have said yes; still it concerns only the client to whom it was given.
    contact: isClient && status === 'connected' && row.contactEnc !== null ? cipher.decrypt(row.contactEnc) : null,
    provider: providerOf(row, now),
    agent:
      row.agentTitle === null
        ? null
        : {
            title: row.agentTitle,
            teamName: row.teamName ?? '',
            licenceNumber: row.licenceNumber ?? '',
            isGone: row.agentStatus !== 'active',
          },
    card: isBy ? cardOf(row, status, request) : null,
    ownCard: isBy && row.agentId !== null && row.agentId === viewer.agentId ? row.cardCode : null,
    at: row.offeredAt.toISOString(),
    expiresAt: row.expiresAt?.toISOString() ?? null,
    settledAt: row.settledAt?.toISOString() ?? null,
    thanks:
      (isClient || isBy) && row.thanksWords !== null && row.thankedAt !== null
        ? { words: row.thanksWords, at: row.thankedAt.toISOString() }
        : null,
    isBeforeEdit: request.editedAt !== null && request.editedAt > row.offeredAt,
    can: {
      accept: can('yes'),
      decline: can('no'),
      thank: isClient && status === 'connected' && row.thanksWords === null,
      takeBack: isBy && (status === 'offered' || status === 'client_agreed'),
    },
  }
}

function providerOf(row: IntroductionRow, now: Date): IntroductionView['provider'] {
  const { place, hours, licence, vouchedBy, validUntil } = row
  if (place === null || validUntil === null) return null
  return {
    place,
    hours: hours ?? '',
    licence: licence ?? '',
    vouchedBy: vouchedBy ?? '',
    validUntil,
    isValid: isValid({ status: row.providerStatus!, validUntil }, businessDay(now)),
    isGone: row.providerStatus !== 'listed',
  }
}

/** Only a person needs to be passed the card; a colleague finds it in the app. */
function cardOf(row: IntroductionRow, status: IntroductionStatus, request: RequestRow): IntroductionView['card'] {
  const isWaiting = (status === 'offered' || status === 'client_agreed') && !hasAgreed(status, 'counterpart')
  if (row.cardCode === null || row.kind !== 'person' || !isWaiting) return null
  return { title: cardTitle(request.category), path: cardPath(row.cardCode) }
}
