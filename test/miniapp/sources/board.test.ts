import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { sourceStages } from '@quanke/shared/domain/source'
import { modelsOption } from '@/features/attribution/option'
import { creditWords, modelsSentence } from '@/features/attribution/words'
import { shortCount } from '@/lib/count'
import { ratesOption, stepsOption, trendOption } from '@/features/sources/chart/options'
import { palette } from '@/features/sources/chart/palette'
import { askedOf, daysAgo, earliest } from '@/features/sources/period'
import {
  boardSentence,
  daysWords,
  medianWords,
  spreadWords,
  ratesSentence,
  rateWords,
  spanWords,
  stepsSentence,
  trendSentence,
} from '@/features/sources/words'

const counts = (changes: object = {}) => ({ came: 0, opened: 0, read: 0, joined: 0, consented: 0, engaged: 0, won: 0, ...changes }) // prettier-ignore
const row = (key: string, value: number, low: number, high: number) => ({ key, label: key, rate: { value, low, high } })

describe('what is drawn', () => {
  it('has the very colours of the style sheet', () => {
    const tokens = readFileSync(join(__dirname, '../../../miniapp/src/styles/tokens.scss'), 'utf8')
    for (const [name, value] of Object.entries(palette)) expect(tokens).toContain(`--${name}: ${value};`)
  })

  it('gives every step a bar of its own count', () => {
    const { series } = stepsOption(counts({ came: 9, consented: 4 }), 1)
    expect((series as { data: number[] }[])[0]!.data).toEqual(sourceStages.map((stage) => ({ came: 9, consented: 4 })[stage as 'came'] ?? 0)) // prettier-ignore
  })

  it.each([
    [0, '0'],
    [99_999, '99999'],
    [123_456, '12.3万'],
    [3_209_882, '321万'],
  ])('says %d as %s where a longer number would be cut', (count, said) => expect(shortCount(count)).toBe(said))

  it('shows each proportion with both ends of its interval, and leaves out what has none', () => {
    const { series } = ratesOption([row('a', 0.25, 0.1, 0.5), { label: 'b', rate: null }], 1)
    expect((series as { data: unknown[] }[]).map(({ data }) => data)).toEqual([[25], [[10, 50, 0]]])
  })

  it('grows its letters with the text size of WeChat', () => {
    const size = (scale: number) => (stepsOption(counts(), scale).yAxis as { axisLabel: { fontSize: number } }).axisLabel.fontSize // prettier-ignore
    expect(size(1.4)).toBeCloseTo(size(1) * 1.4)
  })

  it('tells under a finger the days, and both counts', () => {
    const point = { from: '2026-11-02', to: '2026-11-08', counts: counts({ came: 3, consented: 1 }) }
    const { formatter } = trendOption([point], 1).tooltip as { formatter: (points: object[]) => string }
    expect(formatter([{ dataIndex: 0 }])).toBe('11月2日至8日\n来到 3 位\n成为客户 1 位')
    expect(formatter([])).toBe('')
  })
})

describe('the sentences', () => {
  it.each([
    ['of nobody', boardSentence({ totals: counts(), whose: '我' }), '这段时间还没有朋友来到'],
    ['of visitors only', boardSentence({ totals: counts({ came: 3 }), whose: '我' }), '这段时间有 3 位朋友来到您这里，还没有人成为客户'],
    ['of a team', boardSentence({ totals: counts({ came: 3, consented: 1 }), whose: '团队' }), '这段时间有 3 位朋友来到团队这里，其中 1 位成为客户'],
    ['of the furthest step', stepsSentence(counts({ came: 3, opened: 3, joined: 2 })), '走得最远的一步是加入圈子，有 2 位'],
    ['of a proportion', rateWords({ value: 0.25, low: 0.123, high: 0.4567 }), '25%（12% 至 46%）'],
    ['of the fullest week', trendSentence([{ from: '2026-10-26', to: '2026-11-01', counts: counts({ came: 2 }) }]), '10月26日至11月1日来到的朋友最多，有 2 位'],
    ['of one day', spanWords({ from: '2026-11-01', to: '2026-11-01' }), '11月1日'],
    ['of hours', daysWords(0.3), '不到 1 天'],
    ['of two weeks that are as full', trendSentence(['2026-10-26', '2026-11-02'].map((from) => ({ from, to: from, counts: counts({ came: 2 }) }))), '来到的朋友最多时有 2 位，有 2 段时间一样多'],
    ['of a middle half within a day', spreadWords({ people: 9, lower: 0, upper: 0.6 }), '多数人不到 1 天'],
    ['of a wide middle half', spreadWords({ people: 9, lower: 0.2, upper: 17 }), '中间一半的人用了不到 1 天到 17 天'],
    ['of a middle half that took as long', spreadWords({ people: 9, lower: 3, upper: 3 }), '中间一半的人用了 3 天左右'],
    ['of one alone', spreadWords({ people: 1, lower: 3, upper: 3 }), '目前只有 1 位'],
    ['of half of the people', medianWords({ people: 9, median: 3.5 }), '半数不超过 3.5 天'],
    ['of how long one alone took', medianWords({ people: 1, median: 0.2 }), '不到 1 天'],
  ])('%s', (_, words, expected) => expect(words).toBe(expected)) // prettier-ignore

  it('call one source better only where the intervals tell them apart', () => {
    expect(ratesSentence([row('甲', 0.8, 0.6, 0.9), row('乙', 0.1, 0.05, 0.3)])).toBe(
      '「甲」带来客户的比例明显高于其他',
    )
    expect(ratesSentence([row('甲', 0.5, 0.2, 0.8), row('乙', 0.1, 0.05, 0.3)])).toContain('还不能断定')
    expect(ratesSentence([row('甲', 0, 0, 0.3)])).toContain('还看不出')
    expect(ratesSentence([row('none', 0.9, 0.8, 0.95), row('甲', 0.5, 0.4, 0.6)])).toBe(
      '目前只有「甲」一项，还没有别的可以比较',
    )
    // What is called highest is the longest bar, however sure another one is.
    expect(ratesSentence([row('甲', 1, 0.44, 1), row('乙', 0.6, 0.5, 0.7)])).toMatch(/^「甲」目前比例最高，但/u)
  })
})

describe('the period', () => {
  it('is asked for by its length, or from day to day', () => {
    expect(askedOf({ kind: '90', from: '', to: '' })).toEqual({ days: 90 })
    expect(askedOf({ kind: 'own', from: '2026-01-01', to: '2026-02-01' })).toEqual({
      from: '2026-01-01',
      to: '2026-02-01',
    })
  })

  it('counts days in Beijing', () => {
    expect(daysAgo(0, Date.parse('2026-11-09T16:00:00Z'))).toBe('2026-11-10')
    expect(daysAgo(1, Date.parse('2026-11-09T15:59:59Z'))).toBe('2026-11-08')
    expect(earliest('2026-12-31')).toBe('2024-12-31')
  })
})

describe('the models of attribution', () => {
  const credits = (first: number, others: number) => ({ first: first * 1e6, last: others * 1e6, linear: others * 1e6, position: others * 1e6, decay: others * 1e6, markov: others * 1e6 }) // prettier-ignore
  const line = (key: string, first: number, others: number) => ({ key, label: key, credits: credits(first, others), outcomes: 1 }) // prettier-ignore

  it('are said to agree, or who favours what', () => {
    expect(modelsSentence([line('甲', 2, 2), line('乙', 1, 1)])).toBe('各种算法都记给甲最多，结论比较稳')
    expect(modelsSentence([line('甲', 2, 1), line('乙', 1, 2)])).toMatch(
      /^算法不同，第一名也不同：首次触达看重甲；末次触达、/,
    )
    expect(modelsSentence([line('甲', 1, 1), line('乙', 1, 1)])).toBe('记得最多的几项一样多，还分不出先后')
    expect(modelsSentence([line('甲', 2, 1), line('乙', 1, 1)])).toBe('首次触达记给甲最多；别的算法还分不出先后')
    expect(modelsSentence([line('rest', 9, 9), line('甲', 2, 2), line('乙', 1, 1)])).toContain('都记给甲最多')
    expect(modelsSentence([line('none', 2, 2)])).toBe('还没有分享带来的结果可以比较')
  })

  it('are counted in tenths of an outcome', () => {
    expect([0, 49_999, 250_000, 1_000_000, 2_340_000].map(creditWords)).toEqual(['0', '0', '0.3', '1', '2.3'])
  })

  it('are each drawn on the line of their row', () => {
    const { series } = modelsOption([line('甲', 2, 1)], 1)
    expect((series as { data: number[][] }[]).map(({ data }) => data[0])).toEqual([[2, 0], [1, 0], [1, 0], [1, 0], [1, 0], [1, 0]]) // prettier-ignore
  })
})
