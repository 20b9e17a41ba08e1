import { branchesOf, type ShareNode } from '@/features/shares/tree'

const node = (id: string, parentId: string | null, depth: number): ShareNode => ({
  id,
  parentId,
  depth,
  sharer: `人${id}`,
  clientId: null,
  at: '2026-11-23T04:00:00Z',
  openedBy: 0,
  readBy: 0,
})

describe('the tree of a share', () => {
  it('puts each one right below who passed it on, however mixed they come', () => {
    const nodes = [node('1', null, 0), node('2', '1', 1), node('3', '1', 1), node('4', '2', 2), node('5', '4', 3)]
    const drawn = branchesOf(nodes).map(({ node: { id }, from, rails, isLast, hasChildren }) => [
      id,
      from,
      rails,
      isLast,
      hasChildren,
    ])
    expect(drawn).toEqual([
      ['1', null, [], true, true],
      ['2', '人1', [], false, true],
      ['4', '人2', [true], true, true],
      ['5', '人4', [true, false], true, false],
      ['3', '人1', [], true, false],
    ])
  })

  it('loses nobody whose sender is not among the nodes', () => {
    const nodes = [node('1', null, 0), node('3', '2', 2)]
    expect(branchesOf(nodes).map(({ node: { id } }) => id)).toEqual(['1', '3'])
  })

  it('bears a chain of five hundred', () => {
    const nodes = Array.from({ length: 500 }, (_, index) => node(`${index}`, index ? `${index - 1}` : null, index))
    expect(branchesOf(nodes)).toHaveLength(500)
  })
})
