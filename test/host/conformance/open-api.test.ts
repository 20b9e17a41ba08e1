import { conformance } from './kit'
import { call } from './wx'

type Options = Record<string, unknown>
/** The mini-program's wx, in functions that are evaluated there. */
declare const wx: {
  cloud: Record<string, (options?: object) => Promise<Options>> & {
    init(options?: object): void
    database(): { collection(name: string): { where(query: object): { get(): Promise<Options> } } }
  }
}

const { claim, approximate } = conformance('native-tabs', { loose: ['privateInfos', 'rates'] })

const LEAVING = [
  ...['openChannelsUserProfile', 'openChannelsActivity', 'openChannelsLive', 'openChannelsEvent'],
  ...['reserveChannelsLive', 'openOfficialAccountArticle', 'openCustomerServiceChat', 'addCard', 'openCard'],
  ...['addFileToFavorites', 'addVideoToFavorites', 'sendSms', 'vibrateLong', 'openAppAuthorizeSetting'],
  ...['openSystemBluetoothSetting'],
]

approximate(
  LEAVING.map((name) => `wx.${name}`),
  'kept for the test instead of shown',
  'succeed, or fail as the fixtures say, and a test sees what was asked for',
  async ({ app, phone, reset }) => {
    await reset()
    for (const name of LEAVING) expect(await call(app, name, { id: name })).toEqual({ errMsg: `${name}:ok` })
    const { calls } = await phone.state()
    expect(calls.map(({ method }) => method)).toEqual(LEAVING)
    expect(calls[0]!.options).toEqual({ id: LEAVING[0] })
    await phone.fixtures({ failures: Object.fromEntries(LEAVING.map((name) => [name, 'cancel'])) })
    for (const name of LEAVING) expect((await call(app, name)).errMsg).toBe(`${name}:fail cancel`)
    expect((await phone.state()).calls.length).toBe(LEAVING.length)
  },
)

const CHOICES = [
  'chooseAddress',
  'chooseInvoice',
  'chooseInvoiceTitle',
  'chooseLicensePlate',
  'chooseContact',
  'choosePoi',
]

approximate(
  CHOICES.map((name) => `wx.${name}`),
  'nobody chooses but the fixtures',
  'fail as when the person cancels, or answer what the fixtures chose',
  async ({ app, phone, reset }) => {
    await reset()
    for (const name of CHOICES) expect(await call(app, name)).toEqual({ errMsg: `${name}:fail cancel` })
    await phone.fixtures({ answers: Object.fromEntries(CHOICES.map((name) => [name, { chosen: name }])) })
    for (const name of CHOICES) expect(await call(app, name)).toEqual({ chosen: name, errMsg: `${name}:ok` })
  },
)

claim('wx.getFuzzyLocation', 'tells the place to about a kilometre', async ({ app, phone, reset }) => {
  await reset()
  expect(await call(app, 'getFuzzyLocation')).toMatchObject({ errCode: 2 })
  await phone.fixtures({ location: { latitude: 31.23456, longitude: 121.47654 } })
  expect(await call(app, 'getFuzzyLocation')).toEqual({
    ...{ latitude: 31.23, longitude: 121.48, errMsg: 'getFuzzyLocation:ok' },
  })
  await reset()
  await phone.fixtures({ scopes: { 'scope.userFuzzyLocation': 'refuse' } })
  expect((await call(app, 'getFuzzyLocation')).errMsg).toBe('getFuzzyLocation:fail auth deny')
})

claim(
  ['wx.getUserInfo', 'wx.getUserProfile'],
  'everybody is 微信用户 without a picture, and only who tapped is asked for a profile',
  async ({ app, phone, reset }) => {
    await reset()
    const { userInfo, rawData } = await call(app, 'getUserInfo', { lang: 'zh_CN' })
    expect(userInfo).toMatchObject({ nickName: '微信用户', avatarUrl: '', gender: 0, language: 'zh_CN' })
    expect(JSON.parse(rawData as string)).toEqual(userInfo)
    const profile = () => call(app, 'getUserProfile', { desc: '展示' })
    expect((await profile()).errMsg).toBe('getUserProfile:fail can only be invoked by user TAP gesture.')
    await phone.touch(2, 300)
    expect(await profile()).toMatchObject({ userInfo: { nickName: '微信用户' } })
  },
)

approximate(
  ['wx.getWeRunData', 'wx.checkIsSoterEnrolledInDevice', 'wx.startSoterAuthentication'],
  'no data and no finger on this phone; fixtures may answer',
  'steps need a permission, and fingerprints a phone that reads them',
  async ({ app, phone, reset }) => {
    await reset()
    await phone.fixtures({ scopes: { 'scope.werun': 'refuse' } })
    expect((await call(app, 'getWeRunData')).errMsg).toBe('getWeRunData:fail auth deny')
    await reset()
    expect(await call(app, 'getWeRunData')).toEqual({ encryptedData: '', iv: '', errMsg: 'getWeRunData:ok' })
    for (const name of ['checkIsSoterEnrolledInDevice', 'startSoterAuthentication']) {
      expect(await call(app, name)).toMatchObject({ errMsg: `${name}:fail not support`, errCode: 90003 })
    }
    await phone.fixtures({ answers: { startSoterAuthentication: { authMode: 'fingerPrint' } } })
    expect(await call(app, 'startSoterAuthentication')).toMatchObject({ authMode: 'fingerPrint' })
  },
)

claim(
  ['wx.showShareMenu', 'wx.hideShareMenu', 'wx.updateShareMenu'],
  'the menu lets a page be shared or not, with the ticket of its group or without',
  async ({ app, go, phone, reset }) => {
    await reset()
    await go('/kit/share?how=plain')
    const share = async () => {
      await phone.press('更多')
      await phone.press('转发给朋友')
      return (await phone.state()).share
    }
    await call(app, 'showShareMenu', { withShareTicket: true })
    expect(await share()).toMatchObject({ from: 'menu', withShareTicket: true })
    await call(app, 'updateShareMenu', { withShareTicket: false })
    expect(await share()).not.toHaveProperty('withShareTicket')
    await call(app, 'hideShareMenu')
    await phone.press('更多')
    const { choices } = (await phone.state()).prompt!
    expect([choices.includes('收藏'), choices.includes('转发给朋友')]).toEqual([true, false])
    await phone.press('取消')
    await call(app, 'showShareMenu')
    expect(await share()).toMatchObject({ from: 'menu' })
  },
)

claim(
  ['wx.updateShareMenu'],
  'make the cards of a page private messages for an activity, and ordinary ones again',
  async ({ app, go, phone, reset }) => {
    await reset()
    await go('/kit/share?how=plain')
    const share = async () => {
      await phone.press('更多')
      await phone.press('转发给朋友')
      return (await phone.state()).share
    }
    const activity = { isPrivateMessage: true, withShareTicket: true }
    expect((await call(app, 'updateShareMenu', activity)).errMsg).toMatch(/fail parameter error/)
    await call(app, 'updateShareMenu', { ...activity, activityId: 'a1' })
    expect(await share()).toMatchObject({ activityId: 'a1', withShareTicket: true })
    await call(app, 'updateShareMenu', { isPrivateMessage: false })
    expect(await share()).not.toHaveProperty('activityId')
  },
)

claim(
  ['wx.shareFileMessage', 'wx.shareVideoMessage'],
  'send a file that is there, after a tap',
  async ({ app, phone, reset }) => {
    await reset()
    const file = await app.evaluate(() => {
      const { wx: api } = { wx } as unknown as {
        wx: { getFileSystemManager(): { writeFileSync(path: string, data: string): void } }
      }
      api.getFileSystemManager().writeFileSync('wxfile://usr/a.txt', '你好')
      return 'wxfile://usr/a.txt'
    })
    for (const [name, field] of [
      ['shareFileMessage', 'filePath'],
      ['shareVideoMessage', 'videoPath'],
    ] as const) {
      await reset({ keepStorage: true })
      expect((await call(app, name)).errMsg).toContain(`parameter.${field} should be String`)
      expect((await call(app, name, { [field]: file })).errMsg).toMatch(/can only be invoked by user TAP gesture/)
      await phone.touch(2, 300)
      expect((await call(app, name, { [field]: 'wxfile://usr/none' })).errMsg).toMatch(/fail no such file/)
      expect(await call(app, name, { [field]: file })).toEqual({ errMsg: `${name}:ok` })
      expect((await phone.state()).calls).toEqual([{ method: name, options: { [field]: file } }])
    }
  },
)

approximate(
  'wx.getGroupEnterInfo',
  'without a WeChat sandbox nothing is encrypted: the data is empty',
  'is asked with the ticket that the mini-program was entered with',
  async ({ app, reset }) => {
    await reset()
    expect((await call(app, 'getGroupEnterInfo')).errCode).toBe(40097)
    await reset({ shareTicket: 't' })
    expect(await call(app, 'getGroupEnterInfo')).toMatchObject({ encryptedData: '', errMsg: 'getGroupEnterInfo:ok' })
  },
)

approximate(
  'wx.getShareInfo',
  'nothing is encrypted: the data is empty',
  'knows only the ticket that the mini-program was entered with',
  async ({ app, reset }) => {
    await reset()
    expect((await call(app, 'getShareInfo', { shareTicket: 't' })).errMsg).toMatch(/fail invalid shareTicket/)
    await reset({ shareTicket: 't' })
    expect((await call(app, 'getShareInfo', { shareTicket: 't' })).errMsg).toBe('getShareInfo:ok')
  },
)

approximate(
  'wx.authPrivateMessage',
  'without a WeChat sandbox every message is valid and nothing is encrypted',
  'is asked with the ticket that the mini-program was entered with',
  async ({ app, reset }) => {
    await reset({ shareTicket: 't' })
    expect(await call(app, 'authPrivateMessage', { shareTicket: 't' })).toMatchObject({ valid: true })
    expect((await call(app, 'authPrivateMessage', { shareTicket: 'other' })).errCode).toBe(-3)
  },
)

approximate(
  ['wx.requestMerchantTransfer', 'wx.requestVirtualPayment'],
  'no money moves: the fixture tells how it went',
  'want their parameters, and end as the fixtures say',
  async ({ app, phone, reset }) => {
    await reset()
    const given = { mchId: '1', package: 'p', signData: 's', paySig: 'x', signature: 'y', mode: 'short_series_goods' }
    for (const name of ['requestMerchantTransfer', 'requestVirtualPayment']) {
      expect((await call(app, name)).errMsg).toMatch(/fail parameter error: parameter\.\w+ should be String/)
      await phone.fixtures({ payment: 'ok' })
      expect(await call(app, name, given)).toEqual({ errMsg: `${name}:ok` })
      expect((await phone.state()).calls.at(-1)).toEqual({ method: name, options: given })
      await phone.fixtures({ payment: 'cancel' })
      expect((await call(app, name, given)).errMsg).toBe(`${name}:fail cancel`)
    }
  },
)

approximate(
  ['wx.setScreenBrightness', 'wx.getScreenBrightness', 'wx.setKeepScreenOn'],
  'the screen stays as bright as it is',
  'keep what is set, and refuse what is no brightness',
  async ({ app, reset }) => {
    await reset()
    await call(app, 'setScreenBrightness', { value: 0.8 })
    expect((await call(app, 'setScreenBrightness', { value: 2 })).errMsg).toMatch(/^setScreenBrightness:fail/)
    expect(await call(app, 'getScreenBrightness')).toMatchObject({ value: 0.8 })
    expect(await call(app, 'setKeepScreenOn', { keepScreenOn: true })).toEqual({ errMsg: 'setKeepScreenOn:ok' })
    expect((await call(app, 'setKeepScreenOn', { keepScreenOn: 'yes' })).errMsg).toMatch(/should be Boolean/)
  },
)

const CLOUD = ['callFunction', 'callContainer', 'uploadFile', 'downloadFile', 'deleteFile', 'getTempFileURL']

approximate(
  ['wx.cloud', 'wx.cloud.init', 'wx.cloud.database', ...CLOUD.map((name) => `wx.cloud.${name}`)],
  'a mini-program without a cloud; fixtures may answer',
  'fail as without a cloud, or answer what the fixtures give',
  async ({ app, phone, reset }) => {
    await reset()
    const ask = (name: string) =>
      app.evaluate(
        (name: string) => wx.cloud[name]!({ name: 'f' }).catch((error: Options) => error),
        name,
      ) as Promise<Options>
    const read = () =>
      app.evaluate(() => {
        wx.cloud.init({ env: 'test' })
        const found = wx.cloud.database().collection('news').where({ a: 1 }).get()
        return found.catch((error: Options) => error)
      }) as Promise<Options>
    for (const name of CLOUD) expect(await ask(name)).toMatchObject({ errCode: -601034 })
    expect(await read()).toMatchObject({ errCode: -601034 })
    const answers = Object.fromEntries(CLOUD.map((name) => [`cloud.${name}`, { result: name }]))
    await phone.fixtures({ answers: { ...answers, 'cloud.database.get': { data: [1] } } })
    for (const name of CLOUD) expect(await ask(name)).toEqual({ result: name, errMsg: `cloud.${name}:ok` })
    expect(await read()).toMatchObject({ data: [1] })
  },
)
