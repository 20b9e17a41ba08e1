import type { ComplaintView, MyComplaintView } from '@quanke/shared/contracts/complaints'
import {
  COMPLAINT_ABOUT,
  COMPLAINT_QUEUES,
  COMPLAINT_STATUSES,
  complaintAbouts,
  type ComplaintQueue,
  type ComplaintStatus,
} from '@quanke/shared/domain/complaint'
import { dateOn } from '@/lib/time'
import type { Tone } from '@/ui/Tag'

export const aboutOptions = complaintAbouts.map((value) => ({ value, label: COMPLAINT_ABOUT[value] }))

export const queueOptions = (Object.keys(COMPLAINT_QUEUES) as ComplaintQueue[]).map((value) => ({
  value,
  label: COMPLAINT_QUEUES[value],
}))

const TONES: Record<ComplaintStatus, Tone | undefined> = {
  filed: 'care',
  accepted: 'brand',
  answered: 'honour',
  reopened: 'care',
  solved: 'ok',
  unsolved: 'stop',
}

export const statusTone = (status: ComplaintStatus): Tone | undefined => TONES[status]

/** How it stands, as its client reads it. */
export const ownStatus = (status: ComplaintStatus): string =>
  status === 'unsolved' ? '未解决，已结束' : COMPLAINT_STATUSES[status]

/** Until when an answer is promised; null when none is owed. */
export function deadlineWords({
  answerBy,
  isLate,
}: Pick<ComplaintView | MyComplaintView, 'answerBy' | 'isLate'>): string | null {
  if (answerBy === null) return null
  return isLate ? `${dateOn(answerBy)}前应答复，已超过期限` : `最晚${dateOn(answerBy)}答复`
}
