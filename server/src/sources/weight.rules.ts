import { wilson } from '@quanke/shared/domain/intervals'

/** One share of somebody who passes on. */
export interface WeightNode {
  id: string
  parentId: string | null
  /** Who shared, by a key. */
  person: string
  /** People who opened this very share, and clients who came by it. */
  openedBy: number
  clients: number
}

export interface Weight {
  shares: number
  /** Distinct others who passed it on anywhere below. */
  passedOnBelow: number
  /** Openings of what those others passed on. */
  reachedBelow: number
  /** Clients who came by an own share or by any below. */
  clients: number
}

/** A chain longer than this has no meaning left, and a circle has no end. */
const DEEPEST = 64

/** What hangs on each person's passing on. A share counts once for each person above it, however often that person stands there. */
export function weightsOf(nodes: readonly WeightNode[]): Map<string, Weight> {
  const byId = new Map(nodes.map((node) => [node.id, node]))
  const weights = new Map<string, Weight & { others: Set<string> }>()
  const weightOf = (person: string) => {
    const known = weights.get(person) ?? { shares: 0, passedOnBelow: 0, reachedBelow: 0, clients: 0, others: new Set() }
    weights.set(person, known)
    return known
  }
  for (const node of nodes) {
    const own = weightOf(node.person)
    own.shares += 1
    own.clients += node.clients
    for (const person of peopleAbove(node, byId)) {
      const above = weightOf(person)
      above.others.add(node.person)
      above.reachedBelow += node.openedBy
      above.clients += node.clients
    }
  }
  return new Map(
    [...weights].map(([person, { others, ...weight }]) => [person, { ...weight, passedOnBelow: others.size }]),
  )
}

function peopleAbove(node: WeightNode, byId: ReadonlyMap<string, WeightNode>): Set<string> {
  const above = new Set<string>()
  let depth = 0
  for (let next = node.parentId; next !== null && depth < DEEPEST; depth += 1) {
    const parent = byId.get(next)
    if (!parent) break
    if (parent.person !== node.person) above.add(parent.person)
    next = parent.parentId
  }
  return above
}

export interface Carrier extends Weight {
  /** Distinct people whom the own shares reached directly, and how many of them read to the end. */
  reached: number
  read: number
}

/** 号召者 needs at least so many people reached directly: fewer say nothing about somebody's word. */
export const LEAST_REACHED = 5

/** 龙头: whose passing on made others pass on. First by the clients who came of it, then by how many passed on, then by how far it reached. */
export function leadsOf<T extends Carrier>(carriers: readonly T[], most: number): T[] {
  return carriers
    .filter(({ passedOnBelow }) => passedOnBelow > 0)
    .sort((a, b) => b.clients - a.clients || b.passedOnBelow - a.passedOnBelow || b.reachedBelow - a.reachedBelow)
    .slice(0, most)
}

/**
 * 号召者: whose word moves many. Ordered by how many people it surely moves: the lower bound of the share of readers (Wilson, 95%) times the people
 * reached, so that four of five do not outrank sixty of a hundred.
 */
export function callersOf<T extends Carrier>(carriers: readonly T[], most: number): T[] {
  const moved = ({ read, reached }: Carrier) => wilson({ hits: read, total: reached })!.low * reached
  return carriers
    .filter(({ reached, read }) => reached >= LEAST_REACHED && read > 0)
    .sort((a, b) => moved(b) - moved(a) || b.clients - a.clients)
    .slice(0, most)
}
