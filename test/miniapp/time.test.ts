import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { scaleClassOf } from '@/lib/device'
import * as times from '@/lib/time'
import { clockIn, dayIn, instantOf, lasting } from '@/lib/time'
import { dayOfYear, fullDay, plain } from '@quanke/shared/domain/day-words'

// What holds a time together on a line is not seen.
const ago = (at: string, now: number): string => plain(times.ago(at, now))
const dateOn = (at: string, now: number): string => plain(times.dateOn(at, now))
const moment = (at: string, now: number): string => plain(times.moment(at, now))
const span = (from: string, to: string, now: number): string => plain(times.span(from, to, now))

const NOW = Date.parse('2026-11-23T04:00:00Z')

describe('times as people say them', () => {
  it('are those of Beijing, wherever the phone is', () => {
    expect(moment('2026-08-22T06:00:00Z', NOW)).toBe('8月22日 周六 14:00')
    expect(moment('2026-08-21T17:30:00Z', NOW)).toBe('8月22日 周六 01:30')
  })

  // A process has one zone, set when it starts. New York skips 02:30 on the 8th of March, which Beijing has.
  it.each(['America/New_York', 'Pacific/Kiritimati', 'Asia/Shanghai'])('stay the same on a phone in %s', (zone) => {
    const code = `
      const { ago, moment } = require('./miniapp/src/lib/time.ts')
      const { plain } = require('@quanke/shared/domain/day-words')
      const now = Date.parse('2026-03-07T19:00:00Z')
      console.log(plain([moment('2026-03-07T18:30:00Z', now), ago('2026-03-07T16:10:00Z', now), ago('2026-03-07T15:50:00Z', now)].join()))`
    const run = ['--import', 'tsx', '--eval', code]
    const env = { ...process.env, TZ: zone }
    const said = execFileSync(process.execPath, run, { cwd: join(__dirname, '../..'), env, encoding: 'utf8' })
    expect(said.trim()).toBe('3月8日 周日 02:30,今天 00:10,昨天 23:50')
  })

  it('tell from when to when, with both days where there are two', () => {
    expect(span('2026-12-06T06:00:00Z', '2026-12-06T08:00:00Z', NOW)).toBe('12月6日 周日 14:00–16:00')
    expect(span('2026-12-06T06:00:00Z', '2026-12-06T17:00:00Z', NOW)).toBe('12月6日 周日 14:00 至 12月7日 周一 01:00')
  })

  it.each([
    [times.moment('2026-11-29T10:30:00Z', NOW), ['11月29日 周日 18:30']],
    [times.moment('2025-11-29T10:30:00Z', NOW), ['2025年11月29日', '周六 18:30']],
    [times.ago('2026-11-23T03:15:00Z', NOW), ['45 分钟前']],
    [times.span('2026-12-06T06:00:00Z', '2026-12-06T08:00:00Z', NOW), ['12月6日', '周日 14:00–16:00']],
    [times.span('2026-12-06T06:00:00Z', '2026-12-06T17:00:00Z', NOW), ['12月6日 周日 14:00', '至 12月7日 周一 01:00']],
  ])('%s has lines that begin only where it reads well', (time, pieces) => {
    expect(time.split(' ').map(plain)).toEqual(pieces)
    // Between two letters of a piece stands what holds them together.
    for (const piece of time.split(' ')) expect(piece).not.toMatch(/[^\u2060\u00a0][^\u2060\u00a0]/u)
  })

  it('go into pickers and come out of them as they were', () => {
    const at = '2026-12-06T17:30:00.000Z'
    expect([dayIn(at), clockIn(at)]).toEqual(['2026-12-07', '01:30'])
    expect(instantOf(dayIn(at), clockIn(at))).toBe(at)
  })

  it('name the year only when it is another one', () => {
    expect(dateOn('2025-12-31T17:00:00Z', NOW)).toBe('1月1日')
    expect(dateOn('2025-12-31T15:00:00Z', NOW)).toBe('2025年12月31日')
  })

  it('are in one piece in sentences of the server too, in the same words', () => {
    for (const [day, words] of [
      [dayOfYear('2026-08-22'), '8月22日'],
      [fullDay('2025-01-01'), '2025年1月1日'],
    ] as const) {
      // prettier-ignore
      expect(plain(day)).toBe(words)
      expect(day).not.toMatch(/[^\u2060][^\u2060]/u)
    }
    expect(times.dateOn('2026-08-22T06:00:00Z', NOW)).toBe(dayOfYear('2026-08-22'))
    expect(times.dateOn('2024-12-31T17:00:00Z', NOW)).toBe(fullDay('2025-01-01'))
  })

  it('say a day that was chosen as people do, whatever the hour is now', () => {
    expect(plain(times.dayOn('2026-12-07', NOW))).toBe('12月7日 周一')
    expect(plain(times.dayOn('2027-01-01', Date.parse('2026-12-31T15:59:59Z')))).toBe('2027年1月1日 周五')
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
