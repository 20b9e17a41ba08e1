import { approvalRefusal, mayRead } from '../../../server/src/contents/approval.rules'

describe('who may approve', () => {
  it.each([
    ['a submitted article of a colleague', 'submitted', '7', null],
    ['a submitted article of unknown hand', 'submitted', null, null],
    ['the own article', 'submitted', '1', 'content_by_approver'],
    ['a draft that nobody handed in', 'draft', '7', 'content_state_wrong'],
    ['what was recalled stays recalled', 'recalled', '7', 'content_state_wrong'],
  ] as const)('%s', (_, status, writtenByStaffId, expected) =>
    expect(approvalRefusal({ status, writtenByStaffId, approverStaffId: '1' })).toBe(expected),
  )
})

describe('who may read', () => {
  it.each([
    ['anybody what is published', 'published', null, true],
    ['anybody the notice of what was recalled', 'recalled', null, true],
    ['no reader a draft', 'draft', null, false],
    ['no service desk a draft', 'draft', 'service_desk', false],
    ['compliance what was handed in', 'submitted', 'compliance', true],
    ['an administrator a draft', 'draft', 'administrator', true],
  ] as const)('%s', (_, status, role, expected) => expect(mayRead(status, role)).toBe(expected))
})
