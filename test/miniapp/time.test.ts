import { scaleClassOf } from '@/lib/device'
import { ago, dateOn, lasting, moment } from '@/lib/time'

const NOW = Date.parse('2026-11-23T04:00:00Z')

describe('times as people say them', () => {
  it('are those of Beijing, wherever the phone is', () => {
    expect(moment('2026-08-22T06:00:00Z', NOW)).toBe('8月22日 周六 14:00')
    expect(moment('2026-08-21T17:30:00Z', NOW)).toBe('8月22日 周六 01:30')
  })

  it('name the year only when it is another one', () => {
    expect(dateOn('2025-12-31T17:00:00Z', NOW)).toBe('1月1日')
    expect(dateOn('2025-12-31T15:00:00Z', NOW)).toBe('2025年12月31日')
  })

  it.each([
    ['2026-11-23T03:59:40Z', '刚刚'],
    ['2026-11-23T03:15:00Z', '45 分钟前'],
    ['2026-11-22T17:00:00Z', '今天 01:00'],
    ['2026-11-22T15:59:00Z', '昨天 23:59'],
    ['2026-11-20T04:00:00Z', '11月20日'],
  ])('%s is %s', (at, words) => expect(ago(at, NOW)).toBe(words))

  it.each([
    [40, '40 秒'],
    [120, '2 分钟'],
    [200, '3 分 20 秒'],
  ])('%d seconds last %s', (seconds, words) => expect(lasting(seconds)).toBe(words))
})

describe('the text size set in WeChat', () => {
  it.each([
    [1, ''],
    [0.9, ''],
    [1.1, 'scale-1'],
    [1.25, 'scale-3'],
    [1.4, 'scale-4'],
    [2, 'scale-4'],
    [Number.NaN, ''],
  ])('%d gives "%s"', (factor, name) => expect(scaleClassOf(factor)).toBe(name))
})
