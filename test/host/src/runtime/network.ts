type Listener = (state: { isConnected: boolean; networkType: string }) => void

/** Whether the phone is online, and who wants to know. */
export class Network {
  readonly listeners = new Set<Listener>()

  constructor(private online: boolean) {}

  get isOnline(): boolean {
    return this.online
  }

  get type(): 'wifi' | 'none' {
    return this.online ? 'wifi' : 'none'
  }

  set(online: boolean): void {
    if (online === this.online) return
    this.online = online
    for (const listener of [...this.listeners]) listener({ isConnected: online, networkType: this.type })
  }
}
