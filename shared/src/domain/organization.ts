export const AGENT_STATUSES = { active: '在职', departed: '已离职' } as const
export type AgentStatus = keyof typeof AGENT_STATUSES

export const STAFF_ROLES = { compliance: '合规人员', service_desk: '客服人员', administrator: '系统管理员' } as const
export type StaffRole = keyof typeof STAFF_ROLES

/** What the installation's approved category permits (domain rules, section 11). */
export const LICENCE_PROFILES = { community: '社区', reading: '阅读' } as const
export type LicenceProfile = keyof typeof LICENCE_PROFILES
