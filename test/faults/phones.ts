import type { EngagementInput, EngagementReceipt } from '@quanke/shared/contracts/engagement'
import { uuidv7 } from 'uuidv7'
import { pause, postJson } from '../support/server-process'

/** What a phone may do: read these articles, having come by one of these codes. */
export interface Things {
  contentIds: string[]
  shareCodes: string[]
}

/** A batch as the mini-program makes one, of what happened at these moments; in no order, some of it long ago, unless told otherwise. */
export function newBatch(
  { contentIds, shareCodes }: Things,
  size = 20,
  momentOf: () => Date = someTimeToday,
): EngagementInput[] {
  const pick = <T>(list: T[]): T => list[Math.floor(Math.random() * list.length)]!
  return Array.from({ length: size }, (): EngagementInput => {
    const isRead = Math.random() < 0.5
    return {
      id: uuidv7(),
      kind: isRead ? 'read' : 'viewed',
      subject: 'content',
      subjectId: pick(contentIds),
      ...(Math.random() < 0.7 ? { shareCode: pick(shareCodes) } : {}),
      occurredAt: momentOf().toISOString(),
      ...(isRead ? { seconds: Math.floor(Math.random() * 60), percent: Math.floor(Math.random() * 101) } : {}),
    }
  })
}

const someTimeToday = (): Date => new Date(Date.now() - Math.floor(Math.random() * 86_400_000))

/** What phones were told about everything that they sent. */
export interface Ledger {
  sent: Set<string>
  acknowledged: Set<string>
  /** Told twice as new: the server forgot what it had promised. */
  acceptedTwice: string[]
  refused: EngagementReceipt['refused']
  /** How often each answer came; 0 where none came. */
  statuses: Map<number, number>
}

export const newLedger = (): Ledger => ({
  sent: new Set(),
  acknowledged: new Set(),
  acceptedTwice: [],
  refused: [],
  statuses: new Map(),
})

/** Sends batch after batch until told to stop; each again and again until it is acknowledged, as a phone's buffer does. */
export async function sendUntil(
  isOver: () => boolean,
  url: string,
  token: string,
  things: Things,
  ledger: Ledger,
): Promise<void> {
  while (!isOver()) {
    const events = newBatch(things)
    for (const { id } of events) ledger.sent.add(id)
    for (let isAcknowledged = false; !isAcknowledged;) {
      const answer = await postJson(`${url}/v1/engagements`, { events }, token).catch(() => null)
      ledger.statuses.set(answer?.status ?? 0, (ledger.statuses.get(answer?.status ?? 0) ?? 0) + 1)
      isAcknowledged = answer?.status === 200
      if (isAcknowledged) note(ledger, answer!.body as EngagementReceipt)
      else await pause(30 + Math.random() * 70)
    }
  }
}

function note(ledger: Ledger, receipt: EngagementReceipt): void {
  for (const id of receipt.accepted) {
    if (ledger.acknowledged.has(id)) ledger.acceptedTwice.push(id)
    ledger.acknowledged.add(id)
  }
  for (const id of receipt.duplicates) ledger.acknowledged.add(id)
  ledger.refused.push(...receipt.refused)
}
