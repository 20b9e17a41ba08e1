import { until } from '../src/driver'
import { conformance } from './kit'
import { call } from './wx'

type Listen = (listener: (value: Record<string, unknown>) => void) => void
interface Worker {
  postMessage(message: object): void
  onMessage: Listen
  terminate(): void
}
/** The mini-program's wx, in functions that are evaluated there; `told` is where listeners leave what they heard. */
declare const wx: Record<string, Listen> & {
  told: unknown[]
  createWorker(path: string): Worker
  getUpdateManager(): Record<string, Listen>
  getLogManager(): Record<string, (...values: unknown[]) => void>
  reportEvent(id: string, data: object): void
  canIUse(name: string): boolean
  getRandomValues(options: object): Promise<{ randomValues: ArrayBuffer }>
  arrayBufferToBase64(buffer: ArrayBuffer): string
  base64ToArrayBuffer(text: string): ArrayBuffer
  setStorageSync(key: string, value: unknown): void
  getStorageSync(key: string): unknown
}

const { claim, approximate } = conformance('native')

claim(
  ['wx.makePhoneCall', 'wx.addPhoneCalendar', 'wx.addPhoneRepeatCalendar', 'wx.addPhoneContact', 'wx.vibrateShort'],
  'keeps what leaves the mini-program where a test can see it',
  async ({ app, phone, reset }) => {
    await reset()
    expect(await call(app, 'makePhoneCall', { phoneNumber: '10086' })).toEqual({ errMsg: 'makePhoneCall:ok' })
    const event = { title: '活动', startTime: 1_800_000_000, endTime: '1800003600', alarmOffset: 600 }
    expect(await call(app, 'addPhoneCalendar', event)).toEqual({ errMsg: 'addPhoneCalendar:ok' })
    await call(app, 'addPhoneRepeatCalendar', { ...event, repeatInterval: 'week' })
    expect((await call(app, 'addPhoneCalendar', { title: 'x', startTime: 'soon' })).errMsg).toBe(
      'addPhoneCalendar:fail parameter error: parameter.startTime should be Number instead of String;',
    )
    await call(app, 'addPhoneContact', { firstName: '小明', mobilePhoneNumber: '13800000000' })
    await call(app, 'vibrateShort', { type: 'light' })
    const { calendar, contacts, calls } = await phone.state()
    expect(calendar).toEqual([event, { ...event, repeatInterval: 'week' }])
    expect(contacts).toMatchObject([{ firstName: '小明' }])
    expect(calls[0]).toEqual({ method: 'makePhoneCall', options: { phoneNumber: '10086' } })
    await reset()
    await phone.fixtures({ scopes: { 'scope.addPhoneCalendar': 'refuse' } })
    expect((await call(app, 'addPhoneCalendar', event)).errMsg).toBe('addPhoneCalendar:fail auth deny')
    expect((await phone.state()).calendar).toEqual([])
  },
)

claim(
  ['wx.chooseMedia', 'wx.chooseImage', 'wx.chooseMessageFile', 'wx.getImageInfo', 'wx.saveImageToPhotosAlbum'],
  'picks the fixtures’ files, measures pictures and puts them into the album',
  async ({ app, phone, reset }) => {
    await reset()
    expect((await call(app, 'chooseMedia')).errMsg).toBe('chooseMedia:fail cancel')
    const pixel = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='
    const note = { name: '说明.txt', data: `data:text/plain;base64,${Buffer.from('字').toString('base64')}` }
    await phone.fixtures({ media: [`data:image/png;base64,${pixel}`], messageFiles: [note] })
    const { tempFiles, type } = await call(app, 'chooseMedia', { count: 1 })
    expect(type).toBe('image')
    expect(tempFiles).toMatchObject([{ fileType: 'image', width: 1, height: 1, size: 70 }])
    const { tempFilePaths } = (await call(app, 'chooseImage')) as unknown as { tempFilePaths: string[] }
    const filePath = tempFilePaths[0]!
    expect(await call(app, 'getImageInfo', { src: filePath })).toMatchObject({ width: 1, height: 1, type: 'png' })
    expect(await call(app, 'chooseMessageFile', { type: 'file' })).toMatchObject({
      tempFiles: [{ name: '说明.txt', size: 3, type: 'file' }],
    })
    expect(await call(app, 'saveImageToPhotosAlbum', { filePath })).toEqual({ errMsg: 'saveImageToPhotosAlbum:ok' })
    expect((await phone.state()).album).toMatchObject([{ kind: 'image', width: 1, size: 70, filePath }])
  },
)

claim(
  ['wx.scanCode', 'wx.chooseLocation', 'wx.openLocation'],
  'reads codes and chooses places from the fixtures',
  async ({ app, phone, reset }) => {
    await reset()
    expect((await call(app, 'scanCode')).errMsg).toBe('scanCode:fail cancel')
    await phone.fixtures({ scanCode: 'https://example.com/圈' })
    expect(await call(app, 'scanCode')).toMatchObject({ result: 'https://example.com/圈', scanType: 'QR_CODE' })
    await phone.fixtures({ scanCode: 'pages/detail/index?from=code' })
    expect(await call(app, 'scanCode')).toMatchObject({ path: 'pages/detail/index?from=code', scanType: 'WX_CODE' })
    const place = { name: '人民广场', address: '黄浦区', latitude: 31.23, longitude: 121.47 }
    await phone.fixtures({ chosenLocation: place })
    expect(await call(app, 'chooseLocation')).toMatchObject(place)
    expect(await call(app, 'openLocation', place)).toEqual({ errMsg: 'openLocation:ok' })
  },
)

claim(
  ['wx.startAccelerometer', 'wx.onAccelerometerChange', 'wx.stopAccelerometer', 'wx.onUserCaptureScreen'].concat([
    ...['wx.onMemoryWarning', 'wx.onBatteryInfoChange', 'wx.getBatteryInfoSync', 'wx.startLocationUpdate'],
    ...['wx.onLocationChange', 'wx.stopLocationUpdate'],
  ]),
  'tells what sensors measure and what happens to the phone',
  async ({ app, phone, reset }) => {
    await reset()
    await app.evaluate(() => {
      wx.told = []
      wx.onAccelerometerChange!(({ x }) => wx.told.push(`x ${String(x)}`))
      wx.onUserCaptureScreen!(() => wx.told.push('captured'))
      wx.onMemoryWarning!(({ level }) => wx.told.push(level))
      wx.onBatteryInfoChange!(({ level }) => wx.told.push(`battery ${String(level)}`))
      wx.onLocationChange!(({ latitude }) => wx.told.push(`at ${String(latitude)}`))
    })
    await phone.fixtures({ sensors: { AccelerometerChange: { x: 0.5, y: 0, z: 0 } } })
    await call(app, 'startAccelerometer', { interval: 'game' })
    const heard = (what: unknown) =>
      until(
        () => app.evaluate(() => wx.told) as Promise<unknown[]>,
        (told) => told.includes(what),
      )
    await heard('x 0.5')
    await call(app, 'stopAccelerometer')
    await phone.emit('UserCaptureScreen')
    await phone.emit('MemoryWarning', { level: 10 })
    await phone.fixtures({ battery: { level: 5, isCharging: false, isLowPowerModeEnabled: true } })
    await call(app, 'startLocationUpdate')
    await phone.fixtures({ location: { latitude: 30, longitude: 120 } })
    for (const what of ['captured', 10, 'battery 5', 'at 30']) await heard(what)
    await call(app, 'stopLocationUpdate')
    expect(await app.callWxMethod('getBatteryInfoSync')).toMatchObject({ level: 5, isLowPowerModeEnabled: true })
  },
)

approximate(
  ['wx.openBluetoothAdapter', 'wx.getConnectedWifi', 'wx.startHCE', 'wx.startBeaconDiscovery', 'wx.getNFCAdapter'],
  'a phone without these radios; fixtures may answer',
  'fails as a phone without the radio does',
  async ({ app, phone, reset }) => {
    await reset()
    const names = ['openBluetoothAdapter', 'startHCE', 'startBeaconDiscovery', 'getConnectedWifi']
    const codes = []
    for (const name of names) codes.push((await call(app, name)).errCode)
    expect(codes).toEqual([10001, 13000, 11001, 12000])
    await app.evaluate(() => void wx.getNFCAdapter!(() => undefined))
    await phone.fixtures({ answers: { getConnectedWifi: { wifi: { SSID: '家' } } } })
    expect(await call(app, 'getConnectedWifi')).toEqual({ wifi: { SSID: '家' }, errMsg: 'getConnectedWifi:ok' })
  },
)

claim('wx.createWorker', 'runs a script of the package in a thread of its own', async ({ app, reset }) => {
  await reset()
  const answer = await app.evaluate(
    () =>
      new Promise((resolve) => {
        const worker = wx.createWorker('workers/double.js')
        worker.onMessage((message) => {
          worker.terminate()
          resolve(message)
        })
        worker.postMessage({ number: 21 })
      }),
  )
  expect(answer).toEqual({ doubled: 42 })
})

claim(
  ['wx.getUpdateManager', 'wx.getLogManager', 'wx.reportEvent'],
  'finds the update of the fixtures, and keeps logs and reports',
  async ({ app, phone, reset }) => {
    await reset()
    await app.evaluate(() => {
      wx.told = []
      const manager = wx.getUpdateManager()
      manager.onCheckForUpdate!(({ hasUpdate }) => wx.told.push(hasUpdate))
      manager.onUpdateReady!(() => wx.told.push('ready'))
      wx.getLogManager().warn!('careful', 1)
      wx.reportEvent('opened', { from: 'test' })
    })
    await phone.fixtures({ update: 'ready' })
    expect(await app.evaluate(() => wx.told)).toEqual([false, true, 'ready'])
    expect((await phone.state()).reports).toEqual([
      { kind: 'warn', values: ['careful', 1] },
      { kind: 'reportEvent', values: ['opened', { from: 'test' }] },
    ])
  },
)

claim(
  ['wx.canIUse', 'wx.getRandomValues', 'wx.arrayBufferToBase64', 'wx.base64ToArrayBuffer'],
  'knows what it has, and turns bytes into text and back',
  async ({ app, reset }) => {
    await reset()
    const can = (name: string) => app.evaluate((name: string) => wx.canIUse(name), name)
    expect(await Promise.all(['request', 'getFileSystemManager', 'button.open-type.share', 'view.hover-class'].map(can))).not.toContain(false) // prettier-ignore
    expect(await Promise.all(['faceDetect', 'button.open-type.nothing', 'nothing', 'view.nothing'].map(can))).not.toContain(true) // prettier-ignore
    const told = await app.evaluate(async () => {
      const { randomValues } = await wx.getRandomValues({ length: 8 })
      const text = wx.arrayBufferToBase64(new Uint8Array([72, 105]).buffer)
      return [randomValues.byteLength, text, new Uint8Array(wx.base64ToArrayBuffer(text))[1]]
    })
    expect(told).toEqual([8, 'SGk=', 105])
  },
)

claim(
  [
    'wx.setStorage',
    'wx.getStorage',
    'wx.setStorageSync',
    'wx.getStorageSync',
    'wx.removeStorage',
    'wx.getStorageInfo',
  ].concat(['wx.batchSetStorage', 'wx.batchGetStorage', 'strict storage size']),
  'keeps values of any JSON type and dates, encrypted ones apart, up to 10 MB in all',
  async ({ app, reset }) => {
    await reset()
    await call(app, 'setStorage', { key: 'k', data: { a: [1, null, '中'] } })
    expect(await call(app, 'getStorage', { key: 'k' })).toEqual({
      data: { a: [1, null, '中'] },
      errMsg: 'getStorage:ok',
    })
    await call(app, 'setStorage', { key: 'secret', data: 1, encrypt: true })
    expect((await call(app, 'getStorage', { key: 'secret' })).errMsg).toBe('getStorage:fail data not found')
    expect(await call(app, 'getStorage', { key: 'secret', encrypt: true })).toMatchObject({ data: 1 })
    const dated = await app.evaluate(() => {
      wx.setStorageSync('when', new Date(7))
      const when = wx.getStorageSync('when') as Date
      return [when instanceof Date, when.getTime(), wx.getStorageSync('none')]
    })
    expect(dated).toEqual([true, 7, ''])
    await call(app, 'batchSetStorage', { kvList: [{ key: 'x', value: 1 }, { key: 'y', value: 2 }] }) // prettier-ignore
    expect(await call(app, 'batchGetStorage', { keyList: ['x', 'y'] })).toMatchObject({ dataList: [1, 2] })
    await call(app, 'removeStorage', { key: 'x' })
    expect((await call(app, 'getStorage', { key: 'x' })).errMsg).toBe('getStorage:fail data not found')
    const fill = (key: string, megabytes: number) =>
      app.evaluate(
        (key: string, megabytes: number) => {
          try {
            wx.setStorageSync(key, 'x'.repeat(megabytes * 1024 * 1024 - 100))
            return 'ok'
          } catch (error) {
            return (error as Error).message
          }
        },
        key,
        megabytes,
      )
    expect(await fill('big', 1.1)).toBe('setStorageSync:fail entry size limit reached')
    const filled = []
    for (let count = 0; count < 10; count++) filled.push(await fill(`f${count}`, 1))
    expect(filled.slice(8)).toEqual([
      'ok',
      'setStorageSync:fail the maximum size of the file storage limit is exceeded',
    ])
    expect((await call(app, 'getStorageInfo')).currentSize).toBeGreaterThanOrEqual(9 * 1024)
  },
)
