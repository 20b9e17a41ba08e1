import type { ConsentView } from '@quanke/shared/contracts/consents'
import { purposes } from '@quanke/shared/domain/consent'
import type { DataSource, EntityManager } from 'typeorm'
import { consentsOf, textsInForce } from './consent.queries'
import { mayAsk } from './decide.rules'

/** Every purpose in its fixed order, with the text in force and how it stands for this account. */
export async function consentViews(
  db: DataSource | EntityManager,
  accountId: string,
  now: Date,
): Promise<ConsentView[]> {
  const [texts, consents] = await Promise.all([textsInForce(db, now), consentsOf(db, accountId)])
  return purposes.flatMap((purpose) => {
    const text = texts.get(purpose)
    if (!text) return []
    const consent = consents.get(purpose)
    const isGiven = consent?.state === 'given'
    return {
      purpose,
      title: text.title,
      body: text.body,
      textVersion: text.version,
      state: consent?.state ?? null,
      answeredVersion: consent?.textVersion ?? null,
      decidedAt: consent?.decidedAt.toISOString() ?? null,
      can: { give: !isGiven || consent.textVersion !== text.version, withdraw: isGiven, ask: mayAsk(consent, now) },
    }
  })
}
