import type { Page } from 'playwright-core'
import { Finger, type Point } from './finger'
import type { PageAccess } from './page-access'

const REST_MS = 120

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
    const point = await this.access.run(
      'Element.tap',
      (params) =>
        window.__phone!.touchTarget(params).then(
          (spot) => ({ spot, error: undefined }),
          (error: Error) => ({ spot: undefined, error: error.message }),
        ),
      params,
    )
    if (!point.spot) throw new Error(point.error)
    await this.short(point.spot)
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

  private async short(point: Point): Promise<void> {
    await Promise.all([this.finger.down(point), this.finger.up(point), this.arrived('touch')])
  }

  private async arrived(what: string): Promise<void> {
    const failure = await this.access.run(what, () => window.__phone!.touched(), undefined)
    if (failure) throw new Error(failure)
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
