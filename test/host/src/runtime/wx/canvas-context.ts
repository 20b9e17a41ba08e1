import { createImage } from '../components/canvas'
import type { Phone } from '../phone'

type Pen = CanvasRenderingContext2D
type Command = (pen: Pen) => void | Promise<void>

/** Calls of the old interface that mean the same on a browser's canvas. */
const SAME = [
  ...['arc', 'arcTo', 'beginPath', 'bezierCurveTo', 'clearRect', 'clip', 'closePath', 'fill', 'fillRect', 'lineTo'],
  ...['moveTo', 'quadraticCurveTo', 'rect', 'restore', 'rotate', 'save', 'scale', 'setLineDash', 'stroke'],
  ...['strokeRect', 'strokeText', 'fillText', 'transform', 'translate', 'ellipse'],
]
/** Setters by method and as properties. */
const SETTERS: Record<string, string> = {
  ...{ setFillStyle: 'fillStyle', setStrokeStyle: 'strokeStyle', setGlobalAlpha: 'globalAlpha', setLineCap: 'lineCap' },
  ...{ setLineJoin: 'lineJoin', setLineWidth: 'lineWidth', setMiterLimit: 'miterLimit', setTextAlign: 'textAlign' },
}
const PROPERTIES = [
  ...['fillStyle', 'strokeStyle', 'globalAlpha', 'globalCompositeOperation', 'lineCap', 'lineDashOffset', 'lineJoin'],
  ...['lineWidth', 'miterLimit', 'shadowBlur', 'shadowColor', 'shadowOffsetX', 'shadowOffsetY', 'font', 'textAlign'],
  'textBaseline',
]

const drawing = new WeakMap<HTMLCanvasElement, Promise<void>>()

/** A gradient or pattern as it was described; a real one is made when it is drawn with. */
class Paint {
  readonly stops: [number, string][] = []

  constructor(readonly make: (pen: Pen) => CanvasGradient | CanvasPattern | null | Promise<CanvasPattern | null>) {}

  addColorStop(at: number, color: string): void {
    this.stops.push([at, color])
  }
}

/** wx.createCanvasContext: calls are kept until draw() puts them on the canvas. */
export class CanvasContext {
  private commands: Command[] = []
  private fontText = '10px sans-serif'

  constructor(
    private readonly phone: Phone,
    private readonly surface: () => HTMLCanvasElement | undefined,
  ) {
    const own = this as unknown as Record<string, unknown>
    for (const name of SAME) {
      own[name] = (...values: unknown[]) => {
        this.commands.push((pen) =>
          (pen as unknown as Record<string, (...values: unknown[]) => void>)[name]!(...values),
        )
      }
    }
    for (const [name, property] of Object.entries(SETTERS)) own[name] = (value: unknown) => this.style(property, value)
    for (const property of PROPERTIES) {
      let given: unknown
      Object.defineProperty(this, property, {
        get: () => given,
        set: (value: unknown) => this.style(property, (given = value)),
      })
    }
  }

  setTextBaseline(value: string): void {
    this.style('textBaseline', value === 'normal' ? 'alphabetic' : value)
  }

  setFontSize(size: number): void {
    this.style('font', this.fontText.replace(/[\d.]+px/, `${size}px`))
  }

  setShadow(offsetX: number, offsetY: number, blur: number, color: string): void {
    this.style('shadowOffsetX', offsetX)
    this.style('shadowOffsetY', offsetY)
    this.style('shadowBlur', blur)
    this.style('shadowColor', color)
  }

  setTransform(a: number, b: number, c: number, d: number, e: number, f: number): void {
    this.commands.push((pen) => {
      pen.setTransform(devicePixelRatio, 0, 0, devicePixelRatio, 0, 0)
      pen.transform(a, b, c, d, e, f)
    })
  }

  drawImage(source: string, ...at: number[]): void {
    this.commands.push(async (pen) => {
      const image = createImage(this.phone)
      image.src = source
      await image.decode().catch(() => undefined)
      if (!image.naturalWidth) return
      // Nine values are a part of the picture and where it goes.
      pen.drawImage(image, ...(at as [number, number]))
    })
  }

  createLinearGradient(x0: number, y0: number, x1: number, y1: number): Paint {
    return new Paint((pen) => pen.createLinearGradient(x0, y0, x1, y1))
  }

  createCircularGradient(x: number, y: number, r: number): Paint {
    return new Paint((pen) => pen.createRadialGradient(x, y, 0, x, y, r))
  }

  createPattern(source: string, repetition: string): Paint {
    return new Paint(async (pen) => {
      const image = createImage(this.phone)
      image.src = source
      await image.decode()
      return pen.createPattern(image, repetition)
    })
  }

  measureText(text: string): { width: number } {
    const pen = document.createElement('canvas').getContext('2d')!
    pen.font = this.fontText
    return { width: pen.measureText(text).width }
  }

  /** Puts what was called since the last draw on the canvas, over what is there (`reserve`) or in its place. */
  draw(reserve = false, callback?: () => void): void {
    const commands = this.commands.splice(0)
    const isKept = reserve === true
    const after = typeof reserve === 'function' ? (reserve as () => void) : callback
    const surface = this.surface()
    if (!surface) return
    // One drawing after the other, as pictures take time to load.
    const done = (drawing.get(surface) ?? Promise.resolve()).then(() => this.play(surface, commands, isKept))
    drawing.set(surface, done)
    void done.then(() => {
      if (after) this.phone.attempt(after)
    })
  }

  private async play(surface: HTMLCanvasElement, commands: Command[], isKept: boolean): Promise<void> {
    const pen = surface.getContext('2d')
    if (!pen) return
    const ratio = surface.width / (surface.clientWidth || surface.width)
    pen.save()
    pen.setTransform(1, 0, 0, 1, 0, 0)
    if (!isKept) pen.clearRect(0, 0, surface.width, surface.height)
    pen.scale(ratio, ratio)
    for (const command of commands) await command(pen)
    pen.restore()
  }

  private style(property: string, value: unknown): void {
    if (property === 'font') this.fontText = String(value)
    this.commands.push(async (pen) => {
      ;(pen as unknown as Record<string, unknown>)[property] =
        value instanceof Paint ? await realPaint(value, pen) : value
    })
  }
}

async function realPaint(paint: Paint, pen: Pen): Promise<CanvasGradient | CanvasPattern | null> {
  const real = await paint.make(pen)
  if (real instanceof CanvasGradient) for (const [at, color] of paint.stops) real.addColorStop(at, color)
  return real
}
