import type { EngagementInput, EngagementReceipt, RecordEngagements } from '@quanke/shared/contracts/engagement'
import { post } from '@/lib/request'

/** With the phone's own time, so that the server sees when its clock is wrong. */
export const sendEngagements = (events: EngagementInput[]) =>
  post<EngagementReceipt>('/engagements', { events, sentAt: new Date().toISOString() } satisfies RecordEngagements)
