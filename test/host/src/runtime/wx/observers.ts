import { matchesMedia } from '../components/containers'
import type { Phone } from '../phone'
import type { Options } from './api'

/** createMediaQueryObserver: tells at once whether the screen fits, and again whenever that changes. */
export function createMediaQueryObserver(phone: Phone): Options {
  const stops = new Set<() => void>()
  return {
    observe: (wanted: Options, listener: (result: { matches: boolean }) => void) => {
      let last: boolean | undefined
      const judge = () => {
        const matches = matchesMedia(phone.screen, wanted)
        if (matches === last) return
        last = matches
        phone.attempt(() => listener(phone.realm.adopt({ matches })))
      }
      addEventListener('resize', judge)
      stops.add(() => removeEventListener('resize', judge))
      phone.realm.window.setTimeout(judge, 0)
    },
    disconnect: () => {
      for (const stop of stops) stop()
      stops.clear()
    },
  }
}
