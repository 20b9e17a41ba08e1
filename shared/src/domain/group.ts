export const MEMBERSHIP_STATUSES = { active: '已加入', left: '已退出', removed: '已移出' } as const
export type MembershipStatus = keyof typeof MEMBERSHIP_STATUSES

export const MEMBERSHIP_ROLES = { member: '成员', moderator: '管理员', host: '圈主' } as const
export type MembershipRole = keyof typeof MEMBERSHIP_ROLES
