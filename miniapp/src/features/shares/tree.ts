import { FRIEND, type TreePoint } from '@/features/sources/tree/points'

/** Somebody who passed a share on, or the agent who made it. */
export interface ShareNode {
  id: string
  parentId: string | null
  depth: number
  /** 「我」, the own client's name, or 「一位朋友」. */
  sharer: string
  clientId: string | null
  at: string
  openedBy: number
  readBy: number
}

/** A node of the tree in its place, with what is needed to draw the lines to it. */
export interface Branch {
  node: ShareNode
  /** Who passed it to this one; null at the root. */
  from: string | null
  /** For each level above the node's own, whether a line runs on past this row. */
  rails: boolean[]
  isLast: boolean
  hasChildren: boolean
}

/** The points of a drawn tree as rows of a list; each comes after the one above it. */
export function nodesOf(points: readonly TreePoint[]): ShareNode[] {
  const depths = new Map<string, number>()
  return points.map(({ id, parentId, name, clientId, at, openedBy, readBy }) => {
    const depth = (depths.get(parentId ?? '') ?? -1) + 1
    depths.set(id, depth)
    return { id, parentId, depth, sharer: name ?? FRIEND, clientId, at, openedBy, readBy }
  })
}

/** The tree from its root down, each one right below who passed it on. What hangs on nothing known stands at the root. */
export function branchesOf(nodes: readonly ShareNode[]): Branch[] {
  const known = new Map(nodes.map((node) => [node.id, node]))
  const children = new Map<string | null, ShareNode[]>()
  for (const node of nodes) {
    const parent = node.parentId !== null && known.has(node.parentId) ? node.parentId : null
    children.set(parent, [...(children.get(parent) ?? []), node])
  }
  const branches: Branch[] = []
  // A stack of its own: a chain may be as long as the tree is large.
  const waiting = placed(children.get(null) ?? [], null)
  while (waiting.length > 0) {
    const { node, rails, isLast, from } = waiting.pop()!
    const below = children.get(node.id) ?? []
    branches.push({ node, from, rails, isLast, hasChildren: below.length > 0 })
    waiting.push(...placed(below, { node, rails, isLast, from }))
  }
  return branches
}

type Place = Omit<Branch, 'hasChildren'>

/** Last first, as a stack takes them. */
function placed(siblings: readonly ShareNode[], parent: Place | null): Place[] {
  return siblings
    .map((node, index) => ({
      node,
      from: parent?.node.sharer ?? null,
      rails: parent === null || parent.from === null ? [] : [...parent.rails, !parent.isLast],
      isLast: index === siblings.length - 1,
    }))
    .reverse()
}
