import type { Finger } from '../chart/canvas'
import { EDGE, type Drawn, type Placed } from './layout'

/** What part of the drawing is on the glass: a point of the drawing is at `x * scale + left`, `y * scale + top`. */
export interface View {
  scale: number
  left: number
  top: number
}

export interface Glass {
  width: number
  height: number
}

const SMALLEST = 0.02
const LARGEST = 4
/** A small tree is not blown up beyond this. */
const LARGEST_FIT = 1.2
/** Room for a node at the border of the glass, in pixels. */
const BORDER = 6
/** A finger hits what is within this many pixels. */
const REACH = 24

/** How tall a glass of this width has to be for the whole drawing: a small tree does not stand in an empty hall. */
export const heightFor = (drawn: Drawn, width: number, label: number): number =>
  Math.ceil(drawn.height * Math.min(LARGEST_FIT, fit(drawn.width, width - label)))

/** The whole drawing in the middle of the glass. `label` is room for words at its right. */
export function fitted(drawn: Drawn, glass: Glass, label: number): View {
  const scale = Math.min(LARGEST_FIT, fit(drawn.width, glass.width - label), fit(drawn.height, glass.height))
  return {
    scale,
    left: (glass.width - label - drawn.width * scale) / 2 - drawn.left * scale,
    top: (glass.height - drawn.height * scale) / 2 - drawn.top * scale,
  }
}

/** By how much something as long as this, its edges included, fits into this room. However large it is, the outermost nodes stay whole. */
const fit = (length: number, room: number): number =>
  Math.min(room / length, Math.max(0, room - 2 * BORDER) / Math.max(1, length - 2 * EDGE))

/** Larger or smaller, with what is at this place of the glass staying there. */
export function zoomed(view: View, factor: number, at: Finger): View {
  // What begins smaller than the bound, a tree of many thousands, may stay so.
  const scale = Math.min(LARGEST, Math.max(Math.min(SMALLEST, view.scale), view.scale * factor))
  const grown = scale / view.scale
  return { scale, left: at.x - (at.x - view.left) * grown, top: at.y - (at.y - view.top) * grown }
}

/** Moved and scaled as the fingers went: one moves, two move and scale. */
export function dragged(view: View, before: readonly Finger[], now: readonly Finger[]): View {
  const [from, to] = [middleOf(before), middleOf(now)]
  if (!from || !to || before.length !== now.length) return view
  const moved = { ...view, left: view.left + to.x - from.x, top: view.top + to.y - from.y }
  const [wide, wider] = [spanOf(before), spanOf(now)]
  return wide > 0 && wider > 0 ? zoomed(moved, wider / wide, to) : moved
}

function middleOf([one, two]: readonly Finger[]): Finger | null {
  if (!one) return null
  return two ? { x: (one.x + two.x) / 2, y: (one.y + two.y) / 2 } : one
}

const spanOf = ([one, two]: readonly Finger[]): number => (one && two ? Math.hypot(one.x - two.x, one.y - two.y) : 0)

/** The node nearest to the finger, if it is near. */
export function nodeAt({ nodes }: Drawn, view: View, at: Finger): Placed | null {
  let nearest: Placed | null = null
  let least = REACH
  for (const node of nodes) {
    const far = Math.hypot(node.x * view.scale + view.left - at.x, node.y * view.scale + view.top - at.y)
    if (far < least) [nearest, least] = [node, far]
  }
  return nearest
}
