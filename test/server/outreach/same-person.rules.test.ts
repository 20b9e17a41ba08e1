import { countOnce, type DrawnLine } from '../../../server/src/outreach/same-person.rules'

const line = (id: string, recordId: string, livingRecordId: string, day: number): DrawnLine => ({
  ...{ id, recordId, livingRecordId },
  drawnAt: new Date(Date.UTC(2026, 10, day)),
})

it.each<[string, DrawnLine[], string[], [string, string][]]>([
  ['nobody is in it twice', [], [], []],
  ['the record that stays was drawn first', [line('1', 'a', 'a', 1), line('2', 'b', 'a', 2)], ['2'], []],
  ['the record that went was drawn first', [line('1', 'a', 'a', 2), line('2', 'b', 'a', 1)], ['1'], [['2', 'a']]],
  ['of one instant the first line wins', [line('10', 'a', 'a', 1), line('9', 'b', 'a', 1)], ['10'], [['9', 'a']]],
  [
    'three records of one person, and another person',
    [line('1', 'a', 'c', 3), line('2', 'b', 'c', 2), line('3', 'c', 'c', 1), line('4', 'd', 'e', 1)],
    ['2', '1'],
    [['4', 'e']],
  ],
])('%s', (_, lines, dropped, standsFor) => {
  expect(countOnce(lines)).toEqual({ dropped, standsFor: new Map(standsFor) })
})
