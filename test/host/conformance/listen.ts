import type { Driver } from '../src/driver'

type Listener = (value: unknown) => void

/** The mini-program's wx, in functions that are evaluated there; `heard` is where listeners leave what they were told. */
declare const wx: Record<string, (listener: Listener) => void> & {
  heard: [string, unknown][]
  ears: Map<string, Listener>
}

/** Registers a listener by wx.onX for each of these events. */
export async function listen(app: Driver, events: string[]): Promise<void> {
  await app.evaluate((events: string[]) => {
    wx.heard = []
    wx.ears = new Map()
    for (const event of events) {
      const listener = (value: unknown) => void wx.heard.push([event, value])
      wx.ears.set(event, listener)
      wx[`on${event}`]!(listener)
    }
  }, events)
}

/** Takes the listeners away again by wx.offX. */
export async function stopListening(app: Driver, events: string[]): Promise<void> {
  await app.evaluate((events: string[]) => {
    for (const event of events) wx[`off${event}`]!(wx.ears.get(event)!)
  }, events)
}

/** What was heard since it was last asked: pairs of event and value. */
export async function heard(app: Driver): Promise<[string, unknown][]> {
  return (await app.evaluate(() => wx.heard.splice(0))) as [string, unknown][]
}
