import type { Observations } from '../../audit/observations'
import type { Realm } from '../realm'

interface Timers {
  setInterval(run: unknown, everyMs?: number, ...values: unknown[]): number
  clearInterval(id?: number): void
}

/** Intervals of the mini-program, and whose they are. */
export class Intervals {
  readonly left: Observations['timers'] = []
  private readonly running = new Map<number, { page: object; path: string; everyMs: number }>()

  constructor(realm: Realm, owner: () => { path: string } | undefined) {
    const window = realm.window as unknown as Timers
    const { setInterval, clearInterval } = window
    const start = (run: unknown, everyMs?: number, ...values: unknown[]): number => {
      const id = setInterval.call(window, run, everyMs, ...values)
      const page = owner()
      if (page) this.running.set(id, { page, path: page.path, everyMs: everyMs ?? 0 })
      return id
    }
    const stop = (id?: number): void => {
      if (id !== undefined) this.running.delete(id)
      clearInterval.call(window, id)
    }
    Object.assign(window, { setInterval: start, clearInterval: stop })
    Object.assign(realm.global, { setInterval: start, clearInterval: stop })
  }

  /** Looks, once its onUnload is over, what a closed page has left running. */
  closed(page: object): void {
    for (const { page: owner, path, everyMs } of this.running.values()) {
      if (owner === page) this.left.push({ page: path, everyMs })
    }
  }
}
