import { until } from '../src/driver'
import { conformance } from './kit'

const { claim } = conformance('native')
const PAGE = '/pages/protocol/protocol'

declare const wx: Record<string, (...values: unknown[]) => unknown> & { __host?: unknown }
declare function getApp(): { calls: string[] }
declare function getCurrentPages(): { route: string; data: Record<string, unknown> }[]

claim(['App.getPageStack', 'App.getCurrentPage'], 'tell path, query and an id of their own', async ({ app, go }) => {
  const first = await go(`${PAGE}?a=1&b=%E5%A5%BD`)
  expect([first.path, first.query]).toEqual(['pages/protocol/protocol', { a: '1', b: '%E5%A5%BD' }])
  await go('/pages/detail/index?from=x', 'navigateTo')
  expect((await app.pageStack()).map(({ path }) => path)).toEqual(['pages/protocol/protocol', 'pages/detail/index'])
  const again = await go(PAGE)
  expect(again.id).not.toBe(first.id)
  expect((await app.pageStack())[0]).toBe(again)
})

claim('App.callWxMethod', 'returns what the function returns, or what it succeeds with', async ({ app, go }) => {
  await go(PAGE)
  expect(await app.callWxMethod('setStorageSync', 'k', { deep: [1] })).toBeUndefined()
  expect(await app.callWxMethod('getStorageSync', 'k')).toEqual({ deep: [1] })
  expect(await app.callWxMethod('getStorage', { key: 'k' })).toMatchObject({ data: { deep: [1] } })
  // Only the first argument counts, and the client turns functions into text.
  const options = { key: 'k', success: () => undefined, fail: () => undefined }
  expect(await app.callWxMethod('getStorage', options, { key: 'other' })).toMatchObject({ data: { deep: [1] } })
  expect(await app.systemInfo()).toMatchObject({ windowWidth: 375 })
  expect(await app.callWxMethod('onAppShow', () => undefined)).toBeUndefined()
})

claim('App.callWxMethod', 'fails with the reason alone, and names what does not exist', async ({ app, go }) => {
  await go(PAGE)
  await expect(app.callWxMethod('getStorage', { key: 'none' })).rejects.toThrow(/^data not found$/)
  await expect(app.callWxMethod('nothing')).rejects.toThrow(/^wx\.nothing not exists$/)
  await expect(app.callPluginWxMethod('wx123', 'login')).rejects.toThrow(/^Plugin wx123 not exists$/)
  await expect(app.mockPluginWxMethod('wx123', 'login', {})).rejects.toThrow(/^Plugin wx123 not exists$/)
  await expect(app.restorePluginWxMethod('wx123', 'login')).rejects.toThrow(/^Plugin wx123 not exists$/)
})

claim('App.mockWxMethod', 'puts a value in the place of a function', async ({ app, go }) => {
  const page = await go(PAGE)
  await app.mockWxMethod('getStorageSync', 'mocked')
  expect(await app.callWxMethod('getStorageSync', 'x')).toBe('mocked')
  await app.mockWxMethod('login', { code: 'c0' })
  expect(await page.callMethod('login')).toEqual({ code: 'c0' })
  expect(await app.evaluate(() => wx.login!())).toEqual({ code: 'c0' })
  await app.mockWxMethod('login', { errMsg: 'login:fail system error', errno: 7 })
  expect(await page.callMethod('login')).toEqual({ errMsg: 'login:fail system error', errno: 7 })
  await expect(app.callWxMethod('login')).rejects.toThrow(/^system error$/)
  await expect(app.evaluate(() => wx.login!())).rejects.toThrow('login:fail system error')
  await app.restoreWxMethod('login')
  await app.restoreWxMethod('getStorageSync')
})

claim('App.mockWxMethod', 'puts a function there, given as function or text, with more arguments', async (stage) => {
  const { app, go } = stage
  const page = await go(PAGE)
  await app.mockWxMethod(
    'login',
    function (options: object, code: string) {
      return { code, keys: Object.keys(options) }
    },
    'c1',
  )
  // The callbacks are not the function's business: its result is the outcome.
  expect(await page.callMethod('login')).toEqual({ code: 'c1', keys: [] })
  await app.mockWxMethod('login', 'function (options, code) { return Promise.resolve({ code }) }', 'c2')
  expect(await page.callMethod('login')).toEqual({ code: 'c2' })
  await app.mockWxMethod('getStorageSync', (key: string, more: string) => key + more, '!')
  expect(await app.evaluate(() => wx.getStorageSync!('k'))).toBe('k!')
  await app.mockWxMethod('login', () => {
    throw new Error('broken')
  })
  expect(await page.callMethod('login')).toEqual({ errMsg: 'login:fail broken' })
  await app.mockWxMethod('login', () => undefined)
  await expect(app.callWxMethod('login')).rejects.toThrow('the mock of wx.login returned nothing')
  await app.restoreWxMethod('login')
  await app.restoreWxMethod('getStorageSync')
})

claim('App.mockWxMethod', 'gives a mock the real function, and gives it back when asked', async ({ app, go }) => {
  await go(PAGE)
  await app.callWxMethod('setStorageSync', 'k', 'real')
  await app.mockWxMethod('getStorageSync', function (this: { origin(key: string): string }, key: string) {
    return `${this.origin(key)}, mocked`
  })
  await app.mockWxMethod('getStorageSync', function (this: { origin(key: string): string }, key: string) {
    return `${this.origin(key)}, mocked again`
  })
  expect(await app.callWxMethod('getStorageSync', 'k')).toBe('real, mocked again')
  await app.restoreWxMethod('getStorageSync')
  expect(await app.callWxMethod('getStorageSync', 'k')).toBe('real')
  await app.restoreWxMethod('getStorageSync')
  await expect(app.mockWxMethod('onAppShow', {})).rejects.toThrow(/^You can't mock wx\.onAppShow$/)
  await expect(app.mockWxMethod('offAppShow', {})).rejects.toThrow(/^You can't mock wx\.offAppShow$/)
  await expect(app.mockWxMethod('nothing', {})).rejects.toThrow(/^wx\.nothing not exists$/)
})

claim('App.callFunction', 'runs functions of every form in the logic, and waits for them', async ({ app, go }) => {
  await go(PAGE)
  expect(await app.evaluate((a: number, b: number) => a + b, 2, 3)).toBe(5)
  expect(await app.evaluate(async (word: string) => Promise.resolve(`${word}!`), '好')).toBe('好!')
  expect(
    await app.evaluate(function () {
      return getCurrentPages().map(({ route }) => route)
    }),
  ).toEqual(['pages/protocol/protocol'])
  const forms = {
    short() {
      return 'method'
    },
    async slow() {
      return Promise.resolve('async method')
    },
  }
  expect(await app.evaluate(forms.short)).toBe('method')
  expect(await app.evaluate(forms.slow)).toBe('async method')
  for (const text of ['x=>x', 'async x=>x', 'async(x)=>x', 'function(x){return x}', '(x) => { return x } // end'])
    expect(await app.evaluate(text as never, 7)).toBe(7)
  expect(await app.evaluate(() => Object.keys(wx).includes('__host'))).toBe(false)
})

claim('App.callFunction', 'hands results over as JSON, and what is thrown as an error', async ({ app, go }) => {
  await go(PAGE)
  expect(await app.evaluate(() => undefined)).toBeUndefined()
  expect(await app.evaluate(() => null)).toBeNull()
  expect(await app.evaluate(() => ({ a: undefined, at: new Date(0), run: () => 1 }))).toEqual({
    at: '1970-01-01T00:00:00.000Z',
  })
  expect(await app.evaluate((list: unknown[]) => list.length, [undefined, 1])).toBe(2)
  const circle = () => {
    const one: Record<string, unknown> = {}
    one.self = one
    return one
  }
  await expect(app.evaluate(circle)).rejects.toThrow(/circular/)
  await expect(app.evaluate(() => Promise.reject(new Error('不行')))).rejects.toThrow(/^不行$/)
  await expect(
    app.evaluate(() => {
      throw 'bare' as unknown as Error
    }),
  ).rejects.toThrow(/^bare$/)
  await expect(app.evaluate('1 + 1')).rejects.toThrow('functionDeclaration is not a function')
  await expect(app.evaluate('function (')).rejects.toThrow(/Unexpected token/)
  await expect(app.evaluate(() => (window as unknown as { document: unknown }).document)).rejects.toThrow()
})

claim(
  ['App.addBinding', 'App.bindingCalled'],
  'let the mini-program call the test, also after a reset',
  async (stage) => {
    const { app, go, reset } = stage
    await go(PAGE)
    const told: unknown[][] = []
    await app.exposeFunction('tell', (...values: never[]) => told.push(values))
    const tell = (word: string) => (globalThis as never as { tell(...words: unknown[]): void }).tell(word, { at: [1] })
    await app.evaluate(tell, '好')
    await until(
      () => Promise.resolve(told),
      (list) => list.length === 1,
    )
    await reset()
    await app.evaluate(tell, '再')
    await until(
      () => Promise.resolve(told),
      (list) => list.length === 2,
    )
    expect(told).toEqual([
      ['好', { at: [1] }],
      ['再', { at: [1] }],
    ])
  },
)

claim(
  ['App.enableLog', 'App.logAdded'],
  'report the console to whom asked for it, whatever is logged',
  async (stage) => {
    const { app, go, reset } = stage
    await go(PAGE)
    const logs: { type: string; args: unknown[] }[] = []
    app.on('console', (log: { type: string; args: unknown[] }) => logs.push(log))
    app.on('console', () => undefined)
    await app.evaluate(() => {
      const circle: Record<string, unknown> = { name: '圈' }
      circle.self = circle
      console.log('好', 1, undefined, [() => 1], circle)
      for (const type of ['info', 'warn', 'error', 'debug'] as const) console[type](type)
      console.log(getCurrentPages()[0])
    })
    const first = await until(
      () => Promise.resolve(logs),
      (list) => list.length >= 6,
    )
    expect(first.map(({ type }) => type)).toEqual(['log', 'info', 'warn', 'error', 'debug', 'log'])
    expect(first[0]!.args).toEqual([
      '好',
      1,
      null,
      [expect.stringMatching(/^\[Function/)],
      { name: '圈', self: '[Circular]' },
    ])
    await reset()
    await app.evaluate(() => console.log('again'))
    await until(
      () => Promise.resolve(logs),
      (list) => list.at(-1)?.args[0] === 'again',
    )
  },
)

claim('App.exceptionThrown', 'tells of what nobody caught, with message and stack', async ({ app, phone, go }) => {
  const page = await go(PAGE)
  phone.expectErrors('坏了', '没人要')
  const thrown: { message: string; stack: string }[] = []
  app.on('exception', (event: { message: string; stack: string }) => thrown.push(event))
  await page.callMethod('throwLater')
  await app.evaluate(() => void Promise.reject(new Error('没人要')))
  await until(
    () => Promise.resolve(thrown),
    (list) => list.length === 2,
  )
  expect(thrown.map(({ message }) => message)).toEqual(['坏了', '没人要'])
  expect(thrown[0]!.stack).toContain('protocol.js')
})

claim('App.captureScreenshot', 'is a PNG of the whole glass', async ({ app, go }) => {
  await go(PAGE)
  const picture = Buffer.from(await app.screenshot(), 'base64')
  expect(picture.subarray(1, 4).toString()).toBe('PNG')
  expect([picture.readUInt32BE(16), picture.readUInt32BE(20)]).toEqual([750, 1334])
})

claim('App.exit', 'takes the mini-program to the background', async ({ app, phone, go }) => {
  await go(PAGE)
  await app.send('App.exit')
  expect(await app.evaluate(() => getApp().calls.at(-1))).toBe('hide')
  await phone.comeBack()
})
