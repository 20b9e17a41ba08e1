import { CONTENT_MOVES, type ContentStatus } from '@quanke/shared/domain/content'
import { canMove } from '@quanke/shared/domain/moves'
import type { Refusal } from '@quanke/shared/domain/refusal'
import type { StaffRole } from '@quanke/shared/domain/organization'

export interface ApprovalFacts {
  status: ContentStatus
  writtenByStaffId: string | null
  approverStaffId: string
}

/** Why this officer may not approve this version, or null. Four eyes: nobody approves the own words (domain rules, section 9). */
export function approvalRefusal({ status, writtenByStaffId, approverStaffId }: ApprovalFacts): Refusal | null {
  if (!canMove(CONTENT_MOVES, status, 'published')) return 'content_state_wrong'
  return writtenByStaffId === approverStaffId ? 'content_by_approver' : null
}

/** What has not been approved is seen only by those who write and approve; to everybody else it does not exist. */
export function mayRead(status: ContentStatus, staffRole: StaffRole | null): boolean {
  return status === 'published' || status === 'recalled' || writes(staffRole)
}

/** Who may see the library's unapproved shelves. */
export function writes(staffRole: StaffRole | null): boolean {
  return staffRole === 'compliance' || staffRole === 'administrator'
}
