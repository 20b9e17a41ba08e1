import { plain } from '@quanke/shared/domain/day-words'
import { BINDING_TABLES, BINDING_VERSION, type BindingVersion } from '@quanke/shared/domain/binding'
import {
  DECISIONS,
  bindingDecision,
  factsOf,
  inputsOf,
  type BindingFacts,
} from '../../../server/src/clients/binding.rules'
import { explainDecision } from '../../../server/src/clients/explain-binding.rules'

const now = new Date('2026-11-23T04:00:00Z')
const daysAgo = (days: number) => new Date(now.getTime() - days * 86_400_000)
const nobody: BindingFacts = {
  boundRecordId: null,
  phoneRecordIds: [],
  referral: null,
  touches: [],
  now,
  protectionDays: 90,
}
const wording = {
  agentName: (id: string) => ({ '3': '陈思远', '4': '周敏' })[id] ?? '某人',
  dayOf: (at: Date) => at.toISOString().slice(0, 10),
  clockOf: (at: Date) => at.toISOString().slice(11, 16),
}
const explain = (facts: Partial<BindingFacts>, hasPhone = false) =>
  explainDecision(inputsOf({ ...nobody, ...facts }, hasPhone), BINDING_VERSION, wording)
const touch = (agentId: string, days: number) => ({ agentId, shareId: '9', at: daysAgo(days) })

describe('why a client is whose', () => {
  it.each<[string, Partial<BindingFacts>, boolean, string]>([
    ['a', { boundRecordId: '7' }, false, '依据规则 a：同意服务时，此微信账号已绑定这份档案，沿用该档案，归属不变'],
    ['b', { phoneRecordIds: ['8'] }, true, '依据规则 b：微信验证的手机号只与这份档案一致，绑定到该档案，归属不变'],
    [
      'c',
      { referral: { agentId: '4' } },
      false,
      '依据规则 c：经客户转介绍而来，推荐的代理人是周敏，新建档案，归属推荐人的代理人',
    ],
    [
      'd, with the day on which the protection ends',
      { touches: [touch('3', 30)] },
      false,
      '依据规则 d：2026年10月24日首次打开陈思远的分享，保护期 90 天，到2027年1月22日为止，新建档案，归属该代理人',
    ],
    ['e', {}, false, '依据规则 e：前面各条都不符合，新建档案，进入待分配客户池'],
  ])('is told in one sentence, by rule %s', (_, facts, hasPhone, sentence) =>
    expect(plain(explain(facts, hasPhone).sentence)).toBe(sentence),
  )

  it('tells of every row before why it did not fit, and of no row after', () => {
    const { rows } = explain({ phoneRecordIds: ['8', '9'], touches: [touch('3', 5)] }, true)
    expect(rows.map(({ letter, state, reason }) => [letter, state, reason])).toEqual([
      ['a', 'not_met', '此微信账号当时没有绑定任何档案'],
      ['b', 'not_met', '有不止一份档案使用这个手机号，不能凭手机号认定'],
      ['c', 'not_met', '不是通过推荐卡而来'],
      ['d', 'applied', expect.stringContaining('首次打开陈思远的分享')],
      ['e', 'not_reached', null],
    ])
  })

  it('tells of a share that was opened too long ago until when it protected', () => {
    const { rows } = explain({ touches: [touch('3', 100)] })
    expect(plain(rows[3]!.reason!)).toBe('2026年8月15日打开过陈思远的分享，保护期到2026年11月13日为止，已经过期')
  })

  it.each<[string, number, string]>([
    ['a minute before', 60_000, '到2026年11月23日 04:01为止，新建档案'],
    ['a minute after', -60_000, '保护期到2026年11月23日 03:59为止，已经过期'],
  ])('on the last day of the protection it tells the hour that decided: %s it was over', (_, left, words) => {
    const at = new Date(daysAgo(90).getTime() + left)
    const { sentence, rows } = explain({ touches: [{ agentId: '3', shareId: '9', at }] })
    expect(plain(`${sentence} ${rows[3]!.reason!}`)).toContain(words)
  })

  it('shows what was looked at', () => {
    const { inputs } = explain({ phoneRecordIds: ['8'], touches: [touch('4', 3)] }, true)
    expect(inputs.map(({ label, value }) => ({ label, value: plain(value) }))).toEqual([
      { label: '同意服务', value: '2026年11月23日 04:00' },
      { label: '账号已绑定的档案', value: '没有' },
      { label: '微信验证的手机号', value: '有，一份档案使用' },
      { label: '转介绍', value: '没有' },
      { label: '打开过的分享', value: '2026年11月20日，周敏的分享' },
      { label: '保护期', value: '90 天' },
    ])
  })
})

describe('the decision tables', () => {
  const versions = Object.keys(BINDING_TABLES).map(Number) as BindingVersion[]

  it.each(versions)(
    'of version %i have the same rows in words and in code, and the last one always fits',
    (version) => {
      expect(BINDING_TABLES[version].map(({ rule }) => rule)).toEqual(DECISIONS[version].map(({ rule }) => rule))
      expect(DECISIONS[version].at(-1)!.decide(nobody)).not.toBeNull()
    },
  )

  it('version 1 reads as it did when it decided', () => {
    expect(BINDING_TABLES[1].map(({ letter, condition, outcome }) => `${letter} ${condition}：${outcome}`)).toEqual([
      'a 此微信账号已绑定一份客户档案：沿用该档案，归属不变',
      'b 微信验证的手机号恰好与一份档案一致：绑定到该档案，归属不变',
      'c 经客户转介绍而来：新建档案，归属推荐人的代理人',
      'd 保护期内首次触达来自代理人的分享：新建档案，归属该代理人',
      'e 以上都不符合：新建档案，进入待分配客户池',
    ])
  })

  it('decide the same again on what was kept', () => {
    for (const facts of [
      {},
      { boundRecordId: '7' },
      { phoneRecordIds: ['8'] },
      { referral: { id: '2', agentId: '4' } },
      { touches: [touch('3', 2)] },
    ]) {
      const all = { ...nobody, ...facts }
      const kept = JSON.parse(JSON.stringify(inputsOf(all, false)))
      expect(bindingDecision(factsOf(kept))).toEqual(bindingDecision(all))
    }
  })
})
