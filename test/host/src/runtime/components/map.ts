import { h } from '../dom'
import { onPress, type BuiltIn, type Tag } from './built-in'
import { Projection, type Place } from './map-projection'
import { drawMarker, drawShapes, type Circle, type Line, type Marker, type Polygon } from './map-shapes'

export const map: BuiltIn = {
  name: 'map',
  props: {
    ...{ longitude: 0, latitude: 0, scale: 16, minScale: 3, maxScale: 20, markers: [], covers: [], polyline: [] },
    ...{ circles: [], controls: [], includePoints: [], showLocation: false, polygons: [], subkey: '', layerStyle: 1 },
    ...{ rotate: 0, skew: 0, enable3D: false, showCompass: false, showScale: false, enableOverlooking: false },
    ...{ enableZoom: true, enableScroll: true, enableRotate: false, enableSatellite: false, enableTraffic: false },
    ...{ enablePoi: true, enableBuilding: true, enableAutoMaxOverlooking: false, setting: null },
  },
  setup: (tag) => void maps.set(tag, new MapView(tag)),
}

const maps = new WeakMap<Tag, MapView>()

export function mapOf(tag: Tag): MapView | undefined {
  return maps.get(tag)
}

/** A map without streets: places, shapes and touches are where they belong, on a plain grid. */
export class MapView {
  readonly projection = new Projection({ latitude: 0, longitude: 0 }, 16)
  private readonly ground = h('div', { class: 'qh-map-ground' })
  private readonly shapes = document.createElementNS('http://www.w3.org/2000/svg', 'svg')
  private readonly pins = h('div', { class: 'qh-map-pins' })
  private readonly root = h('div', { class: 'qh-map' }, this.ground)
  private added: Marker[] = []
  private calledOut: number | undefined
  private centreOffset = [0.5, 0.5]

  constructor(private readonly tag: Tag) {
    this.root.append(this.shapes, this.pins)
    tag.dom.prepend(this.root)
    tag.watch(['longitude', 'latitude', 'scale'], () => {
      this.projection.centre = { latitude: Number(tag.prop('latitude')), longitude: Number(tag.prop('longitude')) }
      this.projection.scale = Number(tag.prop('scale')) || 16
      if (tag.dom.isConnected) this.draw()
    })
    tag.watch(['includePoints'], () => tag.dom.isConnected && this.includeGiven())
    tag.watch(['markers', 'polyline', 'polygons', 'circles', 'showLocation', 'controls'], () => this.draw())
    tag.onAttach(() => {
      this.includeGiven()
      this.draw()
      setTimeout(() => tag.trigger('updated', {}), 0)
    })
    const sizes = new ResizeObserver(() => this.draw())
    sizes.observe(tag.dom)
    tag.onDetach(() => sizes.disconnect())
    this.watchFingers()
    // A touch of the map tells where on earth it was.
    tag.component.addListener('tap', (event) => {
      const touch = (event as unknown as { changedTouches?: { clientX: number; clientY: number }[] })
        .changedTouches?.[0]
      if (touch) Object.assign(event.detail as object, this.placeAt(touch))
    })
  }

  get markers(): Marker[] {
    return [...(this.tag.prop<Marker[] | null>('markers') ?? []), ...this.added]
  }

  addMarkers(markers: Marker[], isFirstCleared: boolean): void {
    if (isFirstCleared) this.tag.set({ markers: [] })
    this.added = [...(isFirstCleared ? [] : this.added), ...markers]
    this.draw()
  }

  removeMarkers(ids: number[]): void {
    this.added = this.added.filter(({ id }) => !ids.includes(id!))
    this.tag.set({ markers: this.tag.prop<Marker[]>('markers').filter(({ id }) => !ids.includes(id!)) })
  }

  moveMarker(id: number, to: Place & { rotate?: number }): void {
    const move = (marker: Marker) => (marker.id === id ? { ...marker, ...to } : marker)
    this.added = this.added.map(move)
    this.tag.set({ markers: this.tag.prop<Marker[]>('markers').map(move) })
  }

  setCentreOffset(offset: number[]): void {
    this.centreOffset = offset
    this.draw()
  }

  /** Changes what the map shows, and tells of it as caused by the mini-program. */
  change(act: (projection: Projection) => void, causedBy = 'update'): void {
    this.tell('begin', causedBy)
    this.measure()
    act(this.projection)
    this.draw()
    this.tell('end', causedBy)
  }

  measure(): void {
    const { clientWidth, clientHeight } = this.tag.dom
    Object.assign(this.projection, { width: clientWidth, height: clientHeight })
  }

  draw(): void {
    const { tag, projection } = this
    if (!tag.dom.isConnected) return
    this.measure()
    const offsetX = (this.centreOffset[0]! - 0.5) * projection.width
    const offsetY = (this.centreOffset[1]! - 0.5) * projection.height
    for (const layer of [this.shapes, this.pins]) layer.style.transform = `translate(${offsetX}px, ${offsetY}px)`
    const origin = projection.toPixel({ latitude: 0, longitude: 0 })
    this.ground.style.backgroundPosition = `${origin.x % 64}px ${origin.y % 64}px`
    this.shapes.replaceChildren(
      ...drawShapes(
        projection,
        tag.prop<Line[] | null>('polyline') ?? [],
        tag.prop<Polygon[] | null>('polygons') ?? [],
        tag.prop<Circle[] | null>('circles') ?? [],
      ),
    )
    this.pins.replaceChildren(...this.markers.map((marker) => this.pin(marker)))
    const { location } = tag.phone.settings.fixtures
    if (tag.prop('showLocation') && location) {
      const { x, y } = projection.toPixel(location)
      this.pins.append(h('i', { class: 'qh-map-me', style: `left:${x}px;top:${y}px` }))
    }
  }

  private pin(marker: Marker): HTMLElement {
    const { tag } = this
    const icon = marker.iconPath ? tag.phone.assetUrl(marker.iconPath, tag.page?.path) : ''
    const parts = drawMarker(marker, this.projection, icon, marker.id !== undefined && marker.id === this.calledOut)
    parts.element.setAttribute('data-qh-own', '')
    onPress(parts.icon, () => {
      this.calledOut = marker.id
      this.draw()
      tag.trigger('markertap', { markerId: marker.id })
    })
    if (parts.callout) onPress(parts.callout, () => tag.trigger('callouttap', { markerId: marker.id }))
    if (parts.label) onPress(parts.label, () => tag.trigger('labeltap', { markerId: marker.id }))
    return parts.element
  }

  private includeGiven(): void {
    const points = this.tag.prop<Place[] | null>('includePoints') ?? []
    if (!points.length) return
    this.measure()
    this.projection.include(points)
    this.draw()
  }

  private placeAt(touch: { clientX: number; clientY: number }): Place {
    const frame = this.tag.page?.frame.getBoundingClientRect()
    const box = this.tag.dom.getBoundingClientRect()
    this.measure()
    return this.projection.toPlace(
      touch.clientX + (frame?.left ?? 0) - box.left,
      touch.clientY + (frame?.top ?? 0) - box.top,
    )
  }

  /** One finger moves the map, two change its scale. */
  private watchFingers(): void {
    const fingers = new Map<number, { x: number; y: number }>()
    let isMoving = false
    const spread = () => {
      const [first, second] = [...fingers.values()]
      return first && second ? Math.hypot(first.x - second.x, first.y - second.y) : 0
    }
    this.root.addEventListener('pointerdown', (event) => {
      fingers.set(event.pointerId, { x: event.clientX, y: event.clientY })
    })
    this.root.addEventListener('pointermove', (event) => {
      const last = fingers.get(event.pointerId)
      if (!last) return
      const before = spread()
      fingers.set(event.pointerId, { x: event.clientX, y: event.clientY })
      const moved = Math.hypot(event.clientX - last.x, event.clientY - last.y)
      if (!moved) return
      if (!isMoving) this.tell('begin', 'gesture')
      isMoving = true
      if (fingers.size === 1 && this.tag.prop('enableScroll')) {
        this.projection.pan(event.clientX - last.x, event.clientY - last.y)
      } else if (fingers.size === 2 && this.tag.prop('enableZoom')) {
        this.projection.zoom(Math.log2(spread() / before))
      }
      this.draw()
    })
    const lift = (event: PointerEvent) => {
      fingers.delete(event.pointerId)
      if (fingers.size || !isMoving) return
      isMoving = false
      this.tell('end', this.tag.prop('enableScroll') ? 'drag' : 'scale')
    }
    this.root.addEventListener('pointerup', lift)
    this.root.addEventListener('pointercancel', lift)
  }

  private tell(type: 'begin' | 'end', causedBy: string): void {
    const { centre, scale } = this.projection
    const detail = { rotate: 0, skew: 0, scale, centerLocation: { ...centre }, region: this.projection.region() }
    this.tag.trigger('regionchange', { type, causedBy, ...detail }, { type, causedBy })
  }
}
