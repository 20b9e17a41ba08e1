import { h } from '../dom'
import { onPress, type BuiltIn, type Tag } from './built-in'

/** Tags whose content only WeChat's servers have: a box in their place, and the events that say so. */

/** No advertisement is ever to be had here, which is what a page has to cope with on a phone, too. */
const NO_AD = { errCode: 1004, errMsg: 'no ad' }

export const ad: BuiltIn = {
  name: 'ad',
  props: { unitId: '', adIntervals: 0, adType: 'banner', adTheme: 'white' },
  setup: (tag) => reportOnAttach(tag, 'error', NO_AD),
}

export const adCustom: BuiltIn = {
  name: 'ad-custom',
  props: { unitId: '', adIntervals: 0 },
  setup: (tag) => reportOnAttach(tag, 'error', NO_AD),
}

export const officialAccount: BuiltIn = {
  name: 'official-account',
  setup: (tag) => reportOnAttach(tag, 'error', { status: 1, errMsg: 'network error' }),
}

const OPEN_DATA: Record<string, string> = {
  ...{
    userNickName: '微信用户',
    userGender: '',
    userCity: '',
    userProvince: '',
    userCountry: '',
    userLanguage: 'zh_CN',
  },
  groupName: '',
}

/** Since WeChat gives no more open data, everybody is 微信用户 with a grey picture. */
export const openData: BuiltIn = {
  name: 'open-data',
  props: { type: '', openGid: '', lang: 'en', defaultText: '', defaultAvatar: '' },
  setup(tag) {
    tag.watch(['type', 'defaultText', 'defaultAvatar'], () => {
      const type = tag.prop<string>('type')
      const isPicture = type === 'userAvatarUrl'
      const text = (OPEN_DATA[type] ?? '') || tag.prop<string>('defaultText')
      tag.dom.replaceChildren(isPicture ? h('i', { class: 'qh-avatar' }) : text)
    })
  },
}

const shop = (name: string, props: BuiltIn['props'], label: string): BuiltIn => ({
  name,
  props,
  setup(tag) {
    tag.dom.append(h('div', { class: 'qh-placeholder-box' }, label))
    reportOnAttach(tag, 'error', { errMsg: `${name} is not available` })
  },
})

export const storeHome = shop('store-home', { appid: '' }, '小店')
export const storeProduct = shop('store-product', { appid: '', productId: '', customContent: false }, '商品')
export const channelVideo = shop(
  'channel-video',
  { feedId: '', finderUserName: '', feedToken: '', autoplay: false, loop: false, muted: false, objectFit: 'contain' },
  '视频号',
)
export const channelLive = shop('channel-live', { feedId: '', finderUserName: '' }, '视频号直播')

/** Streams are not played: the player says that the network does not bring one. */
export const livePlayer: BuiltIn = {
  name: 'live-player',
  props: {
    ...{ src: '', mode: 'live', autoplay: false, muted: false, orientation: 'vertical', objectFit: 'contain' },
    ...{ backgroundMute: false, minCache: 1, maxCache: 3, soundMode: 'speaker', autoPauseIfNavigate: true },
    ...{ autoPauseIfOpenNative: true, pictureInPictureMode: null, enableRecvMessage: false, referrerPolicy: '' },
  },
  setup(tag) {
    tag.watch(['src', 'autoplay'], () => {
      if (tag.prop('src') && tag.prop('autoplay')) setTimeout(() => failStream(tag), 0)
    })
  },
}

export const livePusher: BuiltIn = {
  name: 'live-pusher',
  props: {
    ...{ url: '', mode: 'RTC', autopush: false, muted: false, enableCamera: true, autoFocus: true, beauty: 0 },
    ...{ orientation: 'vertical', whiteness: 0, aspect: '9:16', minBitrate: 200, maxBitrate: 1000, zoom: false },
    ...{ devicePosition: 'front', waitingImage: '', backgroundMute: false, mirror: false, remoteMirror: false },
  },
  setup(tag) {
    tag.watch(['url', 'autopush'], () => {
      if (tag.prop('url') && tag.prop('autopush')) setTimeout(() => failStream(tag), 0)
    })
  },
}

/** WeChat's code for a connection that could not be made after several attempts. */
export const STREAM_FAILED = -2301

export function failStream(tag: Tag): void {
  tag.trigger('statechange', { code: STREAM_FAILED, message: 'no stream here' })
}

export const voipRoom: BuiltIn = {
  name: 'voip-room',
  props: { openid: '', mode: 'camera', devicePosition: 'front', streamType: 'video', objectFit: 'fill' },
  setup: (tag) => reportOnAttach(tag, 'error', { errMsg: 'not in a room' }),
}

/** The old audio tag, with its own play button over the page's audio object. */
export const audioTag: BuiltIn = {
  name: 'audio',
  props: { id: '', src: '', loop: false, controls: false, poster: '', name: '未知音频', author: '未知作者' },
  setup(tag) {
    const media = new Audio()
    const button = h('i', { class: 'qh-audio-button' }, '▶')
    const title = h('b')
    const author = h('span')
    const time = h('span', { class: 'qh-audio-time' }, '00:00')
    const box = h('div', { class: 'qh-audio' }, button, h('div', {}, title, author), time)
    tag.dom.append(box, media)
    tag.watch(['src'], () => tag.prop('src') && (media.src = tag.phone.assetUrl(tag.prop('src'), tag.page?.path)))
    tag.watch(['name', 'author', 'controls', 'loop', 'poster'], () => {
      title.textContent = tag.prop('name')
      author.textContent = tag.prop('author')
      box.hidden = !tag.prop('controls')
      media.loop = tag.prop('loop')
      const poster = tag.prop<string>('poster')
      button.style.backgroundImage = poster ? `url("${tag.phone.assetUrl(poster, tag.page?.path)}")` : ''
    })
    onPress(button, () => void (media.paused ? media.play() : media.pause()))
    for (const name of ['play', 'pause', 'ended']) {
      media.addEventListener(name, () => {
        button.textContent = media.paused ? '▶' : '❚❚'
        tag.trigger(name, {})
      })
    }
    media.addEventListener('timeupdate', () => {
      const seconds = Math.floor(media.currentTime)
      time.textContent = [Math.floor(seconds / 60), seconds % 60].map((part) => String(part).padStart(2, '0')).join(':')
      tag.trigger('timeupdate', { currentTime: media.currentTime, duration: media.duration })
    })
    media.addEventListener('error', () => tag.trigger('error', { errMsg: 'MEDIA_ERR_SRC_NOT_SUPPORTED' }))
    tag.onDetach(() => media.pause())
  },
}

function reportOnAttach(tag: Tag, event: string, detail: unknown): void {
  tag.onAttach(() => setTimeout(() => tag.trigger(event, detail), 0))
}
