import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { until, type Driver } from '../src/driver'
import { conformance } from './kit'
import { call } from './wx'

type Value = Record<string, unknown>
type Recorder = Record<string, (value?: unknown) => void>
/** The mini-program's wx, in functions that are evaluated there; `told` is where listeners leave what they heard. */
declare const wx: {
  told: [string, Value | undefined][]
  getRecorderManager(): Recorder
  getBackgroundAudioManager(): Recorder & { src: string; title: string; paused: boolean; duration: number }
}

const { claim, approximate } = conformance('native')
const PICTURE = '/media/picture.png'
const clip = readFileSync(join(__dirname, '../fixtures/native/media/clip.webm')).toString('base64')

claim(
  ['wx.previewImage', 'wx.previewMedia'],
  'show the wanted picture or video over the page until it is touched',
  async ({ app, phone, reset }) => {
    await reset()
    const shown = () =>
      phone.look(() =>
        [...document.querySelector('qh-shell')!.shadowRoot!.querySelectorAll('.preview > *')].map(
          ({ localName }) => localName,
        ),
      )
    expect((await call(app, 'previewImage', { urls: [] })).errMsg).toMatch(/should have at least 1 item/)
    await call(app, 'previewImage', { urls: [PICTURE], current: PICTURE })
    expect(await shown()).toEqual(['img'])
    expect((await phone.state()).calls.at(-1)).toMatchObject({ method: 'previewImage', options: { urls: [PICTURE] } })
    await phone.touch(180, 600)
    expect(await shown()).toEqual([])
    const sources = [{ url: PICTURE }, { url: '/media/clip.webm', type: 'video' }]
    await call(app, 'previewMedia', { sources, current: 1 })
    expect(await shown()).toEqual(['video'])
    expect((await call(app, 'previewMedia', { sources: [] })).errMsg).toMatch(/should have at least 1 item/)
  },
)

claim(
  ['wx.compressImage', 'wx.cropImage', 'wx.getImageInfo'],
  'make smaller pictures of the wanted size or shape',
  async ({ app, reset }) => {
    await reset()
    const made = async (name: string, options: object) => {
      const { tempFilePath } = await call(app, name, { src: PICTURE, ...options })
      const { width, height, type } = await call(app, 'getImageInfo', { src: tempFilePath })
      return [width, height, type]
    }
    expect(await made('compressImage', { quality: 50 })).toEqual([120, 60, 'jpeg'])
    expect(await made('compressImage', { compressedWidth: 60 })).toEqual([60, 30, 'png'])
    expect(await made('compressImage', { compressedWidth: 10, compressedHeight: 20 })).toEqual([10, 20, 'png'])
    expect(await made('cropImage', { cropScale: '1:1' })).toEqual([60, 60, 'png'])
    expect(await made('cropImage', { cropScale: '4:3' })).toEqual([80, 60, 'png'])
    expect((await call(app, 'compressImage', { src: '/none.png' })).errMsg).toBe('compressImage:fail file not found')
  },
)

approximate('wx.editImage', 'nobody edits: the picture comes back as it was', 'gives a picture back', async (stage) => {
  const { tempFilePath } = await call(stage.app, 'editImage', { src: PICTURE })
  expect(await call(stage.app, 'getImageInfo', { src: tempFilePath })).toMatchObject({ width: 120, height: 60 })
})

claim(
  ['wx.chooseVideo', 'wx.getVideoInfo', 'wx.saveVideoToPhotosAlbum'],
  'pick the fixtures’ video, measure it, and put it into the album when the person allows it',
  async ({ app, phone, reset }) => {
    await reset()
    expect((await call(app, 'chooseVideo')).errMsg).toBe('chooseVideo:fail cancel')
    await phone.fixtures({ media: [{ name: 'clip.webm', data: `data:video/webm;base64,${clip}` }] })
    const { tempFilePath, width, height, size } = await call(app, 'chooseVideo')
    expect([width, height, size]).toEqual([64, 36, Buffer.from(clip, 'base64').length])
    const info = await call(app, 'getVideoInfo', { src: tempFilePath })
    expect(info).toMatchObject({ width: 64, height: 36, type: 'webm', size: Number(size) / 1024 })
    await phone.fixtures({ scopes: { 'scope.writePhotosAlbum': 'accept' } })
    await call(app, 'saveVideoToPhotosAlbum', { filePath: tempFilePath })
    expect((await phone.state()).album).toMatchObject([
      { kind: 'video', width: 64, height: 36, filePath: tempFilePath },
    ])
    await reset()
    await phone.fixtures({ scopes: { 'scope.writePhotosAlbum': 'refuse' } })
    const refused = await call(app, 'saveVideoToPhotosAlbum', { filePath: tempFilePath })
    expect(refused.errMsg).toBe('saveVideoToPhotosAlbum:fail auth deny')
    expect((await phone.state()).album).toEqual([])
  },
)

claim(
  ['wx.openDocument', 'wx.saveFileToDisk', 'wx.showShareImageMenu'],
  'keep what is opened elsewhere where a test can see it',
  async ({ app, phone, reset }) => {
    await reset()
    const { tempFilePath } = await call(app, 'compressImage', { src: PICTURE })
    expect((await call(app, 'openDocument', { filePath: 'wxfile://none.pdf' })).errMsg).toMatch(/^openDocument:fail/)
    await call(app, 'openDocument', { filePath: tempFilePath, showMenu: true })
    await call(app, 'saveFileToDisk', { filePath: tempFilePath })
    await call(app, 'showShareImageMenu', { path: tempFilePath })
    const { calls } = await phone.state()
    expect(calls).toEqual([
      { method: 'openDocument', options: { filePath: tempFilePath, showMenu: true } },
      { method: 'saveFileToDisk', options: { filePath: tempFilePath } },
      { method: 'showShareImageMenu', options: { path: tempFilePath } },
    ])
  },
)

approximate(
  ['wx.getRecorderManager'].concat(
    ['start', 'pause', 'resume', 'stop', 'onStart', 'onPause', 'onResume', 'onStop', 'onError'].map(
      (name) => `RecorderManager.${name}`,
    ),
  ),
  'records silence',
  'records for as long as it ran, into a file, when the person allows it',
  async ({ app, phone, reset }) => {
    const listen = () =>
      app.evaluate(() => {
        wx.told = []
        for (const name of ['Start', 'Pause', 'Resume', 'Stop', 'Error']) {
          wx.getRecorderManager()[`on${name}`]!((value: unknown) => wx.told.push([name, value as Value]))
        }
      })
    await reset()
    await phone.fixtures({ scopes: { 'scope.record': 'refuse' } })
    await listen()
    const make = (name: string) => app.evaluate((name: string) => wx.getRecorderManager()[name]!({}), name)
    await make('start')
    expect((await told(app, 1))[0]).toEqual(['Error', { errMsg: 'operateRecorder:fail auth deny' }])
    await reset()
    await listen()
    await make('start')
    await told(app, 1)
    for (const name of ['pause', 'resume', 'stop']) await make(name)
    const all = await told(app, 4)
    expect(all.map(([name]) => name)).toEqual(['Start', 'Pause', 'Resume', 'Stop'])
    const { tempFilePath, fileSize, duration } = all[3]![1]!
    expect(fileSize).toBe(44 + Math.round((Number(duration) / 1000) * 8000))
    expect(await call(app, 'getFileInfo', { filePath: tempFilePath })).toMatchObject({ size: fileSize })
  },
)

claim(
  ['wx.getBackgroundAudioManager'].concat(
    [
      ...['onPlay', 'onPause', 'onStop', 'onCanplay', 'onSeeking', 'onSeeked', 'onTimeUpdate', 'onEnded', 'onError'],
      ...['play', 'pause', 'seek', 'stop'],
    ].map((name) => `BackgroundAudioManager.${name}`),
  ),
  'the background sound plays as soon as it has a source, and does as it is told',
  async ({ app, reset }) => {
    await reset()
    await app.evaluate(() => {
      wx.told = []
      const sound = wx.getBackgroundAudioManager()
      for (const name of ['Canplay', 'Play', 'Pause', 'Seeking', 'Seeked', 'TimeUpdate', 'Stop', 'Ended', 'Error']) {
        sound[`on${name}`]!(() => wx.told.push([name, undefined]))
      }
      sound.title = '歌'
      sound.src = '/media/tone.wav'
    })
    const hears = (name: string) =>
      until(async () => ((await app.evaluate(() => wx.told.map(([name]) => name))) as string[]).includes(name), Boolean)
    await hears('Canplay')
    await hears('Play')
    await app.evaluate(() => wx.getBackgroundAudioManager().pause!())
    await hears('Pause')
    expect(await app.evaluate(() => wx.getBackgroundAudioManager().paused)).toBe(true)
    await app.evaluate(() => wx.getBackgroundAudioManager().seek!(0.1))
    await hears('Seeking')
    await hears('Seeked')
    await hears('TimeUpdate')
    await app.evaluate(() => wx.getBackgroundAudioManager().play!())
    await app.evaluate(() => wx.getBackgroundAudioManager().stop!())
    await hears('Stop')
    await app.evaluate(() => wx.getBackgroundAudioManager().play!())
    await hears('Ended')
    await app.evaluate(() => void (wx.getBackgroundAudioManager().src = '/media/none.wav'))
    await hears('Error')
  },
)

/** What was told so far, when there is this much of it. */
async function told(app: Driver, count: number): Promise<[string, Value | undefined][]> {
  return until(
    () => app.evaluate(() => wx.told) as Promise<[string, Value | undefined][]>,
    (told) => told.length >= count,
  )
}
