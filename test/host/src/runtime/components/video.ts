import { h } from '../dom'
import { trigger } from '../gestures'
import { onPress, type BuiltIn, type Tag } from './built-in'

const ICON_PLAY = '<svg viewBox="0 0 24 24"><path d="M7 4v16l13-8z" fill="#fff"/></svg>'
const ICON_PAUSE = '<svg viewBox="0 0 24 24"><path d="M6 4h4v16H6zM14 4h4v16h-4z" fill="#fff"/></svg>'
const ICON_FULL =
  '<svg viewBox="0 0 24 24"><path d="M4 9V4h5M15 4h5v5M20 15v5h-5M9 20H4v-5" fill="none" stroke="#fff" stroke-width="2"/></svg>'
const DANMU_SECONDS = 5
const DANMU_ROWS = 4

interface Danmu {
  text: string
  color?: string
  time?: number
}

export const video: BuiltIn = {
  name: 'video',
  props: {
    ...{ src: '', duration: 0, controls: true, danmuList: [], danmuBtn: false, enableDanmu: false, autoplay: false },
    ...{ loop: false, muted: false, initialTime: 0, pageGesture: false, direction: null, showProgress: null },
    ...{ showFullscreenBtn: true, showPlayBtn: true, showCenterPlayBtn: true, enableProgressGesture: true },
    ...{ objectFit: 'contain', poster: '', showMuteBtn: false, title: '', playBtnPosition: 'bottom' },
    ...{ enablePlayGesture: false, autoPauseIfNavigate: true, autoPauseIfOpenNative: true, vslideGesture: false },
    ...{ vslideGestureInFullscreen: true, posterForCrawler: '', showCastingButton: false, pictureInPictureMode: null },
    ...{ pictureInPictureShowProgress: false, enableAutoRotation: false, showScreenLockButton: false, isDrm: false },
    ...{ showSnapshotButton: false, showBackgroundPlaybackButton: false, backgroundPoster: '', adUnitId: '' },
  },
  setup: (tag) => void players.set(tag, new VideoPlayer(tag)),
}

const players = new WeakMap<Tag, VideoPlayer>()

export function playerOf(tag: Tag): VideoPlayer | undefined {
  return players.get(tag)
}

/** A real video element with WeChat's controls, events and danmu. */
export class VideoPlayer {
  readonly media = h('video', { class: 'qh-media', playsinline: true }) as HTMLVideoElement
  private readonly cover = h('div', { class: 'qh-video-cover' })
  private readonly centre = h('i', { class: 'qh-video-centre' })
  private readonly danmus = h('div', { class: 'qh-danmus' })
  private readonly toggle = h('i', { class: 'qh-video-toggle' })
  private readonly at = h('span')
  private readonly fill = h('b')
  private readonly bar = h('div', { class: 'qh-video-bar' }, this.fill)
  private readonly length = h('span')
  private readonly full = h('i', { class: 'qh-video-full' })
  private readonly controls = h(
    'div',
    { class: 'qh-video-controls' },
    this.toggle,
    this.at,
    this.bar,
    this.length,
    this.full,
  )
  private readonly box = h(
    'div',
    { class: 'qh-video' },
    this.media,
    this.cover,
    this.danmus,
    this.centre,
    this.controls,
  )
  private hasStarted = false
  private isFullScreen = false

  constructor(private readonly tag: Tag) {
    // In full screen the box leaves its tag; touches on it are still the tag's.
    Object.assign(this.box, { __wxElement: tag.component })
    this.centre.innerHTML = ICON_PLAY
    this.full.innerHTML = ICON_FULL
    tag.dom.prepend(this.box)
    this.watchProperties()
    this.watchMedia()
    onPress(this.centre, () => this.play())
    onPress(this.toggle, () => (this.media.paused ? this.play() : this.media.pause()))
    onPress(this.full, () => this.setFullScreen(!this.isFullScreen, 90))
    onPress(this.bar, (event) => {
      const box = this.bar.getBoundingClientRect()
      this.seek(((event.clientX - box.left) / box.width) * (this.media.duration || 0))
    })
    tag.onDetach(() => this.media.pause())
    this.draw()
  }

  play(): void {
    this.hasStarted = true
    this.media.play().catch((error: Error) => this.draw(error))
    this.draw()
  }

  stop(): void {
    this.media.pause()
    this.media.currentTime = 0
  }

  seek(seconds: number): void {
    this.media.currentTime = Math.max(0, seconds)
  }

  /** Over the whole glass, or back in its place. */
  setFullScreen(isFullScreen: boolean, direction: number): void {
    if (isFullScreen === this.isFullScreen) return
    this.isFullScreen = isFullScreen
    this.box.classList.toggle('qh-video-whole', isFullScreen)
    if (isFullScreen) this.tag.phone.screen.element.append(this.box)
    else this.tag.dom.prepend(this.box)
    const detail = { fullScreen: isFullScreen, direction: direction ? 'horizontal' : 'vertical' }
    this.tag.trigger('fullscreenchange', detail)
  }

  /** Lets a text run over the picture from right to left. */
  sendDanmu({ text, color = '#ffffff' }: Danmu): void {
    const row = this.danmus.childElementCount % DANMU_ROWS
    const item = h('span', { style: `color:${color};top:${row * 24}px` }, text)
    this.danmus.append(item)
    const width = this.danmus.clientWidth || 300
    const run = item.animate([{ transform: `translateX(${width}px)` }, { transform: 'translateX(-100%)' }], {
      duration: DANMU_SECONDS * 1000,
    })
    run.onfinish = () => item.remove()
  }

  private watchProperties(): void {
    const { tag, media } = this
    const load = () => {
      const src = tag.prop<string>('src')
      if (!src || !tag.dom.isConnected) return
      media.src = tag.phone.assetUrl(src, tag.page?.path)
      this.hasStarted = false
      if (tag.prop('autoplay')) this.play()
    }
    tag.watch(['src'], load)
    tag.onAttach(load)
    tag.watch(['loop'], () => (media.loop = tag.prop('loop')))
    tag.watch(['muted'], () => (media.muted = tag.prop('muted')))
    tag.watch(['objectFit'], () => (media.style.objectFit = tag.prop('objectFit')))
    const poster = () => {
      const src = tag.prop<string>('poster')
      this.cover.style.backgroundImage =
        src && tag.dom.isConnected ? `url("${tag.phone.assetUrl(src, tag.page?.path)}")` : ''
    }
    tag.watch(['poster'], poster)
    tag.onAttach(poster)
    tag.watch(['controls', 'showCenterPlayBtn', 'showPlayBtn', 'showFullscreenBtn', 'showProgress', 'duration'], () =>
      this.draw(),
    )
  }

  private watchMedia(): void {
    const { tag, media } = this
    const tell = (event: string, detail: () => Record<string, unknown> = () => ({})) =>
      media.addEventListener(event, () => {
        this.draw()
        tag.trigger(event, detail())
      })
    tell('play')
    tell('pause')
    tell('ended')
    tell('waiting')
    media.addEventListener('timeupdate', () => {
      this.showDueDanmus()
      this.draw()
      tag.trigger('timeupdate', { currentTime: media.currentTime, duration: media.duration })
    })
    media.addEventListener('loadedmetadata', () => {
      const start = tag.prop<number>('initialTime')
      if (start) media.currentTime = start
      tag.trigger('loadedmetadata', {
        width: media.videoWidth,
        height: media.videoHeight,
        duration: media.duration,
      })
      this.draw()
    })
    media.addEventListener('progress', () => {
      const { buffered, duration } = media
      const end = buffered.length ? buffered.end(buffered.length - 1) : 0
      tag.trigger('progress', { buffered: duration ? (end / duration) * 100 : 0 })
    })
    media.addEventListener('seeked', () => tag.trigger('seekcomplete', { position: media.currentTime }))
    media.addEventListener('error', () =>
      tag.trigger('error', { errMsg: media.error?.message || 'MEDIA_ERR_SRC_NOT_SUPPORTED' }),
    )
    media.addEventListener('ratechange', () => trigger(tag.component, '__ratechange', {}, {}))
  }

  private lastDanmuAt = 0
  private showDueDanmus(): void {
    const now = this.media.currentTime
    const from = now < this.lastDanmuAt ? 0 : this.lastDanmuAt
    this.lastDanmuAt = now
    if (!this.tag.prop('enableDanmu')) return
    for (const danmu of this.tag.prop<Danmu[]>('danmuList') ?? []) {
      const time = danmu.time ?? 0
      if (time >= from && time < now) this.sendDanmu(danmu)
    }
  }

  private draw(failure?: Error): void {
    const { tag, media } = this
    if (failure) this.hasStarted = !media.paused
    const duration = tag.prop<number>('duration') || media.duration || 0
    this.centre.hidden = !(tag.prop('controls') && tag.prop('showCenterPlayBtn') && !this.hasStarted)
    this.cover.hidden = this.hasStarted || !tag.prop('poster')
    this.controls.hidden = !tag.prop('controls') || !this.hasStarted
    this.toggle.hidden = !tag.prop('showPlayBtn')
    this.toggle.innerHTML = media.paused ? ICON_PLAY : ICON_PAUSE
    this.full.hidden = !tag.prop('showFullscreenBtn')
    this.bar.hidden = tag.prop('showProgress') === false
    this.at.textContent = clock(media.currentTime)
    this.length.textContent = clock(duration)
    this.fill.style.width = duration ? `${(media.currentTime / duration) * 100}%` : '0'
  }
}

function clock(seconds: number): string {
  const whole = Math.floor(Number.isFinite(seconds) ? seconds : 0)
  return [Math.floor(whole / 60), whole % 60].map((part) => String(part).padStart(2, '0')).join(':')
}
