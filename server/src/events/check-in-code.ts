import { EVENT } from '@quanke/shared/domain/event'
import { createHmac, timingSafeEqual } from 'node:crypto'

const WINDOW_MS = EVENT.codeMinutes * 60_000

/** Six digits that the server's secret gives for an event and these minutes: nothing is stored, and nobody can tell the next one. */
function codeIn(secret: Buffer, eventId: string, window: number): string {
  const digest = createHmac('sha256', secret).update(`check-in:${eventId}:${window}`).digest()
  return String(digest.readUInt32BE(0) % 1_000_000).padStart(6, '0')
}

/** The code that the host shows now, and until when. */
export function checkInCode(secret: Buffer, eventId: string, now: Date): { code: string; until: Date } {
  const window = Math.floor(now.getTime() / WINDOW_MS)
  return { code: codeIn(secret, eventId, window), until: new Date((window + 1) * WINDOW_MS) }
}

/** Whether this is the code of now or of just before: whoever types takes a while. */
export function isCheckInCode(secret: Buffer, eventId: string, code: string, now: Date): boolean {
  const window = Math.floor(now.getTime() / WINDOW_MS)
  return [window, window - 1].some((one) =>
    timingSafeEqual(Buffer.from(codeIn(secret, eventId, one)), Buffer.from(code)),
  )
}
