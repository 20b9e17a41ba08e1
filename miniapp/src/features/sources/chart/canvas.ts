import Taro from '@tarojs/taro'

/** A canvas of the page as WeChat hands it out: no element of a document. */
export interface CanvasNode {
  width: number
  height: number
  getContext: (kind: '2d') => CanvasRenderingContext2D
}

export interface Stage {
  node: CanvasNode
  width: number
  height: number
  ratio: number
  /** Where it stands on the page. */
  left: number
  top: number
}

type Box = { left: number; top: number; width: number; height: number }
type Hit = [{ node?: CanvasNode } | null, Box | null, { scrollTop: number } | null]

const TRIES = 20
const PAUSE_MS = 50

/** The canvas with this id and its size, once the page has made room for it; null when the page is gone before. */
export async function stageOf(id: string, isGone: () => boolean): Promise<Stage | null> {
  for (let tries = 0; tries < TRIES && !isGone(); tries += 1) {
    const stage = await look(id)
    if (stage) return stage
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS))
  }
  return null
}

/** Taro keeps deeper elements in a component of its own. */
async function look(id: string): Promise<Stage | null> {
  for (const selector of [`#${id}`, `comp >>> #${id}`]) {
    const [hit, box, scroll] = await ask(selector)
    if (!hit?.node || !box || box.width <= 0) continue
    const { left, top, width, height } = box
    const ratio = Taro.getWindowInfo().pixelRatio
    return { node: hit.node, width, height, ratio, left, top: top + (scroll?.scrollTop ?? 0) }
  }
  return null
}

function ask(selector: string): Promise<Hit> {
  return new Promise((resolve) => {
    const query = Taro.createSelectorQuery()
    query.select(selector).node()
    query.select(selector).boundingClientRect()
    query.selectViewport().scrollOffset()
    query.exec((found: Hit) => resolve(found))
  })
}

export interface Finger {
  x: number
  y: number
}

interface Touch extends Partial<Finger> {
  pageX?: number
  pageY?: number
}

/** Where the fingers are on the canvas. Not every base library says it of the canvas itself; all of them say it of the page. */
export function fingersOf(event: { touches?: unknown }, { left, top }: { left: number; top: number }): Finger[] {
  const touches = (event.touches ?? []) as Touch[]
  return touches.map(({ x, y, pageX = 0, pageY = 0 }) => ({ x: x ?? pageX - left, y: y ?? pageY - top }))
}
