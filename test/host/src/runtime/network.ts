export type NetworkType = 'wifi' | '2g' | '3g' | '4g' | '5g' | 'unknown' | 'none'

interface State {
  isConnected: boolean
  networkType: NetworkType
}

/** How the phone is connected. */
export interface Connection {
  type?: NetworkType
  /** Whether WeChat calls the network weak. */
  weak?: boolean
  /** Milliseconds that every request takes longer. */
  latency?: number
}

/** Whether and how the phone is online, and who wants to know. */
export class Network {
  readonly listeners = new Set<(state: State) => void>()
  readonly weakListeners = new Set<(state: { weakNet: boolean; networkType: NetworkType }) => void>()
  private connection: Required<Connection> = { type: 'wifi', weak: false, latency: 0 }

  constructor(
    private online: boolean,
    connection: Connection = {},
  ) {
    Object.assign(this.connection, connection)
  }

  get isOnline(): boolean {
    return this.online && this.connection.type !== 'none'
  }

  get isWeak(): boolean {
    return this.connection.weak
  }

  get type(): NetworkType {
    return this.online ? this.connection.type : 'none'
  }

  set(online: boolean): void {
    this.change(() => (this.online = online))
  }

  /** Another kind of connection, from now on. */
  connect(connection: Connection): void {
    const wasWeak = this.isWeak
    this.change(() => Object.assign(this.connection, connection))
    if (wasWeak === this.isWeak) return
    for (const listener of [...this.weakListeners]) listener({ weakNet: this.isWeak, networkType: this.type })
  }

  /** Resolves when the connection has taken the time that it takes. */
  async delay(): Promise<void> {
    if (this.connection.latency) await new Promise((resolve) => setTimeout(resolve, this.connection.latency))
  }

  private change(apply: () => void): void {
    const before = this.type
    apply()
    if (before === this.type) return
    for (const listener of [...this.listeners]) listener({ isConnected: this.isOnline, networkType: this.type })
  }
}
