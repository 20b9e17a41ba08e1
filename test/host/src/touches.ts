import type { Page } from 'playwright-core'
import { Finger, type Point } from './finger'
import type { PageAccess } from './page-access'
import type { Arrival } from './runtime/automator/landing'

const REST_MS = 120
const MOST_ATTEMPTS = 5

/** What a finger does on the glass, answered when the mini-program has seen it and has drawn what came of it. */
export class Touches {
  private readonly finger: Finger
  /** There is one finger: whoever wants to touch waits until it is free. */
  private last: Promise<unknown> = Promise.resolve()

  constructor(
    page: Page,
    private readonly access: PageAccess,
  ) {
    this.finger = new Finger(page)
  }

  /** Touches an element as a finger would; fails when it is hidden or covered. */
  tap(params: Record<string, unknown>): Promise<void> {
    return this.inTurn(() => this.tapNow(params))
  }

  /** A short touch at a point. */
  touch(point: Point): Promise<void> {
    return this.inTurn(async () => {
      await this.access.run('touch', () => window.__phone!.expectTouch(), undefined)
      await this.short(point)
    })
  }

  /** Drags the finger from one point to another and lets it rest there before it leaves. */
  swipe(from: Point, to: Point, steps: number): Promise<void> {
    return this.inTurn(() => this.swipeNow(from, to, steps))
  }

  /** To be called while the page still answers: later it may be busy. */
  async prepare(): Promise<void> {
    await this.finger.open()
  }

  /** To be called when fingers other than this one have left the glass. */
  async resume(): Promise<void> {
    await this.finger.again()
  }

  /** Ends a script that keeps the page busy. */
  stopScripts(): Promise<void> {
    return this.finger.stopScripts()
  }

  private inTurn<T>(action: () => Promise<T>): Promise<T> {
    const turn = this.last.then(action)
    this.last = turn.catch(() => undefined)
    return turn
  }

  private async tapNow(params: Record<string, unknown>): Promise<void> {
    for (let attempt = 1; attempt <= MOST_ATTEMPTS; attempt++) {
      const arrival = await this.short(await this.aim(params, attempt > 1))
      if (arrival === 'landed') return
      if (arrival === 'lost') throw new Error('the touch did not arrive')
    }
    throw new Error('the element moves away under the finger')
  }

  private async aim(params: Record<string, unknown>, hasMissed: boolean): Promise<Point> {
    const { spot, error } = await this.access.run(
      'Element.tap',
      ([params, hasMissed]) =>
        window.__phone!.touchTarget(params, hasMissed).then(
          (spot) => ({ spot, error: undefined }),
          (error: Error) => ({ spot: undefined, error: error.message }),
        ),
      [params, hasMissed] as const,
    )
    if (!spot) throw new Error(error)
    return spot
  }

  private async swipeNow(from: Point, to: Point, steps: number): Promise<void> {
    await this.access.run('swipe', () => window.__phone!.expectTouch(), undefined)
    await this.finger.down(from)
    for (let step = 1; step <= steps; step++) {
      await this.nextFrame()
      const part = step / steps
      await this.finger.move({ x: from.x + (to.x - from.x) * part, y: from.y + (to.y - from.y) * part })
    }
    // A finger that rests before it leaves does not fling the page on.
    await new Promise((resolve) => setTimeout(resolve, REST_MS))
    await this.finger.move(to)
    await this.nextFrame()
    await this.finger.up(to)
    await this.arrived('swipe')
  }

  private async short(point: Point): Promise<Arrival> {
    const [arrival] = await Promise.all([this.arrived('Element.tap'), this.finger.down(point), this.finger.up(point)])
    return arrival
  }

  private arrived(what: string): Promise<Arrival> {
    return this.access.run(what, () => window.__phone!.touched(), undefined)
  }

  /** The browser drops moves that follow each other more closely than a touch screen reports them. */
  private nextFrame(): Promise<void> {
    return this.access.run(
      'swipe',
      () => new Promise<void>((resolve) => requestAnimationFrame(() => resolve())),
      undefined,
    )
  }
}
