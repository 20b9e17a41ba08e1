import type { Stage } from '../chart/canvas'
import { FACE, palette } from '../chart/palette'
import type { Drawn, Placed } from './layout'
import { FRIEND } from './points'
import type { View } from './viewport'

const LABEL = 12
/** Names are written once rows are this far apart, in CSS pixels; before that only of those on whom much hangs. */
const ROOM_FOR_ALL = 13
const ROOM_FOR_SOME = 5
const ROW = 30
const MARGIN = 40

/** Draws what is on the glass: lines first, then the people, then as many names as there is room for. */
export function drawTree(stage: Stage, drawn: Drawn, view: View, chosen: string | null, textScale: number): void {
  const pen = stage.node.getContext('2d')
  pen.setTransform(stage.ratio, 0, 0, stage.ratio, 0, 0)
  pen.fillStyle = palette.card
  pen.fillRect(0, 0, stage.width, stage.height)
  const at = ({ x, y }: { x: number; y: number }) => ({ x: x * view.scale + view.left, y: y * view.scale + view.top })
  const isSeen = (node: Placed): boolean => {
    const { x, y } = at(node)
    return x > -MARGIN && y > -MARGIN && x < stage.width + MARGIN && y < stage.height + MARGIN
  }
  const seen = drawn.nodes.filter(isSeen)
  drawLines(pen, drawn.nodes, isSeen, at)
  for (const node of seen) drawNode(pen, node, at(node), view.scale, node.point.id === chosen)
  const room = ROW * view.scale
  pen.font = `${LABEL * textScale}px ${FACE}`
  pen.textBaseline = 'middle'
  const most = drawn.nodes[0]?.below ?? 0
  for (const node of seen) {
    const isHeavy = node.depth === 0 || node.below >= Math.max(3, most / 30)
    const isChosen = node.point.id === chosen
    if (isChosen || room >= ROOM_FOR_ALL * textScale || (room >= ROOM_FOR_SOME && isHeavy) || node.depth === 0)
      drawName(pen, node, at(node), isChosen, roomOf(node, at, stage) / (LABEL * textScale))
  }
}

const LINES = 400
const FAINTEST = 0.15

type At = (place: { x: number; y: number }) => { x: number; y: number }

function drawLines(pen: CanvasRenderingContext2D, nodes: readonly Placed[], isSeen: (node: Placed) => boolean, at: At) {
  pen.strokeStyle = palette.rule
  pen.lineWidth = 1
  // Thousands of lines would be one grey ground.
  pen.globalAlpha = Math.max(FAINTEST, Math.min(1, LINES / nodes.length))
  pen.beginPath()
  for (const node of nodes) {
    if (!node.parent || (!isSeen(node) && !isSeen(node.parent))) continue
    const [from, to] = [at(node.parent), at(node)]
    pen.moveTo(from.x, from.y)
    if (node.angle === 0 && node.parent.angle === 0) {
      const middle = (from.x + to.x) / 2
      pen.bezierCurveTo(middle, from.y, middle, to.y, to.x, to.y)
    } else pen.lineTo(to.x, to.y)
  }
  pen.stroke()
  pen.globalAlpha = 1
}

const RADIUS = 3
const MOST_RADIUS = 10

/** Larger with what hangs below; full where somebody opened it, ringed where a client came of it. */
function drawNode(
  pen: CanvasRenderingContext2D,
  { point, below }: Placed,
  { x, y }: { x: number; y: number },
  scale: number,
  isChosen: boolean,
): void {
  const radius = Math.max(1.5, Math.min(MOST_RADIUS, RADIUS + Math.sqrt(below) / 2) * Math.min(1, scale + 0.3))
  pen.beginPath()
  pen.arc(x, y, radius, 0, 2 * Math.PI)
  pen.fillStyle =
    point.clientId || point.name === '我' ? palette.brand : point.openedBy > 0 ? palette.faint : palette.card
  pen.fill()
  pen.lineWidth = 1.2
  pen.strokeStyle = point.clientId || point.name === '我' ? palette.brand : palette.faint
  pen.stroke()
  if (point.clients > 0 || point.status === 'won') ring(pen, x, y, radius + 2.5, palette.honour)
  if (isChosen) ring(pen, x, y, radius + 5, palette.brand)
}

function ring(pen: CanvasRenderingContext2D, x: number, y: number, radius: number, color: string): void {
  pen.beginPath()
  pen.arc(x, y, radius, 0, 2 * Math.PI)
  pen.strokeStyle = color
  pen.lineWidth = 1.5
  pen.stroke()
}

/** How far a name may go, in CSS pixels: in columns to the next one, or to the edge of the glass. */
function roomOf(node: Placed, at: At, stage: Stage): number {
  const { angle, below, parent } = node
  if (angle !== 0 || !parent) return Infinity
  const { x } = at(node)
  return below > 0 ? x - at(parent).x - 2 * MOST_RADIUS : stage.width - x - MOST_RADIUS
}

/** As much of a name as has room; the card below says it whole. */
function fitting(name: string, most: number): string {
  const characters = Array.from(name)
  return characters.length > most ? `${characters.slice(0, Math.max(1, Math.floor(most) - 1)).join('')}…` : name
}

function drawName(
  pen: CanvasRenderingContext2D,
  { point, angle, below, parent }: Placed,
  { x, y }: { x: number; y: number },
  isChosen: boolean,
  most: number,
): void {
  const isLeftward = Math.cos(angle) < -0.001
  const gap = 8 + Math.min(MOST_RADIUS, Math.sqrt(below) / 2)
  const text = isChosen ? (point.name ?? FRIEND) : fitting(point.name ?? FRIEND, most)
  // The first one's lines all leave to the right: its name stands above it.
  const isAbove = parent === null && angle === 0
  pen.textAlign = isAbove ? 'center' : isLeftward ? 'right' : 'left'
  const left = isAbove ? x : isLeftward ? x - gap : x + gap
  const top = isAbove ? y - gap - LABEL / 2 : y
  // A ground of the card's colour keeps lines from running through the words.
  pen.lineWidth = 3
  pen.strokeStyle = palette.card
  pen.strokeText(text, left, top)
  pen.fillStyle = isChosen ? palette.brand : point.name === null ? palette.faint : palette.ink
  pen.fillText(text, left, top)
}
