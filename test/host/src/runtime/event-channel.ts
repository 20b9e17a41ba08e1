type Listener = (...args: unknown[]) => void

/** The channel between a page and the one it opened (wx.navigateTo's events and eventChannel). */
export class EventChannel {
  private readonly listeners = new Map<string, { call: Listener; once: boolean }[]>()

  constructor(private readonly onError: (error: unknown) => void) {}

  on(name: string, call: Listener): void {
    this.add(name, call, false)
  }

  once(name: string, call: Listener): void {
    this.add(name, call, true)
  }

  off(name: string, call?: Listener): void {
    const left = call ? (this.listeners.get(name) ?? []).filter((listener) => listener.call !== call) : []
    this.listeners.set(name, left)
  }

  emit(name: string, ...args: unknown[]): void {
    const listeners = this.listeners.get(name) ?? []
    this.listeners.set(
      name,
      listeners.filter(({ once }) => !once),
    )
    for (const { call } of listeners) {
      try {
        call(...args)
      } catch (error) {
        this.onError(error)
      }
    }
  }

  onAll(listeners: Record<string, Listener>): void {
    for (const [name, call] of Object.entries(listeners)) this.on(name, call)
  }

  private add(name: string, call: Listener, once: boolean): void {
    this.listeners.set(name, [...(this.listeners.get(name) ?? []), { call, once }])
  }
}
