import { tagOf, type Tag } from '../components/built-in'
import { surfaceOf } from '../components/camera'
import { EditorHand } from '../components/editor'
import { failStream } from '../components/placeholders'
import { playerOf } from '../components/video'
import { domOf, type Caller } from '../glass'
import { findAll } from '../selector'
import type { Api, Options } from './api'
import { saveSurface } from './canvas'
import { mapContext } from './map-context'
import { scopeOrPage } from './queries'

/** wx.createVideoContext and the other hands that scripts hold their tags by. */
export function addContexts(api: Api): void {
  const byId = (kind: string) => (id: string, scope?: Caller) => {
    const component = scopeOrPage(api.phone, scope?._$)?.component
    const [found] = component ? findAll(component, `#${id}`) : []
    const tag = found && tagOf(domOf(found))
    return tag?.definition.name === kind ? contextOf(api, tag) : {}
  }
  api.sync('createVideoContext', byId('video'))
  api.sync('createMapContext', byId('map'))
  api.sync('createLivePlayerContext', byId('live-player'))
  api.sync('createAudioContext', byId('audio'))
  const firstOnPage = (kind: string) => () => {
    const dom = api.phone.pages.top?.frame.querySelector(`wx-${kind}`)
    const tag = tagOf(dom)
    return tag ? contextOf(api, tag) : {}
  }
  api.sync('createCameraContext', firstOnPage('camera'))
  api.sync('createLivePusherContext', firstOnPage('live-pusher'))
}

/** What SelectorQuery.context() gives for an element; nothing for tags without one. */
export function contextOf(api: Api, tag: Tag): Options | null {
  return CONTEXTS[tag.definition.name]?.(api, tag) ?? null
}

const CONTEXTS: Record<string, ((api: Api, tag: Tag) => Options) | undefined> = {
  video: videoContext,
  audio: audioContext,
  camera: cameraContext,
  editor: editorContext,
  map: mapContext,
  'live-player': liveContext,
  'live-pusher': liveContext,
}

/** Methods that answer by callbacks: `name: what it does`. */
export function answering(api: Api, methods: Record<string, (options: Options) => unknown>): Options {
  return Object.fromEntries(
    Object.entries(methods).map(([name, run]) => [
      name,
      (options: Options = {}) =>
        api.run(name, { complete: () => undefined, ...options }, (each) => Promise.resolve(run(each))),
    ]),
  )
}

function videoContext(api: Api, tag: Tag): Options {
  const player = playerOf(tag)!
  const ignore = () => undefined
  return {
    play: () => player.play(),
    pause: () => player.media.pause(),
    stop: () => player.stop(),
    seek: (position: number) => player.seek(position),
    playbackRate: (rate: number) => void (player.media.playbackRate = rate),
    requestFullScreen: ({ direction = 0 }: { direction?: number } = {}) => player.setFullScreen(true, direction),
    exitFullScreen: () => player.setFullScreen(false, 0),
    sendDanmu: (danmu: { text: string; color?: string }) => player.sendDanmu(danmu),
    showStatusBar: ignore,
    hideStatusBar: ignore,
    requestBackgroundPlayback: ignore,
    exitBackgroundPlayback: ignore,
    ...answering(api, {
      exitPictureInPicture: () => tag.trigger('leavepictureinpicture', {}),
      requestPictureInPicture: () => tag.trigger('enterpictureinpicture', {}),
      startCasting: ignore,
      switchCasting: ignore,
      exitCasting: ignore,
      reconnectCasting: ignore,
    }),
  }
}

function audioContext(api: Api, tag: Tag): Options {
  const media = tag.dom.querySelector('audio')!
  return {
    play: () => void media.play().catch(() => undefined),
    pause: () => media.pause(),
    seek: (seconds: number) => void (media.currentTime = seconds),
    setSrc: (source: string) => void (media.src = api.phone.assetUrl(source)),
  }
}

function cameraContext(api: Api, tag: Tag): Options {
  const surface = surfaceOf(tag)
  const picture = () => saveSurface(api, surface, { fileType: 'jpg', quality: 0.9 })
  return {
    ...answering(api, {
      takePhoto: async () => {
        const { tempFilePath } = await picture()
        return { tempImagePath: tempFilePath, width: surface.width, height: surface.height }
      },
      setZoom: ({ zoom }) => ({ zoom }),
      startRecord: () => undefined,
      stopRecord: async () => {
        const { tempFilePath } = await picture()
        return { tempThumbPath: tempFilePath, tempVideoPath: tempFilePath }
      },
    }),
    onCameraFrame: (listener: (frame: Options) => void) => {
      let timer = 0
      const tell = () => {
        const { width, height } = surface
        const { data } = surface.getContext('2d')!.getImageData(0, 0, width, height)
        api.phone.attempt(() => listener(api.phone.realm.adopt({ width, height, data: data.buffer })))
      }
      const stop = () => clearInterval(timer)
      tag.onDetach(stop)
      return api.phone.realm.adopt(answering(api, { start: () => void (timer = window.setInterval(tell, 100)), stop }))
    },
  }
}

function editorContext(api: Api, tag: Tag): Options {
  const hand = new EditorHand(tag)
  return {
    format: (name: string, value?: string | number) =>
      hand.format(name, value === undefined ? undefined : String(value)),
    scrollIntoView: () => hand.scrollIntoView(),
    ...answering(api, {
      insertText: ({ text }) => hand.insertText((text as string | undefined) ?? ''),
      insertDivider: () => hand.insertDivider(),
      insertImage: ({ src, alt, width, height, extClass }) =>
        hand.insertImage(String(src), given({ alt, width, height, class: extClass })),
      getContents: () => hand.contents(),
      setContents: (contents) => hand.setContents(contents),
      clear: () => hand.clear(),
      removeFormat: () => hand.command('removeFormat'),
      undo: () => hand.command('undo'),
      redo: () => hand.command('redo'),
      blur: () => hand.blur(),
      getSelectionText: () => ({ text: hand.selectionText() }),
    }),
  }
}

function given(attributes: Options): Record<string, string> {
  const known = Object.entries(attributes).filter(([, value]) => value !== undefined)
  return Object.fromEntries(known.map(([name, value]) => [name, String(value)]))
}

const LIVE_METHODS = [
  ...['pause', 'resume', 'stop', 'mute', 'switchCamera', 'toggleTorch', 'startPreview', 'stopPreview', 'playBGM'],
  ...['stopBGM', 'pauseBGM', 'resumeBGM', 'setBGMVolume', 'setMICVolume', 'sendMessage', 'setZoom', 'getMaxZoom'],
  ...['exitFullScreen', 'requestFullScreen', 'exitPictureInPicture', 'requestPictureInPicture', 'snapshot'],
]

/** There is no stream: starting one ends in the state of a failed connection. */
function liveContext(api: Api, tag: Tag): Options {
  const begin = () => failStream(tag)
  const rest = Object.fromEntries(LIVE_METHODS.map((name) => [name, () => undefined]))
  return answering(api, { ...rest, play: begin, start: begin })
}
