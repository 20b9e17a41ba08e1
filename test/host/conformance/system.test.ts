import { until } from '../src/driver'
import { conformance } from './kit'
import { call } from './wx'

type Log = Record<string, (...values: unknown[]) => void>
/** The mini-program's wx, in functions that are evaluated there. */
declare const wx: Record<string, (...values: unknown[]) => unknown> & {
  env: { USER_DATA_PATH: string }
  getRealtimeLogManager(): Log & { tag(name: string): Log; getCurrentState(): { maxSize: number; logCount: number } }
  getPerformance(): { now(): number; getEntries(): unknown[] }
  getUserCryptoManager(): Record<string, (options: object) => Promise<{ randomValues: ArrayBuffer }>>
  getUpdateManager(): Record<string, (listener?: (value: unknown) => void) => void>
  kept?: string
  told: unknown[]
}

const { claim, approximate } = conformance('native')

claim(
  ['wx.getSystemInfo', 'wx.getSystemInfoAsync', 'wx.getSystemInfoSync', 'wx.getWindowInfo', 'wx.getDeviceInfo'].concat([
    ...['wx.getAppBaseInfo', 'wx.getSystemSetting', 'wx.getMenuButtonBoundingClientRect'],
  ]),
  'describe the phone that the test chose, and agree with each other',
  async ({ another }) => {
    const { app, phone } = await another({
      device: '412x915@2',
      fixtures: { language: 'en', network: { type: 'wifi' } },
    })
    const ask = async (name: string) => (await app.callWxMethod(name)) as Record<string, unknown>
    const frame = await ask('getWindowInfo')
    expect(frame).toMatchObject({ screenWidth: 412, screenHeight: 915, windowWidth: 412, pixelRatio: 2 })
    expect(frame.windowHeight).toBeLessThan(915)
    const device = await ask('getDeviceInfo')
    expect(Object.keys(device)).toEqual(expect.arrayContaining(['brand', 'model', 'system', 'platform']))
    const base = await ask('getAppBaseInfo')
    expect(base).toMatchObject({ language: 'en', theme: 'light', SDKVersion: expect.stringMatching(/^3\./) as string })
    const setting = await ask('getSystemSetting')
    expect(setting).toMatchObject({ wifiEnabled: true, locationEnabled: false, deviceOrientation: 'portrait' })
    const everything = await ask('getSystemInfoSync')
    expect(everything).toEqual({ ...frame, ...device, ...base, ...setting })
    expect(await call(app, 'getSystemInfo')).toEqual({ ...everything, errMsg: 'getSystemInfo:ok' })
    expect(await call(app, 'getSystemInfoAsync')).toEqual({ ...everything, errMsg: 'getSystemInfoAsync:ok' })
    await phone.fixtures({ network: { type: '4g' }, location: { latitude: 1, longitude: 2 } })
    expect(await ask('getSystemSetting')).toMatchObject({ wifiEnabled: false, locationEnabled: true })
    const capsule = (await ask('getMenuButtonBoundingClientRect')) as Record<'top' | 'right' | 'width' | 'left', number>
    expect(capsule.right - capsule.left).toBe(capsule.width)
    expect(capsule.top).toBeGreaterThanOrEqual(Number(frame.statusBarHeight))
    expect(capsule.right).toBeLessThan(412)
  },
)

claim(
  ['wx.env', 'wx.getAccountInfoSync', 'wx.getApiCategory', 'wx.getExtConfig', 'wx.getExtConfigSync', 'wx.canIUse'],
  'say which mini-program this is and where its files are',
  async ({ app, reset }) => {
    await reset()
    expect(await app.evaluate(() => wx.env.USER_DATA_PATH)).toBe('wxfile://usr')
    const { miniProgram } = (await app.callWxMethod('getAccountInfoSync')) as { miniProgram: Record<string, string> }
    expect(miniProgram.envVersion).toBe('develop')
    expect(typeof miniProgram.appId).toBe('string')
    expect(await app.callWxMethod('getApiCategory')).toBe('default')
    expect(await app.callWxMethod('getExtConfigSync')).toEqual({})
    expect(await call(app, 'getExtConfig')).toEqual({ extConfig: {}, errMsg: 'getExtConfig:ok' })
    expect(await app.evaluate(() => wx.canIUse!('getExtConfig'))).toBe(true)
  },
)

approximate(
  ['wx.getAppAuthorizeSetting', 'wx.checkIsOpenAccessibility', 'wx.checkIsPictureInPictureActive'].concat([
    ...['wx.getDeviceBenchmarkInfo', 'wx.getScreenRecordingState', 'wx.getSkylineInfo', 'wx.getSkylineInfoSync'],
    ...['wx.checkIsAddedToMyMiniProgram', 'wx.checkIsSupportSoterAuthentication'],
  ]),
  'always the same answer, unless the fixtures give another',
  'tell what a plain phone would, or what the test says',
  async ({ app, phone, reset }) => {
    await reset()
    const now = async (name: string) => app.callWxMethod(name)
    expect(await now('getAppAuthorizeSetting')).toMatchObject({ cameraAuthorized: 'authorized' })
    expect(await now('getSkylineInfoSync')).toMatchObject({ isSupported: false })
    expect(await now('checkIsPictureInPictureActive')).toBe(false)
    const plain = {
      ...{ checkIsOpenAccessibility: { open: false }, getScreenRecordingState: { state: 'off' } },
      ...{ getSkylineInfo: { isSupported: false }, checkIsAddedToMyMiniProgram: { added: false } },
      ...{ checkIsSupportSoterAuthentication: { supportMode: [] }, getDeviceBenchmarkInfo: { modelLevel: 2 } },
    }
    for (const [name, answer] of Object.entries(plain)) expect(await call(app, name)).toMatchObject(answer)
    const other = { getAppAuthorizeSetting: { cameraAuthorized: 'denied' }, checkIsOpenAccessibility: { open: true } }
    await phone.fixtures({ answers: other })
    expect(await now('getAppAuthorizeSetting')).toMatchObject(other.getAppAuthorizeSetting)
    expect(await call(app, 'checkIsOpenAccessibility')).toMatchObject({ open: true })
  },
)

claim(
  ['wx.getRealtimeLogManager', 'wx.reportAnalytics', 'wx.reportMonitor', 'wx.reportPerformance'].concat([
    ...['RealtimeLogManager.info', 'RealtimeLogManager.warn', 'RealtimeLogManager.error', 'RealtimeLogManager.tag'],
    ...['RealtimeLogManager.setFilterMsg', 'RealtimeLogManager.addFilterMsg', 'RealtimeLogManager.getCurrentState'],
    ...['RealtimeTagLogManager.info', 'RealtimeTagLogManager.warn', 'RealtimeTagLogManager.error'],
    ...['LogManager.debug', 'LogManager.info', 'LogManager.log', 'LogManager.warn', 'wx.getLogManager'],
  ]),
  'keep logs and reports where a test can read them',
  async ({ app, phone, reset }) => {
    await reset()
    const logged = await app.evaluate(() => {
      const log = wx.getRealtimeLogManager()
      log.setFilterMsg!('search')
      for (const name of ['info', 'warn', 'error']) log[name]!(name, { a: 1 })
      for (const name of ['info', 'warn', 'error']) log.tag('pay')[name]!(name)
      log.addFilterMsg!('more')
      const plain = wx.getLogManager!() as Log
      for (const name of ['debug', 'info', 'log', 'warn']) plain[name]!(name, 2)
      wx.reportAnalytics!('bought', { price: 3 })
      wx.reportMonitor!('1', 4)
      wx.reportPerformance!(1101, 680)
      return log.getCurrentState().logCount
    })
    const { reports } = await phone.state()
    expect(reports.map(({ kind, values }) => [kind, ...values])).toEqual([
      ['realtime filter', 'search'],
      ...['info', 'warn', 'error'].map((name) => [`realtime ${name}`, name, { a: 1 }]),
      ...['info', 'warn', 'error'].map((name) => [`realtime pay ${name}`, name]),
      ['realtime filter', 'more'],
      ...['debug', 'info', 'log', 'warn'].map((name) => [name, name, 2]),
      ['reportAnalytics', 'bought', { price: 3 }],
      ['reportMonitor', '1', 4],
      ['reportPerformance', 1101, 680],
    ])
    expect(logged).toBe(reports.length)
  },
)

approximate(
  ['wx.getPerformance', 'wx.getUserCryptoManager', 'UserCryptoManager.getRandomValues', 'wx.getExptInfoSync'].concat([
    ...['UserCryptoManager.getLatestUserKey', 'wx.getCommonConfig', 'wx.getRendererUserAgent'],
  ]),
  'a clock without entries, no key of the user, no experiments',
  'measure time, give random bytes, and know of no experiment',
  async ({ app, reset }) => {
    await reset()
    const told = await app.evaluate(async () => {
      const { now, getEntries } = wx.getPerformance()
      const before = now()
      const crypto = wx.getUserCryptoManager()
      const { randomValues } = await crypto.getRandomValues!({ length: 6 })
      const noKey = await crypto.getLatestUserKey!({}).catch((error: { errMsg: string }) => error.errMsg)
      return [now() >= before, getEntries().length, randomValues.byteLength, noKey, wx.getExptInfoSync!(['x'])]
    })
    expect(told).toEqual([true, 0, 6, 'getLatestUserKey:fail no key', { x: '' }])
    expect(await call(app, 'getCommonConfig')).toMatchObject({ conf: '{}' })
    expect((await call(app, 'getRendererUserAgent')).userAgent).toContain('Mozilla')
  },
)

claim(
  ['UpdateManager.onCheckForUpdate', 'UpdateManager.onUpdateFailed', 'UpdateManager.applyUpdate'].concat([
    ...['wx.getUpdateManager', 'wx.restartMiniProgram', 'wx.updateWeChatApp', 'UpdateManager.onUpdateReady'],
  ]),
  'an update that failed is told; a ready one restarts the mini-program, which keeps what it stored',
  async ({ app, phone, reset }) => {
    await reset()
    await app.evaluate(() => {
      wx.told = []
      wx.kept = 'in memory'
      wx.setStorageSync!('stored', 'on disk')
      const manager = wx.getUpdateManager()
      manager.onUpdateFailed!(() => wx.told.push('failed'))
      manager.onUpdateReady!(() => manager.applyUpdate!())
    })
    await phone.fixtures({ update: 'failed' })
    expect(await app.evaluate(() => wx.told)).toEqual(['failed'])
    const restarted = () =>
      until(
        () => app.evaluate(() => [wx.kept ?? 'gone', wx.getStorageSync!('stored')]).catch(() => []),
        (kept) => (kept as string[])[0] === 'gone',
      )
    // The restart may be quicker than the answer to what asked for it.
    const askingFor = (answer: Promise<unknown>) => answer.catch(() => undefined)
    await askingFor(app.evaluate(() => wx.getUpdateManager().applyUpdate!()))
    expect(await restarted()).toEqual(['gone', 'on disk'])
    await app.evaluate(() => void (wx.kept = 'again'))
    await askingFor(app.evaluate(() => void wx.restartMiniProgram!({ path: '/pages/detail/index' })))
    expect(await restarted()).toEqual(['gone', 'on disk'])
    await until(
      () => phone.state(),
      ({ path }) => path === 'pages/detail/index',
    )
    await app.evaluate(() => {
      wx.told = []
      wx.getUpdateManager().onCheckForUpdate!((value) => wx.told.push(value))
    })
    await call(app, 'updateWeChatApp')
    expect((await phone.state()).calls.at(-1)).toMatchObject({ method: 'updateWeChatApp' })
    await phone.fixtures({ failures: { restartMiniProgram: 'busy' } })
    expect((await call(app, 'restartMiniProgram')).errMsg).toBe('restartMiniProgram:fail busy')
    expect(await app.evaluate(() => wx.told)).toContainEqual({ hasUpdate: false })
  },
)
