import { fenOf, premiumWords, yuanOf } from '@/features/policies/premium'

describe('a premium as it is typed', () => {
  it.each([
    ['12000', 1_200_000],
    ['860.5', 86_050],
    ['860.50', 86_050],
    ['0.01', 1],
    [' 99 ', 9900],
    ['10000000', 1_000_000_000],
    ['10000000.01', null],
    ['0', null],
    ['', null],
    ['12,000', null],
    ['1.234', null],
    ['-5', null],
    ['一万', null],
  ])('%s is %s fen', (yuan, fen) => expect(fenOf(yuan)).toBe(fen))

  it.each([
    [1_200_000, '12000', '12,000 元'],
    [86_050, '860.50', '860.50 元'],
    [123_456_789, '1234567.89', '1,234,567.89 元'],
    [1, '0.01', '0.01 元'],
  ])('%s fen is typed %s and read %s', (fen, typed, read) =>
    expect([yuanOf(fen), premiumWords(fen)]).toEqual([typed, read]),
  )

  it('comes back from every form in which it is typed', () => {
    for (const fen of [1, 99, 100, 12_345, 1_000_000_000]) expect(fenOf(yuanOf(fen))).toBe(fen)
  })
})
