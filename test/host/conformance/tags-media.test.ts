import { until } from '../src/driver'
import { hands } from './hands'
import { conformance } from './kit'

const { claim, approximate } = conformance('native', { fixtures: { scanCode: '你好' } })
const PAGE = '/pages/tags-media/tags-media'

claim('<image>', 'shows a picture in each of its modes, and tells that it is there or not', async ({ go, phone }) => {
  const { noted, box } = hands(await go(PAGE), phone)
  expect(await noted('good load')).toBe('good load {"width":120,"height":60}')
  expect(await noted('bad error')).toContain('errMsg')
  expect(await box('#image-3')).toMatchObject({ width: 80, height: 40 })
  expect(await box('#image-4')).toMatchObject({ width: 160, height: 80 })
  const fit = (at: number) =>
    phone.look((at) => {
      const { objectFit, objectPosition } = getComputedStyle(document.querySelector(`#image-${at} img`)!)
      return [objectFit, objectPosition]
    }, at)
  expect(await fit(1)).toEqual(['contain', '50% 50%'])
  expect(await fit(2)).toEqual(['cover', '50% 50%'])
  expect(await fit(13)).toEqual(['none', '100% 100%'])
})

claim(
  [
    '<video>',
    'wx.createVideoContext',
    ...['play', 'pause', 'seek', 'requestFullScreen', 'exitFullScreen', 'sendDanmu', 'stop', 'playbackRate'].map(
      (name) => `VideoContext.${name}`,
    ),
  ],
  'plays, pauses, seeks, fills the screen and ends, by its controls and by its context',
  async ({ go, phone }) => {
    const page = await go(PAGE)
    const { show, noted } = hands(page, phone)
    expect(await noted('video loadedmetadata')).toContain('"width":64,"height":36')
    const { x, y } = await show('#video')
    await phone.touch(x, y)
    await noted('video play')
    await until(
      () => phone.look(() => document.querySelector('#video .qh-danmus')!.textContent),
      (text) => text === '第一条',
    )
    await page.callMethod('play', 'sendDanmu', { text: '第二条', color: '#fff' })
    expect(await phone.look(() => document.querySelector('#video .qh-danmus')!.textContent)).toContain('第二条')
    await page.callMethod('play', 'pause')
    await noted('video pause')
    await page.callMethod('play', 'seek', 1)
    expect(await noted('video seekcomplete')).toContain('"position":1')
    await page.callMethod('play', 'requestFullScreen', { direction: 90 })
    expect(await noted('video fullscreenchange')).toBe(
      'video fullscreenchange {"fullScreen":true,"direction":"horizontal"}',
    )
    const whole = await phone.look(() => document.querySelector('.qh-video-whole')!.getBoundingClientRect().height)
    expect(whole).toBe(667)
    await page.callMethod('play', 'exitFullScreen')
    await page.callMethod('play', 'playbackRate', 2)
    await page.callMethod('play', 'play')
    await noted('video ended')
    expect(await page.data('ticks')).toBeGreaterThan(0)
    await page.setData({ src: '/media/none.webm' })
    await noted('video error')
  },
)

claim(
  [
    'wx.createInnerAudioContext',
    ...['play', 'seek', 'destroy', 'onPlay', 'onEnded', 'onTimeUpdate', 'onCanplay', 'onError'].map(
      (name) => `InnerAudioContext.${name}`,
    ),
  ],
  'plays a sound to its end, from where it is told to, or says that it cannot',
  async ({ go }) => {
    const page = await go(PAGE)
    const heard = (await page.callMethod('sound', '/media/tone.wav')) as { events: string[]; duration: number }
    expect(heard.events).toEqual(expect.arrayContaining(['Canplay', 'Play', 'TimeUpdate']))
    expect(heard.duration).toBeCloseTo(1, 1)
    expect(await page.callMethod('sound', '/media/none.wav')).toMatchObject({ error: { errCode: 10004 } })
  },
)

claim('<audio>', 'plays by its button', async ({ go, phone }) => {
  const { show, noted } = hands(await go(PAGE), phone)
  const { left, y } = await show('#audio')
  await phone.touch(left + 30, y)
  await noted('audio play')
  await noted('audio ended')
})

approximate(
  ['<camera>', 'wx.createCameraContext', 'CameraContext.takePhoto', 'CameraContext.onCameraFrame'],
  'it sees a picture of the fixtures, and reads their code',
  'takes pictures, gives frames and scans',
  async ({ app, go, phone }) => {
    const page = await go(PAGE)
    const { noted } = hands(page, phone)
    await page.setData({ hasCamera: 'normal' })
    expect(await noted('camera initdone')).toContain('maxZoom')
    const { tempImagePath } = (await page.callMethod('photograph')) as { tempImagePath: string }
    expect(await app.callWxMethod('getImageInfo', { src: tempImagePath })).toMatchObject({
      width: 480,
      height: 640,
      type: 'jpeg',
    })
    expect(await page.callMethod('frame')).toEqual({ width: 480, height: 640, bytes: 480 * 640 * 4 })
    await page.setData({ hasCamera: 'scanCode' })
    expect(await noted('camera scancode')).toContain('"result":"你好"')
    await page.setData({ hasCamera: false })
    await noted('camera stop')
  },
)

approximate(
  [
    '<live-player>',
    '<live-pusher>',
    '<voip-room>',
    '<channel-video>',
    '<channel-live>',
    '<official-account>',
    '<ad>',
    '<ad-custom>',
    '<store-product>',
    '<store-home>',
  ],
  'a box in their place',
  'say at once that WeChat’s servers do not bring what they show',
  async ({ go, phone }) => {
    const { noted } = hands(await go(PAGE), phone)
    expect(await noted('live statechange')).toContain('-2301')
    expect(await noted('push statechange')).toContain('-2301')
    for (const id of ['ad', 'ad-custom', 'official', 'product', 'shop', 'channel-video', 'channel-live', 'voip'])
      await noted(`${id} error`)
  },
)

approximate(
  '<open-data>',
  'everybody is 微信用户, as WeChat has it since 2022',
  'shows a name and a picture',
  async ({ go, phone }) => {
    const { text } = hands(await go(PAGE), phone)
    expect(await text('#nick')).toBe('微信用户')
  },
)
