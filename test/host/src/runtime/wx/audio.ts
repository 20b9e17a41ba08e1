import type { Phone } from '../phone'
import type { Api } from './api'

type Listener = (detail?: unknown) => void

/** Events of an audio object, and the media element's event that stands for each; stop is only ours. */
const EVENTS: Record<string, string | undefined> = {
  ...{ Canplay: 'canplay', Play: 'play', Pause: 'pause', Ended: 'ended', TimeUpdate: 'timeupdate', Error: 'error' },
  ...{ Waiting: 'waiting', Seeking: 'seeking', Seeked: 'seeked', Stop: undefined, Next: undefined, Prev: undefined },
}
const UNPLAYABLE = { errCode: 10004, errMsg: 'unsupported format or unreachable source' }

/** wx.createInnerAudioContext and its relations: real sound from an audio element. */
export function addAudio(api: Api): void {
  const { phone } = api
  const playing = new Set<Sound>()
  const create = () => {
    const sound = new Sound(phone, () => playing.delete(sound))
    playing.add(sound)
    return sound
  }
  api.sync('createInnerAudioContext', create)
  api.async('setInnerAudioOption', () => undefined)
  let background: Sound | undefined
  api.sync('getBackgroundAudioManager', () => {
    background ??= new BackgroundSound(phone, () => (background = undefined))
    return background
  })
}

/** An InnerAudioContext. A class, since its properties are alive. */
class Sound {
  protected readonly media = new Audio()
  private readonly listeners = new Map<string, Set<Listener>>()
  private own = ''
  private isStopping = false
  startTime = 0
  obeyMuteSwitch = true
  referrerPolicy = 'no-referrer'

  constructor(
    protected readonly phone: Phone,
    private readonly onDestroy: () => void,
  ) {
    for (const [name, event] of Object.entries(EVENTS)) {
      const own = new Set<Listener>()
      this.listeners.set(name, own)
      Object.assign(this, {
        [`on${name}`]: (listener: Listener) => void own.add(listener),
        [`off${name}`]: (listener?: Listener) => (listener ? void own.delete(listener) : own.clear()),
      })
      if (event) this.media.addEventListener(event, () => this.heard(name))
    }
  }

  get src(): string {
    return this.own
  }

  set src(source: string) {
    this.own = source
    this.media.src = this.phone.assetUrl(source)
    if (this.startTime) this.media.currentTime = this.startTime
    if (this.autoplay) this.play()
  }

  autoplay = false

  get loop(): boolean {
    return this.media.loop
  }

  set loop(loop: boolean) {
    this.media.loop = loop
  }

  get volume(): number {
    return this.media.volume
  }

  set volume(volume: number) {
    this.media.volume = Math.max(0, Math.min(1, volume))
  }

  get playbackRate(): number {
    return this.media.playbackRate
  }

  set playbackRate(rate: number) {
    this.media.playbackRate = rate
  }

  get duration(): number {
    return Number.isFinite(this.media.duration) ? this.media.duration : 0
  }

  get currentTime(): number {
    return this.media.currentTime
  }

  get paused(): boolean {
    return this.media.paused
  }

  get buffered(): number {
    const { buffered } = this.media
    return buffered.length ? buffered.end(buffered.length - 1) : 0
  }

  play(): void {
    // A source that cannot be played is told by the element's own error event.
    this.media.play().catch(() => undefined)
  }

  pause(): void {
    this.media.pause()
  }

  stop(): void {
    this.isStopping = !this.media.paused
    this.media.pause()
    this.media.currentTime = 0
    this.tell('Stop')
  }

  seek(seconds: number): void {
    this.media.currentTime = seconds
  }

  destroy(): void {
    this.media.pause()
    this.media.removeAttribute('src')
    for (const own of this.listeners.values()) own.clear()
    this.onDestroy()
  }

  private heard(name: string): void {
    if (name === 'Pause' && this.isStopping) this.isStopping = false
    // The end of the sound pauses the element, which is no pause to WeChat.
    else if (name === 'Pause' && this.media.ended) return
    else this.tell(name, name === 'Error' ? UNPLAYABLE : undefined)
  }

  private tell(name: string, detail?: unknown): void {
    for (const listener of this.listeners.get(name) ?? []) {
      this.phone.attempt(() => listener(this.phone.realm.adopt(detail)))
    }
  }
}

/** The one sound that goes on in the background: it plays as soon as it has a source. */
class BackgroundSound extends Sound {
  title = ''
  epname = ''
  singer = ''
  coverImgUrl = ''
  webUrl = ''
  protocol = 'http'
  override autoplay = true
}
