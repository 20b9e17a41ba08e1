import { layoutOf } from '@/features/sources/tree/layout'
import { agentPoint, type TreePoint } from '@/features/sources/tree/points'
import { dragged, fitted, heightFor, nodeAt, zoomed } from '@/features/sources/tree/viewport'

const point = (id: string, parentId: string | null): TreePoint => ({ ...agentPoint, id, parentId, name: null })
const glass = { width: 300, height: 400 }
const xy = ({ x, y }: { x: number; y: number }) => [Math.round(x), Math.round(y)]

describe('the layout of a tree', () => {
  it('puts everybody to the right of whoever passed it on, and nobody on top of anybody', () => {
    const { nodes } = layoutOf([point('1', null), point('2', '1'), point('3', '1'), point('4', '2')])
    for (const node of nodes) if (node.parent) expect(node.x).toBeGreaterThan(node.parent.x)
    expect(new Set(nodes.map((node) => xy(node).join())).size).toBe(4)
    expect(nodes.map(({ point: { id }, below }) => [id, below]).sort()).toEqual([['1', 3], ['2', 1], ['3', 0], ['4', 0]]) // prettier-ignore
  })

  it('loses nobody: who hangs on nothing known, on oneself or in a circle, hangs on the first', () => {
    const { nodes } = layoutOf([point('1', null), point('2', '9'), point('3', '3'), point('4', '5'), point('5', '4')])
    expect(nodes.map(({ point: { id } }) => id).sort()).toEqual(['1', '2', '3', '4', '5'])
  })

  it('stands five thousand in a circle in less time than a person notices', () => {
    const many = Array.from({ length: 5000 }, (_, index) =>
      point(`${index}`, index ? `${Math.floor((index - 1) / 4)}` : null),
    )
    const { nodes, width, height } = layoutOf(many)
    expect(nodes).toHaveLength(5000)
    expect(width / height).toBeGreaterThan(0.5)
    expect(width / height).toBeLessThan(2)
  })

  it('is nothing for nobody', () => expect(layoutOf([]).nodes).toEqual([]))
})

describe('looking into a tree', () => {
  const drawn = layoutOf([point('1', null), point('2', '1'), point('3', '1')])
  const view = fitted(drawn, glass, 60)

  it('has room for the names of eighteen who recommended and were recommended', () => {
    const pairs = Array.from({ length: 18 }, (_, index) => [point(`a${index}`, 'me'), point(`b${index}`, `a${index}`)])
    const { nodes, ...frame } = layoutOf([agentPoint, ...pairs.flat()])
    const { scale } = fitted({ nodes, ...frame }, { width: 311, height: 422 }, 70)
    const [first, second] = nodes.filter(({ depth }) => depth === 2).map(({ y }) => y * scale) as [number, number]
    expect(Math.abs(second - first)).toBeGreaterThan(13)
  })

  it('takes no more of the page than the tree needs', () => {
    const wide = layoutOf([point('1', null), ...Array.from({ length: 20 }, (_, index) => point(`b${index}`, '1'))])
    expect(heightFor(drawn, 311, 70)).toBeLessThan(heightFor(wide, 311, 70) / 3)
  })

  it('begins with the whole of it on the glass', () => {
    for (const { x, y } of drawn.nodes) {
      expect(x * view.scale + view.left).toBeGreaterThanOrEqual(0)
      expect(x * view.scale + view.left).toBeLessThanOrEqual(glass.width - 60)
      expect(y * view.scale + view.top).toBeGreaterThanOrEqual(0)
      expect(y * view.scale + view.top).toBeLessThanOrEqual(glass.height)
    }
  })

  it.each([100, 2400, 9000])('begins with the whole of it on the glass also where %d passed it on, and stays there when made smaller', (size) => {
    const many = layoutOf([point('0', null), ...Array.from({ length: size }, (_, index) => point(`${index + 1}`, `${Math.floor(index / 40)}`))])
    const whole = fitted(many, glass, 60)
    for (const { x, y } of many.nodes) {
      const [left, top] = [x * whole.scale + whole.left, y * whole.scale + whole.top]
      expect(Math.min(left, glass.width - 60 - left, top, glass.height - top)).toBeGreaterThanOrEqual(5)
    }
    expect(zoomed(whole, 1 / 1.6, { x: 0, y: 0 }).scale).toBeLessThanOrEqual(whole.scale)
  }) // prettier-ignore

  it('keeps what lies under the fingers there, while it grows', () => {
    const grown = zoomed(view, 2, { x: 100, y: 50 })
    const under = ({ scale, left, top }: typeof view) => [(100 - left) / scale, (50 - top) / scale]
    expect(under(grown)[0]).toBeCloseTo(under(view)[0]!)
    expect(under(grown)[1]).toBeCloseTo(under(view)[1]!)
  })

  it('never becomes so large or so small that it is lost', () => {
    expect(zoomed(view, 1e9, { x: 0, y: 0 }).scale).toBe(4)
    expect(zoomed(view, 1e-9, { x: 0, y: 0 }).scale).toBe(0.02)
  })

  it('follows one finger, and grows with two that part', () => {
    expect(dragged(view, [{ x: 0, y: 0 }], [{ x: 10, y: 5 }])).toEqual({
      ...view,
      left: view.left + 10,
      top: view.top + 5,
    })
    const apart = dragged(view, [{ x: 100, y: 100 }, { x: 110, y: 100 }], [{ x: 95, y: 100 }, { x: 115, y: 100 }]) // prettier-ignore
    expect(apart.scale).toBeCloseTo(view.scale * 2)
    expect(dragged(view, [{ x: 0, y: 0 }], [{ x: 0, y: 0 }, { x: 9, y: 9 }])).toEqual(view) // prettier-ignore
  })

  it('finds the node under a finger, and none where there is none', () => {
    const [first] = drawn.nodes
    const at = { x: first!.x * view.scale + view.left + 6, y: first!.y * view.scale + view.top }
    expect(nodeAt(drawn, view, at)?.point.id).toBe('1')
    expect(nodeAt(drawn, view, { x: -500, y: 0 })).toBeNull()
  })
})
