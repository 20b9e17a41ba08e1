import { EngagementInput } from '@quanke/shared/contracts/engagement'
import { validateSync } from 'class-validator'
import fc from 'fast-check'
import { uuidv7 } from 'uuidv7'
import { compiled } from '../../../server/src/core/compiled'

const isEngagement = compiled(EngagementInput)

const good = () => ({
  id: uuidv7(),
  kind: 'read',
  subject: 'content',
  subjectId: '17',
  shareCode: 'abcdefghij012345',
  occurredAt: '2026-11-23T06:07:08.090Z',
  seconds: 12,
  percent: 80,
  scene: 1007,
})

const isKeptByDecorators = (value: object): boolean =>
  validateSync(Object.assign(new EngagementInput(), value), { whitelist: true, forbidNonWhitelisted: true }).length ===
  0

it('takes what the contract takes, with and without what may be left out', () => {
  const { subjectId: _, shareCode: __, seconds: ___, percent: ____, scene: _____, ...least } = good()
  expect([isEngagement(good()), isEngagement(least)]).toEqual([true, true])
})

it('never takes what the decorators refuse, whatever is put into whichever field', () => {
  const hostile = fc.oneof(
    fc.jsonValue(),
    fc.constantFrom(
      '',
      ' ',
      '1 ',
      '0',
      '-1',
      '2026-02-30T00:00:00Z',
      '2026-11-23',
      `urn:uuid:${uuidv7()}`,
      1.5,
      -1,
      101,
      65536,
      1e21,
    ),
  )
  const field = fc.constantFrom(...Object.keys(good()), 'extra', 'recordId')
  fc.assert(
    fc.property(field, hostile, (name, value) => {
      const event = { ...good(), [name]: value }
      return !isEngagement(event) || isKeptByDecorators(event)
    }),
    { numRuns: 2000 },
  )
})

it('wants a moment with its zone', () => {
  const moments = ['2026-11-23T06:07:08', '2026-11-23', '2026-13-01T00:00:00Z', '2026-11-23T14:07:08+08:00']
  expect(moments.map((occurredAt) => isEngagement({ ...good(), occurredAt }))).toEqual([false, false, false, true])
})
