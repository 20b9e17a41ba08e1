import type { IntroductionCardView } from '@quanke/shared/contracts/referral-requests'
import { willPass } from '@quanke/shared/domain/introduction-words'
import type { Actor } from '../core/actor'
import type { DataCipher } from '../core/crypto'
import { maskedPhone } from '../identity/me.queries'
import { answerViews } from './answers.rules'
import type { CardRow } from './card.queries'
import { hasAgreed, introductionNow, refuseRefusal, type CardFacts } from './introduction.rules'
import { answersIn } from './request.view'

/** What the rules ask about a card and its reader. */
export function cardFactsOf(card: CardRow, reader: Pick<Actor, 'accountId' | 'recordId'>, now: Date): CardFacts {
  const isClient =
    reader.accountId === card.clientAccountId ||
    reader.recordId === card.clientRecordId ||
    // The client's other WeChat account is the client too.
    Number(card.isClients) === 1
  // A colleague may introduce himself; a person is somebody else.
  const isIntroducer = card.kind === 'person' && reader.accountId === card.byAccountId
  return { introduction: introductionNow(card, now), request: card.requestStatus, isOwn: isClient || isIntroducer }
}

/** The card as this reader may see it. One that is over tells its words to nobody but those it was between. */
export function cardView(card: CardRow, reader: Actor, cipher: DataCipher, now: Date): IntroductionCardView {
  const facts = cardFactsOf(card, reader, now)
  const isYours = card.counterpartAccountId === reader.accountId
  const isWaiting = refuseRefusal({ ...facts, isOwn: false }) === null
  const state = isYours ? 'yours' : facts.isOwn ? 'own' : isWaiting ? 'waiting' : 'closed'
  const isTold = state !== 'closed'
  const isConnected = isYours && facts.introduction === 'connected'
  const isPassed = isConnected && Number(card.passesContact) === 1
  return {
    code: card.cardCode,
    kind: card.kind,
    name: isTold ? card.name : '',
    words: isTold ? card.words : '',
    introducedBy: isTold ? (card.byAgentName ?? card.byAlias) : '',
    isByReader: card.byAccountId === reader.accountId,
    askedBy: !isTold ? '' : isPassed ? card.clientName : card.clientAlias,
    category: card.category,
    askedWords: isTold ? card.askedWords : '',
    answers: isTold ? answerViews(card.category, answersIn(card)) : [],
    urgency: card.urgency,
    offeredAt: card.offeredAt.toISOString(),
    expiresAt: card.expiresAt?.toISOString() ?? null,
    willPass: isTold ? willPass(card.kind) : [],
    state,
    status: facts.introduction,
    clientContact: isPassed && card.clientPhoneEnc !== null ? cipher.decrypt(card.clientPhoneEnc) : null,
    phone: card.readerPhoneEnc === null ? null : maskedPhone(cipher.decrypt(card.readerPhoneEnc)),
    can: {
      agree: state === 'waiting',
      refuse: state === 'waiting',
      takeBack: isYours && hasAgreed(facts.introduction, 'counterpart'),
    },
  }
}
