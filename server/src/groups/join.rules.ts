import type { MembershipRole, MembershipStatus } from '@quanke/shared/domain/group'
import type { Refusal } from '@quanke/shared/domain/refusal'

export interface JoinFacts {
  isOpen: boolean
  /** Whether the purpose "use of this service" is consented to. */
  hasConsented: boolean
  membership: MembershipStatus | null
}

/** Why this person may not join, or null. One who left may come back; one who was removed may not. */
export function joinRefusal({ isOpen, hasConsented, membership }: JoinFacts): Refusal | null {
  if (membership === 'removed') return 'removed_from_group'
  if (!isOpen) return 'group_closed'
  if (!hasConsented) return 'service_consent_required'
  return null
}

/** Why this person may not leave, or null. A group is never without its host. */
export function leaveRefusal(membership: MembershipStatus | null, role: MembershipRole | null): Refusal | null {
  if (membership !== 'active') return 'not_a_member'
  return role === 'host' ? 'host_stays' : null
}

/** Why this person may not read who the members are, or null: members know each other, passers-by know only how many they are. */
export function membersRefusal(membership: MembershipStatus | null, isHost: boolean): Refusal | null {
  return isHost || membership === 'active' ? null : 'not_a_member'
}
