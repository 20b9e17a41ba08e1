import type { CDPSession, Page } from 'playwright-core'

export interface Point {
  x: number
  y: number
}

const TOUCHES = { enabled: true, configuration: 'desktop' } as const

/**
 * A finger on the glass of one phone. Its touches are made by the browser itself, which finds out what they hit, starts
 * scrolling and gives focus, as for a touch screen. Points are CSS pixels of the screen.
 */
export class Finger {
  private session?: Promise<CDPSession>

  constructor(private readonly page: Page) {}

  down(point: Point): Promise<void> {
    return this.send('mousePressed', point)
  }

  move(point: Point): Promise<void> {
    return this.send('mouseMoved', point)
  }

  up(point: Point): Promise<void> {
    return this.send('mouseReleased', point)
  }

  /** Ends whatever script runs in the page, also one that never comes to an end by itself. */
  async stopScripts(): Promise<void> {
    await (await this.open()).send('Runtime.terminateExecution')
  }

  /**
   * The browser turns the mouse into touches before the page sees it, as DevTools' device mode does. Touches sent as
   * such would each wait for the next frame. What became a touch is never acknowledged: the page tells when it arrived.
   * Its `mobile` gestures would wait for a second tap before they make a click.
   */
  private async send(type: 'mousePressed' | 'mouseMoved' | 'mouseReleased', { x, y }: Point): Promise<void> {
    const session = await this.open()
    session
      .send('Input.dispatchMouseEvent', { type, x, y, button: 'left', buttons: 1, clickCount: 1 })
      .catch(() => undefined)
  }

  /** Takes hold of the page; only while it answers. */
  open(): Promise<CDPSession> {
    this.session ??= this.page
      .context()
      .newCDPSession(this.page)
      .then(async (session) => {
        await session.send('Emulation.setEmitTouchEventsForMouse', TOUCHES)
        return session
      })
    return this.session
  }

  /** After touches that were sent as such, which the browser takes for the end of those made from the mouse. */
  async again(): Promise<void> {
    const session = await this.open()
    await session.send('Emulation.setEmitTouchEventsForMouse', { ...TOUCHES, enabled: false })
    await session.send('Emulation.setEmitTouchEventsForMouse', TOUCHES)
  }
}
