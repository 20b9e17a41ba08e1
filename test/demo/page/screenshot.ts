import { domToCanvas } from 'modern-screenshot'
import { DEVICES, outside, type Device, type DeviceKey } from './devices'

/** Pixels of the picture for each point of the phone. */
const SHARPNESS = 2
const GAP = 48

/** What lies on a phone's glass now, drawn from the page's own elements: the mini-program, and WeChat above it. */
export async function pictureOfGlass(glass: HTMLElement): Promise<HTMLCanvasElement> {
  const picture = await pictureOfProgram(glass)
  const layers = glass.querySelector<HTMLElement>(':scope > .layers')
  if (layers && layers.children.length > 0) await draw(picture, layers)
  return picture
}

/** The mini-program alone, with WeChat's bars. */
async function pictureOfProgram(
  glass: HTMLElement,
  isWanted: (element: Element) => boolean = () => true,
): Promise<HTMLCanvasElement> {
  const canvas = document.createElement('canvas')
  canvas.width = glass.offsetWidth * SHARPNESS
  canvas.height = glass.offsetHeight * SHARPNESS
  const context = canvas.getContext('2d')!
  context.fillStyle = '#fff'
  context.fillRect(0, 0, canvas.width, canvas.height)
  const phone = glass.querySelector('iframe')?.contentDocument?.querySelector<HTMLElement>('#qh-phone')
  if (phone) await draw(canvas, phone, isWanted)
  return canvas
}

/** Draws an element that fills the glass. */
async function draw(
  canvas: HTMLCanvasElement,
  element: HTMLElement,
  isWanted: (element: Element) => boolean = () => true,
): Promise<void> {
  const unmark = markScrolled(element)
  try {
    const drawn = await domToCanvas(element, {
      width: canvas.width / SHARPNESS,
      height: canvas.height / SHARPNESS,
      scale: SHARPNESS,
      features: { copyScrollbar: false },
      // Pages below the top one are hidden by their class, and cost most of the time.
      filter: (node) =>
        !isElement(node) || !(node.classList.contains('qh-covered') || node.tagName === 'IFRAME' || !isWanted(node)),
      onCloneEachNode: moveAsScrolled,
      style: { transform: 'none', inset: '0', position: 'relative', margin: '0' },
    })
    canvas.getContext('2d')!.drawImage(drawn, 0, 0, canvas.width, canvas.height)
  } finally {
    unmark()
  }
}

const SCROLLED = 'data-scrolled-by'

/**
 * Notes on what lies in a scrolled element how far it was moved, for its copy. The library's own way is a transform, which would take along what is
 * fixed to the glass.
 */
function markScrolled(element: HTMLElement): () => void {
  const scrolled = [...element.querySelectorAll('*')].filter(({ scrollTop, scrollLeft }) => scrollTop || scrollLeft)
  const moved = scrolled.flatMap((one) => [...one.children].map((child) => ({ child, by: one })))
  for (const { child, by } of moved) child.setAttribute(SCROLLED, `${by.scrollLeft} ${by.scrollTop}`)
  return () => {
    for (const { child } of moved) child.removeAttribute(SCROLLED)
  }
}

function moveAsScrolled(copy: Node): void {
  if (!isElement(copy) || !copy.hasAttribute(SCROLLED)) return
  const [left = 0, top = 0] = copy.getAttribute(SCROLLED)!.split(' ').map(Number)
  const { style } = copy as HTMLElement
  if (style.position === 'fixed') return
  if (style.position === 'absolute') {
    style.margin = `${-top}px 0 0 ${-left}px`
    return
  }
  Object.assign(style, { position: 'relative', inset: 'auto', top: `${-top}px`, left: `${-left}px` })
}

function isFixed(element: Element): boolean {
  return element.ownerDocument.defaultView?.getComputedStyle(element).position === 'fixed'
}

const isElement = (node: Node): node is Element => node.nodeType === Node.ELEMENT_NODE

/** The phone with its body around the glass. */
export async function pictureOfPhone(glass: HTMLElement, key: DeviceKey): Promise<HTMLCanvasElement> {
  const device = DEVICES[key]
  const screen = await pictureOfGlass(glass)
  const { width, height } = outside(device)
  const canvas = document.createElement('canvas')
  canvas.width = width * SHARPNESS
  canvas.height = height * SHARPNESS
  const context = canvas.getContext('2d')!
  context.scale(SHARPNESS, SHARPNESS)
  drawBody(context, device)
  context.save()
  context.beginPath()
  context.roundRect(device.bezel.side, device.bezel.top, device.width, device.height, device.corner)
  context.clip()
  context.drawImage(screen, device.bezel.side, device.bezel.top, device.width, device.height)
  context.restore()
  drawFront(context, device)
  return canvas
}

/** Several phones in one picture, side by side. */
export async function pictureOfAll(phones: { glass: HTMLElement; device: DeviceKey }[]): Promise<HTMLCanvasElement> {
  const pictures: HTMLCanvasElement[] = []
  for (const { glass, device } of phones) pictures.push(await pictureOfPhone(glass, device))
  const gap = GAP * SHARPNESS
  const canvas = document.createElement('canvas')
  canvas.width = pictures.reduce((sum, { width }) => sum + width + gap, gap)
  canvas.height = Math.max(...pictures.map(({ height }) => height)) + 2 * gap
  const context = canvas.getContext('2d')!
  context.fillStyle = '#eef0f3'
  context.fillRect(0, 0, canvas.width, canvas.height)
  let left = gap
  for (const picture of pictures) {
    context.drawImage(picture, left, gap)
    left += picture.width + gap
  }
  return canvas
}

function drawBody(context: CanvasRenderingContext2D, device: Device): void {
  const { width, height } = outside(device)
  context.fillStyle = '#1b1c1f'
  context.beginPath()
  context.roundRect(0, 0, width, height, device.front === 'button' ? 50 : device.corner + device.bezel.side)
  context.fill()
}

function drawFront(context: CanvasRenderingContext2D, { front, bezel, width, height }: Device): void {
  const middle = bezel.side + width / 2
  context.fillStyle = '#08080a'
  context.beginPath()
  if (front === 'island') context.roundRect(middle - 60, bezel.top + 11, 120, 34, 17)
  if (front === 'hole') context.arc(middle, bezel.top + 16, 9, 0, 2 * Math.PI)
  context.fill()
  if (front === 'button') {
    context.strokeStyle = '#4a4c51'
    context.lineWidth = 2
    context.beginPath()
    context.arc(middle, bezel.top + height + bezel.bottom / 2, 27, 0, 2 * Math.PI)
    context.stroke()
  } else {
    context.fillStyle = 'rgb(0 0 0 / 85%)'
    context.beginPath()
    context.roundRect(middle - 67, bezel.top + height - 13, 134, 5, 2.5)
    context.fill()
  }
}

/** Hands a picture to the browser as a download. */
export async function save(canvas: HTMLCanvasElement, name: string): Promise<void> {
  const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/png'))
  if (!blob) throw new Error('the picture is empty')
  const link = Object.assign(document.createElement('a'), { href: URL.createObjectURL(blob), download: `${name}.png` })
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000)
}

/** A card's picture: the upper part of the page in 5:4, as WeChat takes it when the mini-program gives none. */
export async function cardPicture(glass: HTMLElement, top: number): Promise<string> {
  // What stands over the page, such as the sheet from which it is shared, is not the page.
  const whole = await pictureOfProgram(glass, (element) => !isFixed(element))
  const canvas = Object.assign(document.createElement('canvas'), { width: 360, height: 288 })
  const height = Math.min(whole.width * 0.8, whole.height)
  canvas.getContext('2d')!.drawImage(whole, 0, top * SHARPNESS, whole.width, height, 0, 0, 360, 288)
  return canvas.toDataURL('image/jpeg', 0.8)
}
