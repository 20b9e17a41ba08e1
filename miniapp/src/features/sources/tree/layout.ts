import { stratify, tree, type HierarchyPointNode } from 'd3-hierarchy'
import type { TreePoint } from './points'

export interface Placed {
  point: TreePoint
  x: number
  y: number
  depth: number
  /** How many hang below, all the way down. */
  below: number
  parent: Placed | null
  /** Towards where the label is written: to the right, or outwards from the middle. */
  angle: number
}

export interface Drawn {
  nodes: Placed[]
  left: number
  top: number
  width: number
  height: number
}

/** Room of a node along and across, in units of the drawing. */
const ROW = 30
/** How much further from each other the friends of two people stand than those of one. */
const COUSINS = 1.3
const COLUMN = 130
const WIDEST_COLUMN = 300
/** How wide the glass is for its height, less the room of the last names. */
const SHAPE = 0.57
/** More leaves than these stand in a circle, where a column would be a hair on the glass. */
const MOST_IN_A_COLUMN = 30
const LEAF_ROOM = 14
const RING_ROOM = 90
export const EDGE = 30

/** Where each node stands. What hangs on nothing known, and what would close a circle, hangs on the first node. */
export function layoutOf(points: readonly TreePoint[]): Drawn {
  if (points.length === 0) return { nodes: [], left: 0, top: 0, width: 1, height: 1 }
  const parents = parentsOf(points)
  const root = stratify<TreePoint>()
    .id(({ id }) => id)
    .parentId(({ id }) => parents.get(id) ?? null)([...new Map(points.map((point) => [point.id, point])).values()])
  root.sum(() => 1)
  const leaves = root.leaves().length
  const isRound = leaves > MOST_IN_A_COLUMN
  const place = isRound ? round(leaves, root.height) : column
  // Of the shape of the glass, so that it fills it: a wider one would be too small for names.
  const step = Math.min(WIDEST_COLUMN, Math.max(COLUMN, (leaves * ROW * SHAPE) / Math.max(1, root.height)))
  const laid = isRound
    ? tree<TreePoint>().size([2 * Math.PI, 1]).separation((a, b) => (a.parent === b.parent ? 1 : 2) / Math.max(1, a.depth))(root) // prettier-ignore
    : tree<TreePoint>()
        .nodeSize([ROW, step])
        .separation((a, b) => (a.parent === b.parent ? 1 : COUSINS))(root)
  const placed = new Map<HierarchyPointNode<TreePoint>, Placed>()
  laid.each((node) =>
    placed.set(node, {
      point: node.data,
      ...place(node),
      depth: node.depth,
      below: (node.value ?? 1) - 1,
      parent: (node.parent && placed.get(node.parent)) ?? null,
    }),
  )
  return framed([...placed.values()])
}

type Place = (node: HierarchyPointNode<TreePoint>) => { x: number; y: number; angle: number }

const column: Place = (node) => ({ x: node.y, y: node.x, angle: 0 })

/** Rings so far apart that neither the leaves on the outermost nor the rings themselves touch. */
function round(leaves: number, depth: number): Place {
  const radius = Math.max((leaves * LEAF_ROOM) / (2 * Math.PI), depth * RING_ROOM)
  return (node) => {
    const [angle, far] = [node.x - Math.PI / 2, node.y * radius]
    return { x: far * Math.cos(angle), y: far * Math.sin(angle), angle }
  }
}

function framed(nodes: Placed[]): Drawn {
  let [left, right, top, bottom] = [Infinity, -Infinity, Infinity, -Infinity]
  for (const { x, y } of nodes) {
    left = Math.min(left, x)
    right = Math.max(right, x)
    top = Math.min(top, y)
    bottom = Math.max(bottom, y)
  }
  return { nodes, left: left - EDGE, top: top - EDGE, width: right - left + 2 * EDGE, height: bottom - top + 2 * EDGE }
}

function parentsOf(points: readonly TreePoint[]): Map<string, string | null> {
  const known = new Map(points.map((point) => [point.id, point]))
  const first = points[0]!.id
  const parents = new Map<string, string | null>([[first, null]])
  for (const { id, parentId } of known.values())
    if (id !== first) parents.set(id, parentId !== null && known.has(parentId) && parentId !== id ? parentId : first)
  for (const id of parents.keys()) {
    const seen = new Set([id])
    for (let next = parents.get(id) ?? null; next !== null; next = parents.get(next) ?? null) {
      if (seen.has(next)) {
        parents.set(id, id === first ? null : first)
        break
      }
      seen.add(next)
    }
  }
  return parents
}
