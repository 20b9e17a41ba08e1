import { h } from '../dom'
import type { Place, Projection } from './map-projection'

export interface Callout {
  content?: string
  color?: string
  fontSize?: number
  borderRadius?: number
  borderWidth?: number
  borderColor?: string
  bgColor?: string
  padding?: number
  display?: 'BYCLICK' | 'ALWAYS'
  textAlign?: string
  anchorX?: number
  anchorY?: number
}

export interface Marker extends Place {
  id?: number
  title?: string
  iconPath?: string
  width?: number | string
  height?: number | string
  rotate?: number
  alpha?: number
  zIndex?: number
  anchor?: { x?: number; y?: number }
  callout?: Callout
  customCallout?: Callout
  label?: Callout
}

export interface Line {
  points: Place[]
  color?: string
  colorList?: string[]
  width?: number
  dottedLine?: boolean
  borderColor?: string
}

export interface Polygon extends Omit<Line, 'width'> {
  strokeWidth?: number
  strokeColor?: string
  fillColor?: string
}

export interface Circle extends Place {
  color?: string
  fillColor?: string
  radius: number
  strokeWidth?: number
}

const SVG = 'http://www.w3.org/2000/svg'
const PIN =
  '<svg viewBox="0 0 24 34"><path d="M12 0a12 12 0 0 1 12 12c0 9-12 22-12 22S0 21 0 12A12 12 0 0 1 12 0z" fill="#07c160"/><circle cx="12" cy="12" r="5" fill="#fff"/></svg>'

/** Lines, polygons and circles as SVG elements, in pixels of the map. */
export function drawShapes(at: Projection, lines: Line[], polygons: Polygon[], circles: Circle[]): SVGElement[] {
  const points = (places: Place[]) =>
    places
      .map((place) => at.toPixel(place))
      .map(({ x, y }) => `${x.toFixed(1)},${y.toFixed(1)}`)
      .join(' ')
  return [
    ...polygons.map((each) =>
      shape('polygon', {
        points: points(each.points),
        ...paint(each.fillColor ?? 'none', 'fill'),
        ...paint(each.strokeColor ?? '#000000', 'stroke'),
        'stroke-width': each.strokeWidth ?? 1,
      }),
    ),
    ...circles.map((each) => {
      const { x, y } = at.toPixel(each)
      return shape('circle', {
        ...{ cx: x, cy: y, r: at.pixels(each.radius, each.latitude), 'stroke-width': each.strokeWidth ?? 1 },
        ...paint(each.fillColor ?? 'none', 'fill'),
        ...paint(each.color ?? '#000000', 'stroke'),
      })
    }),
    ...lines.map((each) =>
      shape('polyline', {
        points: points(each.points),
        fill: 'none',
        ...paint(each.color ?? each.colorList?.[0] ?? '#000000', 'stroke'),
        'stroke-width': each.width ?? 1,
        ...(each.dottedLine ? { 'stroke-dasharray': '8 6' } : {}),
      }),
    ),
  ]
}

/** A marker's icon, with its label and, when it is shown, its callout. */
export function drawMarker(
  marker: Marker,
  at: Projection,
  icon: string,
  isCalledOut: boolean,
): { element: HTMLElement; icon: HTMLElement; callout?: HTMLElement; label?: HTMLElement } {
  const { x, y } = at.toPixel(marker)
  const width = Number.parseFloat(String(marker.width ?? 24))
  const height = Number.parseFloat(String(marker.height ?? 34))
  const { x: anchorX = 0.5, y: anchorY = 1 } = marker.anchor ?? {}
  const picture = icon ? h('img', { src: icon, alt: marker.title ?? '' }) : h('i', { 'aria-label': marker.title ?? '' })
  if (!icon) picture.innerHTML = PIN
  Object.assign(picture.style, {
    ...{ width: `${width}px`, height: `${height}px`, opacity: String(marker.alpha ?? 1) },
    ...{ left: `${-width * anchorX}px`, top: `${-height * anchorY}px`, rotate: `${marker.rotate ?? 0}deg` },
  })
  const element = h(
    'div',
    { class: 'qh-marker', style: `left:${x}px;top:${y}px;z-index:${marker.zIndex ?? 0}` },
    picture,
  )
  const parts: { callout?: HTMLElement; label?: HTMLElement } = {}
  if (marker.label?.content) {
    parts.label = bubble('qh-marker-label', marker.label)
    parts.label.style.translate = `${marker.label.anchorX ?? 0}px ${marker.label.anchorY ?? 0}px`
    element.append(parts.label)
  }
  const callout = marker.callout ?? (marker.title ? { content: marker.title } : undefined)
  if (callout?.content && (isCalledOut || callout.display === 'ALWAYS')) {
    parts.callout = bubble('qh-callout', callout)
    parts.callout.style.bottom = `${height * anchorY + 6}px`
    element.append(parts.callout)
  }
  return { element, icon: picture, ...parts }
}

function bubble(name: string, of: Callout): HTMLElement {
  const part = h('div', { class: name }, of.content ?? '')
  Object.assign(part.style, {
    color: of.color ?? '',
    fontSize: of.fontSize ? `${of.fontSize}px` : '',
    borderRadius: of.borderRadius ? `${of.borderRadius}px` : '',
    background: of.bgColor ?? '',
    padding: of.padding ? `${of.padding}px` : '',
    textAlign: of.textAlign ?? '',
    border: of.borderWidth ? `${of.borderWidth}px solid ${of.borderColor ?? '#000'}` : '',
  })
  return part
}

function shape(name: string, attributes: Record<string, string | number>): SVGElement {
  const element = document.createElementNS(SVG, name)
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, String(value))
  return element
}

/** WeChat's colours may carry their opacity as the last two digits, which SVG takes as well. */
function paint(color: string, name: 'fill' | 'stroke'): Record<string, string> {
  return { [name]: color }
}
