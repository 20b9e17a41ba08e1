import { toBase64 } from '../native'
import type { Phone } from '../phone'
import { WxError, type Api, type Options } from './api'

const RATE = 8000
const EVENTS = ['Start', 'Pause', 'Resume', 'Stop', 'Error', 'FrameRecorded', 'InterruptionBegin', 'InterruptionEnd']
const LONGEST_MS = 600_000

type Listener = (value: never) => void

/** wx.getRecorderManager: records silence of the right length, when the person allows it. */
export function addRecorder(api: Api): void {
  const recorder = new Recorder(api.phone)
  const object = api.phone.realm.adopt(recorder.methods())
  api.sync('getRecorderManager', () => object)
}

class Recorder {
  private readonly listeners = new Map<string, Listener>()
  private startedAt = 0
  private recorded = 0
  private state: 'idle' | 'running' | 'paused' = 'idle'
  private timer = 0

  constructor(private readonly phone: Phone) {}

  methods(): Options {
    const on = EVENTS.map((name) => [`on${name}`, (listener: Listener) => void this.listeners.set(name, listener)])
    return {
      ...(Object.fromEntries(on) as Options),
      start: (options: Options = {}) => void this.start(options),
      pause: () => this.pause(),
      resume: () => this.resume(),
      stop: () => void this.stop(),
    }
  }

  private async start({ duration = 60_000 }: Options): Promise<void> {
    try {
      if (this.state !== 'idle') throw new WxError('is recording or paused')
      await this.phone.privacy.require('startRecord')
      await this.phone.permissions.require('scope.record')
    } catch (error) {
      return this.tell('Error', { errMsg: `operateRecorder:fail ${(error as Error).message}` })
    }
    this.recorded = 0
    this.run()
    this.timer = window.setTimeout(() => void this.stop(), Math.min(Number(duration), LONGEST_MS))
    this.tell('Start', {})
  }

  private pause(): void {
    if (this.state !== 'running') return
    this.recorded += performance.now() - this.startedAt
    this.state = 'paused'
    this.tell('Pause', {})
  }

  private resume(): void {
    if (this.state !== 'paused') return
    this.run()
    this.tell('Resume', {})
  }

  private async stop(): Promise<void> {
    if (this.state === 'idle') return this.tell('Error', { errMsg: 'operateRecorder:fail recorder not start' })
    if (this.state === 'running') this.recorded += performance.now() - this.startedAt
    this.state = 'idle'
    clearTimeout(this.timer)
    const duration = Math.round(this.recorded)
    const data = toBase64(silence(duration))
    const file = await this.phone.native.call<{ path: string; size: number }>('file-write', { data, type: 'audio/wav' })
    this.tell('Stop', { tempFilePath: file.path, duration, fileSize: file.size })
  }

  private run(): void {
    this.state = 'running'
    this.startedAt = performance.now()
  }

  private tell(name: string, value: object): void {
    this.phone.attempt(() => this.listeners.get(name)?.(this.phone.realm.adopt(value) as never))
  }
}

/** A WAV file of nothing, eight bits mono. */
function silence(duration: number): Uint8Array {
  const samples = Math.round((duration / 1000) * RATE)
  const bytes = new Uint8Array(44 + samples).fill(128, 44)
  const view = new DataView(bytes.buffer)
  const text = (at: number, word: string) =>
    [...word].forEach((char, index) => (bytes[at + index] = char.charCodeAt(0)))
  text(0, 'RIFF')
  view.setUint32(4, 36 + samples, true)
  text(8, 'WAVEfmt ')
  for (const [at, value] of [[16, 16], [24, RATE], [28, RATE]] as const) view.setUint32(at, value, true) // prettier-ignore
  for (const [at, value] of [[20, 1], [22, 1], [32, 1], [34, 8]] as const) view.setUint16(at, value, true) // prettier-ignore
  text(36, 'data')
  view.setUint32(40, samples, true)
  return bytes
}
