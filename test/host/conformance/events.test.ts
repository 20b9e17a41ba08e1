import { until, type Driver } from '../src/driver'
import { conformance } from './kit'
import { heard, listen, stopListening } from './listen'
import { call } from './wx'

const { claim, approximate } = conformance('native-tabs')

const both = (events: string[]) => events.flatMap((event) => [`wx.on${event}`, `wx.off${event}`])
const namesOf = (told: [string, unknown][]) => told.map(([event]) => event)

claim(
  both(['AppShow', 'AppHide']),
  'tell that the mini-program is left and entered again, until they are taken away',
  async ({ app, phone, reset }) => {
    await reset()
    await listen(app, ['AppShow', 'AppHide'])
    await phone.leave()
    await phone.comeBack(1089)
    const told = await heard(app)
    expect(namesOf(told)).toEqual(['AppHide', 'AppShow'])
    expect(told[1]![1]).toMatchObject({ scene: 1089 })
    await stopListening(app, ['AppHide'])
    await phone.leave()
    await phone.comeBack()
    expect(namesOf(await heard(app))).toEqual(['AppShow'])
    await stopListening(app, ['AppShow'])
    await phone.leave()
    await phone.comeBack()
    expect(await heard(app)).toEqual([])
  },
)

claim(
  both(['Error', 'UnhandledRejection']),
  'tell of what nobody caught, until they are taken away',
  async ({ app, phone, reset }) => {
    await reset()
    phone.expectErrors('没接住', '没处理')
    const events = ['Error', 'UnhandledRejection']
    await listen(app, events)
    await breakSomething(app)
    const told = await until(
      () => app.evaluate(() => (wx as unknown as { heard: [string, unknown][] }).heard) as Promise<[string, unknown][]>,
      (told) => told.length === 2,
    )
    expect(namesOf(told).sort()).toEqual(events)
    const words = await app.evaluate(() => {
      const { heard } = wx as unknown as { heard: [string, { message?: string; reason?: Error }][] }
      return heard.splice(0).map(([, { message, reason }]) => reason?.message ?? message)
    })
    expect(String(words)).toMatch(/没接住.*没处理|没处理.*没接住/s)
    await stopListening(app, events)
    await breakSomething(app)
    await until(
      () => phone.errors(),
      (errors) => errors.length >= 4,
    )
    expect(await heard(app)).toEqual([])
  },
)

claim(
  both(['PageNotFound']),
  'tells of an entry that leads to no page, until it is taken away',
  async ({ app, phone, reset }) => {
    await reset()
    await listen(app, ['PageNotFound'])
    await phone.launch('pages/nowhere/index', { a: '1' })
    expect(await heard(app)).toMatchObject([['PageNotFound', { path: 'pages/nowhere/index', query: { a: '1' } }]])
    await stopListening(app, ['PageNotFound'])
    await phone.launch('pages/nowhere/index')
    expect(await heard(app)).toEqual([])
  },
)

claim(
  both(['ThemeChange', 'WindowResize']),
  'tell of a new theme and of a phone that is turned, until they are taken away',
  async ({ app, phone, go, reset }) => {
    await reset()
    await go('/pages/wide/index')
    await listen(app, ['ThemeChange', 'WindowResize'])
    await phone.setTheme('dark')
    await phone.turn('landscape')
    const told: [string, unknown][] = []
    await until(
      async () => told.push(...(await heard(app))),
      (count) => count >= 2,
    )
    expect(told[0]).toEqual(['ThemeChange', { theme: 'dark' }])
    expect(told[1]).toMatchObject(['WindowResize', { size: { windowWidth: 667 } }])
    await stopListening(app, ['ThemeChange', 'WindowResize'])
    await phone.setTheme('light')
    await phone.turn('portrait')
    expect(await heard(app)).toEqual([])
  },
)

const PHONE_EVENTS = [
  ...['AudioInterruptionBegin', 'AudioInterruptionEnd', 'MemoryWarning', 'UserCaptureScreen', 'LazyLoadError'],
  ...['ScreenRecordingStateChanged', 'ApiCategoryChange', 'CopyUrl', 'MenuButtonBoundingClientRectWeightChange'],
  ...['EmbeddedMiniProgramHeightChange', 'KeyboardHeightChange'],
]

claim(
  both(PHONE_EVENTS),
  'hear what a test lets happen to the phone, until they are taken away',
  async ({ app, phone, reset }) => {
    await reset()
    await listen(app, PHONE_EVENTS)
    for (const event of PHONE_EVENTS) await phone.emit(event, { about: event })
    expect(await heard(app)).toEqual(PHONE_EVENTS.map((event) => [event, { about: event }]))
    await stopListening(app, PHONE_EVENTS)
    for (const event of PHONE_EVENTS) await phone.emit(event)
    expect(await heard(app)).toEqual([])
  },
)

const SENSORS = [
  ['startAccelerometer', 'stopAccelerometer', 'AccelerometerChange'],
  ['startCompass', 'stopCompass', 'CompassChange'],
  ['startGyroscope', 'stopGyroscope', 'GyroscopeChange'],
  ['startDeviceMotionListening', 'stopDeviceMotionListening', 'DeviceMotionChange'],
] as const

claim(
  SENSORS.flatMap(([start, stop, event]) => [`wx.${start}`, `wx.${stop}`, ...both([event])]),
  'tell again and again what the fixtures measure, from start to stop',
  async ({ app, phone, reset }) => {
    await reset()
    for (const [start, stop, event] of SENSORS) {
      await listen(app, [event])
      await phone.fixtures({ sensors: { [event]: { direction: 90, x: 1, alpha: 2 } } })
      expect(await heard(app)).toEqual([])
      expect(await call(app, start, { interval: 'game' })).toEqual({ errMsg: `${start}:ok` })
      const told: [string, unknown][] = []
      await until(
        async () => told.push(...(await heard(app))),
        (count) => count >= 2,
      )
      expect(told[0]).toEqual([event, { direction: 90, x: 1, alpha: 2 }])
      await call(app, stop)
      await heard(app)
      await phone.fixtures({ sensors: { [event]: { x: 9 } } })
      expect(await heard(app)).toEqual([])
      await stopListening(app, [event])
    }
  },
)

claim(
  [
    ...both(['BatteryInfoChange', 'NetworkWeakChange', 'LocationChange', 'LocationChangeError']),
    ...['wx.getBatteryInfo', 'wx.getLocalIPAddress', 'wx.startLocationUpdateBackground', 'wx.stopLocationUpdate'],
  ],
  'follow battery, network and place as the fixtures change them, until they are taken away',
  async ({ another }) => {
    const { app, phone } = await another({ loose: ['privateInfos'] })
    const events = ['BatteryInfoChange', 'NetworkWeakChange', 'LocationChange', 'LocationChangeError']
    await listen(app, events)
    const battery = { level: 7, isCharging: true, isLowPowerModeEnabled: false }
    await phone.fixtures({ battery })
    expect(await heard(app)).toEqual([['BatteryInfoChange', battery]])
    expect(await call(app, 'getBatteryInfo')).toMatchObject(battery)
    await call(app, 'startLocationUpdateBackground')
    const told = await until(
      () => heard(app),
      (told) => told.length > 0,
    )
    expect(told).toMatchObject([['LocationChangeError', { errCode: 2 }]])
    await phone.fixtures({ location: { latitude: 30, longitude: 120 } })
    expect(await heard(app)).toMatchObject([['LocationChange', { latitude: 30, longitude: 120 }]])
    await phone.fixtures({ network: { type: 'wifi' }, localAddress: '192.168.1.7' })
    expect(await call(app, 'getLocalIPAddress')).toMatchObject({ localip: '192.168.1.7', netmask: '255.255.255.0' })
    await phone.fixtures({ network: { type: '4g' } })
    expect((await call(app, 'getLocalIPAddress')).errMsg).toBe('getLocalIPAddress:fail wifi not connected')
    await phone.fixtures({ network: { weak: true } })
    expect(await heard(app)).toEqual([['NetworkWeakChange', { weakNet: true, networkType: '4g' }]])
    await stopListening(app, events)
    await phone.fixtures({ battery, network: { weak: false }, location: { latitude: 31, longitude: 121 } })
    await call(app, 'stopLocationUpdate')
    expect(await heard(app)).toEqual([])
  },
)

const RADIO_EVENTS = [
  ...['BluetoothAdapterStateChange', 'BluetoothDeviceFound', 'BLEConnectionStateChange', 'BLEMTUChange'],
  ...['BLECharacteristicValueChange', 'BLEPeripheralConnectionStateChanged', 'BeaconUpdate', 'BeaconServiceChange'],
  ...['HCEMessage', 'GetWifiList', 'WifiConnected', 'WifiConnectedWithPartialInfo', 'LocalServiceFound'],
  ...['LocalServiceLost', 'LocalServiceDiscoveryStop', 'LocalServiceResolveFail'],
]

approximate(
  both(RADIO_EVENTS),
  'only what a test lets happen',
  'hear of radios that the phone does not have, until they are taken away',
  async ({ app, phone, reset }) => {
    await reset()
    await listen(app, RADIO_EVENTS)
    for (const event of RADIO_EVENTS) await phone.emit(event, { about: event })
    expect(await heard(app)).toEqual(RADIO_EVENTS.map((event) => [event, { about: event }]))
    await stopListening(app, RADIO_EVENTS)
    for (const event of RADIO_EVENTS) await phone.emit(event)
    expect(await heard(app)).toEqual([])
  },
)

/** [errCode, functions] */
const WITHOUT: [number | undefined, string[]][] = [
  [10001, ['openBluetoothAdapter', 'createBLEPeripheralServer']],
  [
    10000,
    [
      ...['closeBluetoothAdapter', 'getBluetoothAdapterState', 'startBluetoothDevicesDiscovery'],
      ...['stopBluetoothDevicesDiscovery', 'getBluetoothDevices', 'getConnectedBluetoothDevices', 'makeBluetoothPair'],
      ...['isBluetoothDevicePaired', 'createBLEConnection', 'closeBLEConnection', 'getBLEDeviceServices'],
      ...['getBLEDeviceCharacteristics', 'getBLEDeviceRSSI', 'getBLEMTU', 'setBLEMTU', 'readBLECharacteristicValue'],
      ...['writeBLECharacteristicValue', 'notifyBLECharacteristicValueChange'],
    ],
  ],
  [11003, ['stopBeaconDiscovery', 'getBeacons']],
  [13000, ['getHCEState', 'stopHCE', 'sendHCEMessage']],
  [12010, ['connectWifi', 'setWifiList', 'getWifiList']],
  [undefined, ['startLocalServiceDiscovery', 'stopLocalServiceDiscovery']],
]

approximate(
  WITHOUT.flatMap(([, names]) => names.map((name) => `wx.${name}`)),
  'a phone without these radios; fixtures may answer',
  'fail as on a phone without the radio, or answer what a test gives',
  async ({ app, phone, reset }) => {
    await reset()
    for (const [errCode, names] of WITHOUT) {
      for (const name of names) {
        const { errMsg, errCode: told } = await call(app, name)
        expect([errMsg, told]).toEqual([expect.stringMatching(`^${name}:fail `), errCode])
      }
    }
    const names = WITHOUT.flatMap(([, names]) => names)
    await phone.fixtures({ answers: Object.fromEntries(names.map((name) => [name, { from: name }])) })
    for (const name of names) expect(await call(app, name)).toEqual({ from: name, errMsg: `${name}:ok` })
  },
)

approximate(
  ['wx.startWifi', 'wx.stopWifi', 'wx.getConnectedWifi'],
  'a phone without Wi-Fi around it; fixtures may answer',
  'turn Wi-Fi functions on and off',
  async ({ app, reset }) => {
    await reset()
    const code = async () => (await call(app, 'getConnectedWifi')).errCode
    expect(await code()).toBe(12000)
    expect(await call(app, 'startWifi')).toEqual({ errMsg: 'startWifi:ok' })
    expect(await code()).toBe(12010)
    await call(app, 'stopWifi')
    expect(await code()).toBe(12000)
  },
)

/** An error and a rejection that nobody takes. */
async function breakSomething(app: Driver): Promise<void> {
  await app.evaluate(() => {
    setTimeout(() => {
      throw new Error('没接住')
    })
    void Promise.reject(new Error('没处理'))
  })
}

declare const wx: object
