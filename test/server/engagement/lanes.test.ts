import { Lanes } from '../../../server/src/engagement/lanes'

interface Batch {
  accountId: string
  engagements: unknown[]
}

/** Accounts 0 to 3 are of different lanes, 4 is of the lane of 0. */
const batch = (accountId: number, size: number): Batch => ({
  accountId: String(accountId),
  engagements: Array.from({ length: size }),
})

function lanesWith(...batches: Batch[]): Lanes<Batch> {
  const lanes = new Lanes<Batch>()
  for (const one of batches) lanes.add(one)
  return lanes
}

const accountsOf = (taken: ReturnType<Lanes<Batch>['next']>): string[] | undefined =>
  taken?.group.map(({ accountId }) => accountId)

it('what little waits goes together, whoever sent it', () => {
  expect(accountsOf(lanesWith(batch(0, 20), batch(1, 20), batch(4, 20)).next())).toEqual(['0', '4', '1'])
})

it('nobody who has little to write goes beside another, and all go together once that one is done', () => {
  const lanes = lanesWith(batch(0, 20))
  const first = lanes.next()
  lanes.add(batch(1, 20))
  lanes.add(batch(2, 20))
  expect(lanes.next()).toBeNull()
  first!.done()
  expect(accountsOf(lanes.next())).toEqual(['1', '2'])
})

it('lanes that are full go side by side, the fullest first', () => {
  const lanes = lanesWith(batch(0, 50), batch(4, 50), batch(1, 50), ...Array.from({ length: 4 }, () => batch(2, 50)))
  expect([lanes.next(), lanes.next()].map(accountsOf)).toEqual([
    ['2', '2', '2', '2'],
    ['0', '4'],
  ])
  expect(lanes.next()).toBeNull()
})

it('an account is never written by two at once', () => {
  const lanes = lanesWith(...Array.from({ length: 30 }, () => batch(3, 50)))
  const first = lanes.next()
  expect(first!.group).toHaveLength(20)
  expect(lanes.next()).toBeNull()
  first!.done()
  expect(lanes.next()!.group).toHaveLength(10)
})

it('one request that is larger than a transaction still goes', () => {
  const lanes = lanesWith(batch(0, 1500), batch(0, 1))
  const first = lanes.next()
  expect(first!.group).toHaveLength(1)
  first!.done()
  expect(lanes.next()!.group).toHaveLength(1)
})
