import { literal, valuesOf } from '../../../server/src/core/literals'

it('writes values as the database reads them', () => {
  const at = new Date('2026-11-23T06:07:08.090Z')
  const rows = [
    [literal.id('42'), literal.number(null), literal.word('read_on'), literal.bytes('00ff')],
    [literal.instant(at), literal.instant(null), literal.day('2026-11-23'), literal.id(null)],
  ]
  expect(valuesOf(rows, (row) => row.join(','))).toBe(
    "(42,NULL,'read_on',x'00ff'),('2026-11-23T06:07:08.090',NULL,'2026-11-23',NULL)",
  )
})

it.each([
  ['a word with a quote', () => literal.word("read'")],
  ['a word with a backslash', () => literal.word('read\\')],
  ['an id with more than digits', () => literal.id('1 OR 1=1')],
  ['bytes with a quote', () => literal.bytes("00'")],
  ['an empty id', () => literal.id('')],
  ['a day that is a statement', () => literal.day("2026-11-23'); --")],
  ['a number that is none', () => literal.number(Number.NaN)],
  ['an instant that is none', () => literal.instant(new Date('never'))],
])('takes nothing that could end the literal: %s', (_, write) => {
  expect(write).toThrow()
})
