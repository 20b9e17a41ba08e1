import type { BindingRule } from './client'

/** One row of the decision table, as agents and leaders read it. */
export interface BindingRow {
  letter: string
  rule: BindingRule
  condition: string
  outcome: string
}

/**
 * The decision table by which a person is bound to a record, by its version (domain rules, section 3.4). A version that decided anything is never
 * edited: a change is a new version beside it, so that what was decided by an old one stays readable.
 */
export const BINDING_TABLES = {
  1: [
    {
      letter: 'a',
      rule: 'bound_account',
      condition: '此微信账号已绑定一份客户档案',
      outcome: '沿用该档案，归属不变',
    },
    {
      letter: 'b',
      rule: 'verified_phone',
      condition: '微信验证的手机号恰好与一份档案一致',
      outcome: '绑定到该档案，归属不变',
    },
    {
      letter: 'c',
      rule: 'referral',
      condition: '经客户转介绍而来',
      outcome: '新建档案，归属推荐人的代理人',
    },
    {
      letter: 'd',
      rule: 'first_touch',
      condition: '保护期内首次触达来自代理人的分享',
      outcome: '新建档案，归属该代理人',
    },
    {
      letter: 'e',
      rule: 'unassigned',
      condition: '以上都不符合',
      outcome: '新建档案，进入待分配客户池',
    },
  ],
} as const satisfies Record<number, readonly BindingRow[]>

export type BindingVersion = keyof typeof BINDING_TABLES

/** The version by which is decided now. */
export const BINDING_VERSION: BindingVersion = 1

/** How far the decision got in the table. */
export const ROW_STATES = { applied: '适用', not_met: '不符合', not_reached: '无需检查' } as const
export type RowState = keyof typeof ROW_STATES

/** How often an agent may ask in a day whether a number is somebody's client; an organisation may set another number. */
export const MATCHES_A_DAY = 20
