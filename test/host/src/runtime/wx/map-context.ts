import type { Tag } from '../components/built-in'
import { mapOf } from '../components/map'
import type { Place } from '../components/map-projection'
import type { Marker } from '../components/map-shapes'
import type { Api, Options } from './api'
import { answering } from './contexts'

const DEFAULT_MOVE_MS = 1000

/** MapContext: what scripts do to a map, and ask of it. */
export function mapContext(api: Api, tag: Tag): Options {
  const map = mapOf(tag)!
  const { projection } = map
  const nothing = () => undefined
  const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, api.phone.settings.still ? 0 : ms))
  return {
    ...answering(api, {
      getCenterLocation: () => ({ ...projection.centre }),
      getScale: () => ({ scale: projection.scale }),
      getRotate: () => ({ rotate: 0 }),
      getSkew: () => ({ skew: 0 }),
      getRegion: () => {
        map.measure()
        return projection.region()
      },
      moveToLocation: ({ latitude, longitude }) => {
        const to = latitude === undefined ? api.phone.settings.fixtures.location : { latitude, longitude }
        if (!to) throw new Error('no location')
        map.change(() => (projection.centre = to as Place))
      },
      includePoints: ({ points, padding }) =>
        map.change(() => projection.include(points as Place[], padding as number[] | undefined)),
      translateMarker: async (options) => {
        const { markerId, destination, rotate, duration = DEFAULT_MOVE_MS, animationEnd } = options
        await wait(Number(duration))
        map.moveMarker(Number(markerId), { ...(destination as Place), ...(rotate ? { rotate: Number(rotate) } : {}) })
        if (typeof animationEnd === 'function') api.phone.attempt(animationEnd as () => void)
      },
      moveAlong: async ({ markerId, path, duration = DEFAULT_MOVE_MS }) => {
        await wait(Number(duration))
        const last = (path as Place[]).at(-1)
        if (last) map.moveMarker(Number(markerId), last)
      },
      addMarkers: ({ markers, clear }) => map.addMarkers(markers as Marker[], Boolean(clear)),
      removeMarkers: ({ markerIds }) => map.removeMarkers((markerIds as (string | number)[]).map(Number)),
      setCenterOffset: ({ offset }) => map.setCentreOffset(offset as number[]),
      toScreenLocation: ({ latitude, longitude }) => {
        map.measure()
        return projection.toPixel({ latitude: Number(latitude), longitude: Number(longitude) })
      },
      fromScreenLocation: ({ x, y }) => {
        map.measure()
        return projection.toPlace(Number(x), Number(y))
      },
      openMapApp: (options) => api.phone.record('openMapApp', { ...options }),
      ...Object.fromEntries(UNDRAWN.map((name) => [name, nothing])),
    }),
    on: nothing,
  }
}

/** Layers that are accepted but not drawn. */
const UNDRAWN = [
  ...['addArc', 'removeArc', 'addGroundOverlay', 'updateGroundOverlay', 'removeGroundOverlay', 'addCustomLayer'],
  ...['removeCustomLayer', 'addVisualLayer', 'removeVisualLayer', 'executeVisualLayerCommand', 'eraseLines'],
  ...['initMarkerCluster', 'setBoundary', 'setLocMarkerIcon'],
]
