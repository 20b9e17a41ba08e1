import type { EngagementInput, EngagementReceipt } from '@quanke/shared/contracts/engagement'
import { post } from '@/lib/request'

export const sendEngagements = (events: EngagementInput[]) => post<EngagementReceipt>('/engagements', { events })
