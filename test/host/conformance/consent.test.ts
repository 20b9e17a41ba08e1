import { until, type AutomatorPage } from '../src/driver'
import { conformance } from './kit'
import { call } from './wx'

const { claim } = conformance('native', { fixtures: { location: { latitude: 31.2, longitude: 121.5 } } })
const PAGE = '/pages/consent/consent'

const tap = async (page: AutomatorPage, selector: string) => (await page.$(selector))!.tap()

/** What the page was told last, as it shows it. */
async function told(page: AutomatorPage): Promise<Record<string, unknown>> {
  const read = async () => (await page.$('.told'))!.text()
  return JSON.parse(await until(read, (text) => text.length > 0)) as Record<string, unknown>
}

claim(
  ['wx.authorize', 'wx.getSetting', 'wx.openSetting', 'wx.getLocation'],
  'asks for a permission once and remembers the answer, also past a restart, until the settings change it',
  async ({ app, phone, reset }) => {
    await reset()
    expect(await call(app, 'getSetting')).toMatchObject({ authSetting: {} })
    await phone.fixtures({ scopes: { 'scope.userLocation': 'refuse' } })
    expect(await call(app, 'getLocation')).toMatchObject({ errMsg: 'getLocation:fail auth deny', errno: 103 })
    await reset({ keepStorage: true })
    expect((await call(app, 'authorize', { scope: 'scope.userLocation' })).errMsg).toBe('authorize:fail auth deny')
    expect(await call(app, 'getSetting')).toMatchObject({ authSetting: { 'scope.userLocation': false } })
    expect((await call(app, 'openSetting')).errMsg).toBe('openSetting:fail can only be invoked by user TAP gesture.')
    await phone.touch(2, 300)
    expect(await call(app, 'openSetting')).toMatchObject({ authSetting: { 'scope.userLocation': true } })
    expect(await call(app, 'getLocation')).toMatchObject({ latitude: 31.2, longitude: 121.5 })
  },
)

claim(
  ['wx.authorize', '<button>', 'phone ask'],
  'shows the person who is asked what the mini-program wants',
  async ({ app, phone, reset }) => {
    await reset()
    await phone.fixtures({ permission: 'ask' })
    await app.evaluate(() => {
      const { wx: api } = { wx } as unknown as { wx: { authorize(options: object): void; told?: unknown } }
      api.authorize({ scope: 'scope.addPhoneCalendar', complete: (result: unknown) => (api.told = result) })
    })
    expect((await phone.state()).prompt).toMatchObject({ kind: 'authorize', choices: ['拒绝', '允许'] })
    await phone.press('允许')
    expect(await call(app, 'getSetting')).toMatchObject({ authSetting: { 'scope.addPhoneCalendar': true } })
  },
)

claim(
  [
    ...['wx.onNeedPrivacyAuthorization', 'wx.getPrivacySetting', 'wx.requirePrivacyAuthorize', 'wx.setClipboardData'],
    'strict privacy consent first',
  ],
  'waits for a real tap on the agree button, fails after a refusal, and at once for ten seconds',
  async ({ app, phone, go, reset }) => {
    await reset()
    await phone.fixtures({ privacy: 'ask' })
    const page = await go(`${PAGE}?listen=1`)
    expect(await call(app, 'getPrivacySetting')).toMatchObject({ needAuthorization: true })
    const refused = call(app, 'setClipboardData', { data: 'secret' })
    await until(() => page.$('.decline'), Boolean)
    expect(await page.data('asked')).toBe('setClipboardData')
    await tap(page, '.decline')
    expect(await refused).toEqual({
      errMsg: 'setClipboardData:fail privacy permission is not authorized',
      errno: 104,
    })
    expect(await call(app, 'setClipboardData', { data: 'secret' })).toMatchObject({ errno: 103 })
    expect((await phone.state()).clipboard).toBe('')
    await reset()
    await phone.fixtures({ privacy: 'ask' })
    const again = await go(`${PAGE}?listen=1`)
    const pretended = call(app, 'requirePrivacyAuthorize')
    await until(() => again.$('.agree'), Boolean)
    await again.callMethod('pretend')
    expect(await pretended).toMatchObject({ errno: 104 })
    await reset()
    await phone.fixtures({ privacy: 'ask' })
    const last = await go(`${PAGE}?listen=1`)
    const agreed = call(app, 'setClipboardData', { data: '可以' })
    await until(() => last.$('.agree'), Boolean)
    await tap(last, '.agree')
    expect(await agreed).toEqual({ errMsg: 'setClipboardData:ok' })
    expect(await phone.state()).toMatchObject({ clipboard: '可以', toast: { title: '内容已复制' } })
    expect(await call(app, 'getPrivacySetting')).toMatchObject({ needAuthorization: false })
  },
)

claim(
  ['wx.getClipboardData', 'wx.openPrivacyContract'],
  'shows WeChat’s own privacy dialog when nobody listens',
  async ({ app, phone, reset }) => {
    await reset()
    await phone.fixtures({ privacy: 'ask' })
    const reading = call(app, 'getClipboardData')
    await until(() => phone.state(), ({ prompt }) => prompt !== null) // prettier-ignore
    await phone.press('允许')
    expect(await reading).toEqual({ data: '', errMsg: 'getClipboardData:ok' })
    expect(await call(app, 'openPrivacyContract')).toEqual({ errMsg: 'openPrivacyContract:ok' })
  },
)

claim(
  ['wx.requestSubscribeMessage', 'strict subscribe needs tap'],
  'needs a tap and at most five templates, and tells each answer',
  async ({ app, phone, go, reset }) => {
    await reset()
    const page = await go(PAGE)
    const cold = await call(app, 'requestSubscribeMessage', { tmplIds: ['one'] })
    expect(cold.errMsg).toBe('requestSubscribeMessage:fail can only be invoked by user TAP gesture.')
    expect(await call(app, 'requestSubscribeMessage', { tmplIds: [] })).toMatchObject({ errCode: 10001 })
    expect(await call(app, 'requestSubscribeMessage', { tmplIds: [...'123456'] })).toMatchObject({ errCode: 20003 })
    await phone.fixtures({ subscribe: { one: 'accept', two: 'ban' } })
    await tap(page, '.subscribe')
    expect(await told(page)).toEqual({ one: 'accept', two: 'ban', errMsg: 'requestSubscribeMessage:ok' })
    await phone.fixtures({ subscribeSwitch: false })
    await tap(page, '.subscribe')
    await until(() => told(page), ({ errCode }) => errCode === 20004) // prettier-ignore
    await phone.fixtures({ subscribeSwitch: true, subscribe: 'ask', templates: { one: '活动提醒' } })
    expect(await call(app, 'getSetting', { withSubscriptions: true })).toMatchObject({
      subscriptionsSetting: { itemSettings: {} },
    })
    await tap(page, '.subscribe')
    await phone.press('总是保持以上选择，不再询问')
    await phone.press('取消')
    await until(() => told(page), ({ two }) => two === 'reject') // prettier-ignore
    expect(await call(app, 'getSetting', { withSubscriptions: true })).toMatchObject({
      subscriptionsSetting: { mainSwitch: true, itemSettings: { one: 'reject', two: 'reject' } },
    })
  },
)

claim(
  ['<button>', 'wx.getUserProfile'],
  'gives phone codes, avatars and the anonymous profile as the person decides',
  async ({ phone, go, reset }) => {
    await reset()
    const page = await go(PAGE)
    await tap(page, '.phone')
    expect(await told(page)).toMatchObject({
      errMsg: 'getPhoneNumber:ok',
      code: expect.stringMatching(/^phone-/) as string,
    })
    await phone.fixtures({ phoneNumber: 'refuse' })
    await tap(page, '.phone')
    await until(() => told(page), ({ errMsg }) => errMsg === 'getPhoneNumber:fail user deny') // prettier-ignore
    await phone.fixtures({ phoneNumber: 'fail' })
    await tap(page, '.realtime')
    await until(() => told(page), ({ errno }) => errno === 1400001) // prettier-ignore
    await phone.fixtures({ media: ['data:image/png;base64,iVBORw0KGgo='] })
    await tap(page, '.avatar')
    await until(() => told(page), ({ avatarUrl }) => String(avatarUrl).startsWith('wxfile://tmp_')) // prettier-ignore
    await tap(page, '.profile')
    const { userInfo } = await until(() => told(page), (all) => 'userInfo' in all) // prettier-ignore
    expect(userInfo).toMatchObject({ nickName: '微信用户', gender: 0 })
  },
)

claim(
  ['wx.requestPayment', 'wx.requestOrderPayment'],
  'ends as the fixture says, and refuses half an order',
  async ({ app, phone, reset }) => {
    await reset()
    const order = { timeStamp: '1', nonceStr: 'n', package: 'prepay_id=1', signType: 'MD5', paySign: 's' }
    expect(await call(app, 'requestPayment', order)).toEqual({ errMsg: 'requestPayment:ok' })
    expect((await phone.state()).calls.at(-1)).toEqual({ method: 'requestPayment', options: order })
    await phone.fixtures({ payment: 'cancel' })
    expect((await call(app, 'requestOrderPayment', order)).errMsg).toBe('requestOrderPayment:fail cancel')
    const half = { ...order, timeStamp: 1 }
    expect((await call(app, 'requestPayment', half)).errMsg).toMatch(
      'parameter.timeStamp should be String instead of Number',
    )
  },
)

claim(
  ['wx.login', 'wx.checkSession'],
  'gives a fresh code each time, four times a second',
  async ({ app, phone, reset }) => {
    await reset()
    expect((await call(app, 'checkSession')).errMsg).toBe('checkSession:fail session time out')
    const codes = (await app.evaluate(() => {
      const login = (wx as { login(options: object): void }).login
      const one = () =>
        new Promise((resolve) =>
          login({ complete: ({ code, errMsg }: Record<string, string>) => resolve(code ?? errMsg) }),
        )
      return Promise.all([1, 2, 3, 4, 5].map(one))
    })) as string[]
    expect(new Set(codes).size).toBe(5)
    expect(codes.filter((code) => code === 'login:fail invoke too frequently')).toHaveLength(1)
    expect(await call(app, 'checkSession')).toEqual({ errMsg: 'checkSession:ok' })
    await phone.fixtures({ failures: { checkSession: { message: 'session time out', errCode: -13001 } } })
    expect(await call(app, 'checkSession')).toEqual({ errMsg: 'checkSession:fail session time out', errCode: -13001 })
  },
)

/** The mini-program's wx, in functions that are evaluated there. */
declare const wx: unknown
