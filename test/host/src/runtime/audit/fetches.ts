import type { FetchSeen } from '../../audit/observations'
import { observe } from './observe'
import { slowness } from './pace'

const SLOW_MS = 100

/** Pictures that came from elsewhere; the browser tells no headers. */
export class Fetches {
  readonly seen: FetchSeen[] = []

  constructor(page: () => string) {
    observe('resource', (entry) => {
      const { initiatorType, name, startTime, duration } = entry as PerformanceResourceTiming
      if (initiatorType !== 'img' || !/^https?:/.test(name) || name.startsWith(`${location.origin}/`)) return
      const startedAt = performance.timeOrigin + startTime
      const pace = duration > SLOW_MS ? slowness() : 1
      this.seen.push({ page: page(), url: name, startedAt, endedAt: startedAt + duration, slowness: pace })
    })
  }
}
