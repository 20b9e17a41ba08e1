import { readdirSync, readFileSync } from 'node:fs'
import { WebSocket } from 'ws'
import { startBrowser } from '../src/browser'
import { drive, until } from '../src/driver'
import { find } from './find'
import { conformance } from './kit'

const { claim } = conformance('native', { busyMs: 1000, answerMs: 4000 })
const PAGE = '/pages/protocol/protocol'

interface Message {
  id?: unknown
  method?: string
  params?: unknown
  result?: unknown
  error?: { message: string }
}

/** The wire itself, for what the client never sends or does not show. */
async function wire(endpoint: string) {
  const socket = new WebSocket(endpoint)
  const messages: Message[] = []
  socket.on('message', (data) => messages.push(JSON.parse((data as Buffer).toString()) as Message))
  socket.on('error', () => undefined)
  await new Promise((resolve) => socket.once('open', resolve))
  const next = async (holds: (message: Message) => boolean) =>
    (await until(
      () => Promise.resolve(messages.find(holds)),
      (message) => message !== undefined,
      8000,
    ))!
  /** Sends a text and resolves with the next answer to it. */
  const say = (text: string, id: unknown = null) => {
    messages.length = 0
    socket.send(text)
    return next((message) => message.id === id)
  }
  const ask = (method: string, params?: object) => say(JSON.stringify({ id: 'x', method, params }), 'x')
  return { socket, messages, next, say, ask }
}

claim('automator.connect', 'answers everything, also what is no request', async ({ phone, go }) => {
  await go(PAGE)
  const { say, ask, socket } = await wire(phone.wsEndpoint)
  expect(await say('{"id":')).toEqual({ id: null, error: { message: 'a request must be JSON' } })
  for (const text of ['null', '7', '"text"', '[]', '{"method":"App.getPageStack"}'])
    expect(await say(text)).toEqual({ id: null, error: { message: 'a request needs an id' } })
  expect(await say('{"id":"a"}', 'a')).toEqual({ id: 'a', error: { message: 'a request needs a method' } })
  expect(await say('{"id":8,"method":"Tool.getInfo"}', 8)).toMatchObject({ id: 8, result: { SDKVersion: '3.8.12' } })
  expect(await say('{"id":"b","method":"App.getPageStack","params":[]}', 'b')).toMatchObject({
    error: { message: 'params must be an object' },
  })
  for (const method of ['App.fly', 'toString', '__proto__', 'Page.constructor', ''])
    expect(await ask(method)).toEqual({ id: 'x', error: { message: `${method} unimplemented` } })
  expect(await ask('App.callWxMethod')).toMatchObject({ error: { message: 'method must be a string' } })
  expect(await ask('App.callWxMethod', { method: 'login', args: 7 })).toMatchObject({
    error: { message: 'args and names must be lists' },
  })
  expect(await ask('Element.getWXML', { pageId: 1, elementId: 'e' })).toMatchObject({
    error: { message: 'page destroyed' },
  })
  expect(await ask('App.enableLog')).toEqual({ id: 'x', result: {} })
  socket.close()
})

claim('automator.connect', 'serves several clients, and survives one that breaks off', async ({ app, phone, go }) => {
  await go(PAGE)
  const [one, other] = [await wire(phone.wsEndpoint), await wire(phone.wsEndpoint)]
  await one.ask('App.enableLog')
  one.socket.send(JSON.stringify({ id: 'late', method: 'Page.callMethod', params: {} }))
  one.socket.terminate()
  const listening = await wire(phone.wsEndpoint)
  await listening.ask('App.enableLog')
  await app.evaluate(() => console.log('听'))
  await listening.next(({ method }) => method === 'App.logAdded')
  // Who did not ask for the console does not get it.
  expect(other.messages).toEqual([])
  const answers = await Promise.all([other.ask('App.getPageStack'), listening.ask('App.getPageStack'), app.pageStack()])
  expect(answers[0].result).toEqual(answers[1].result)
  for (const { socket } of [other, listening]) socket.close()
})

claim(
  'automator.connect',
  'fails what is under way when the phone is reset, and what is asked meanwhile',
  async (stage) => {
    const { app, phone, go } = stage
    const page = await go(PAGE)
    const pad = await find(page, '.pad')
    const failed = expect(page.callMethod('never')).rejects.toThrow('Page.callMethod: the phone was reset')
    await app.pageStack()
    const resetting = phone.reset()
    await expect(app.currentPage()).rejects.toThrow('the phone is being reset')
    await resetting
    await failed
    await expect(pad.tap()).rejects.toThrow('page destroyed')
    expect((await app.currentPage()).path).toBe('pages/home/index')
  },
)

claim('Page.callMethod', 'fails when nothing comes of it in time', async ({ app, go }) => {
  const page = await go(PAGE)
  await expect(page.callMethod('never')).rejects.toThrow('Page.callMethod got no answer within 4000 ms')
  expect(await page.callMethod('add', 1, 2)).toBe(3)
  expect((await app.currentPage()).path).toBe('pages/protocol/protocol')
})

claim(['Page.callMethod', 'phone reset'], 'fails when a script never ends; a reset ends the script', async (stage) => {
  const { app, phone, go } = stage
  const page = await go(PAGE)
  const pad = await find(page, '.pad')
  const spinning = expect(page.callMethod('spin')).rejects.toThrow(/^Page\.callMethod: the page has not answered/)
  const tapping = expect(pad.tap()).rejects.toThrow(/^Element\.tap: the page has not answered/)
  const picturing = expect(app.screenshot()).rejects.toThrow(/^screenshot: the page has not answered/)
  await Promise.all([spinning, tapping, picturing])
  await expect(app.currentPage()).rejects.toThrow('App.getCurrentPage: the page has not answered')
  await phone.reset()
  expect((await app.currentPage()).path).toBe('pages/home/index')
})

claim('automator.connect', 'fails when the page of the phone crashes', async ({ another }) => {
  const { app, phone } = await another()
  const page = await app.currentPage()
  const waiting = expect(app.evaluate(() => new Promise(() => undefined))).rejects.toThrow(
    "the phone's page has crashed",
  )
  await phone.page.goto('chrome://crash').catch(() => undefined)
  await waiting
  await expect(page.$$('view')).rejects.toThrow("the phone's page has crashed")
})

claim('automator.connect', 'fails when the phone is closed', async ({ another }) => {
  const { app, phone } = await another()
  const waiting = expect(app.evaluate(() => new Promise(() => undefined))).rejects.toThrow('the phone is closed')
  await app.pageStack()
  await phone.close()
  await waiting
  await expect(app.currentPage()).rejects.toThrow('Connection closed')
  await expect(drive(phone)).rejects.toThrow('Failed connecting')
})

claim('automator.connect', 'fails when the browser is killed', async () => {
  const before = new Set(browsers())
  const browser = await startBrowser()
  const [pid] = browsers().filter((each) => !before.has(each))
  const phone = await browser.phone({ dist: `${__dirname}/../fixtures/native` })
  const app = await drive(phone)
  const page = await app.currentPage()
  const waiting = expect(app.evaluate(() => new Promise(() => undefined))).rejects.toThrow('the phone is closed')
  await app.pageStack()
  process.kill(pid!, 'SIGKILL')
  await waiting
  await expect(page.data()).rejects.toThrow(/Connection closed|the phone is closed/)
  await browser.close()
})

/** The browsers that this process has started, not counting what they start themselves. */
function browsers(): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && isBelow(Number(name)))
    .map(Number)
    .filter((pid) => {
      const [command = '', ...args] = read(`/proc/${pid}/cmdline`).split('\0')
      return /chrom[^/]*$/.test(command) && !args.some((arg) => arg.startsWith('--type='))
    })
}

function isBelow(pid: number): boolean {
  const parent = Number(
    read(`/proc/${pid}/stat`)
      .replace(/^.*\) \S /su, '')
      .split(' ')[0],
  )
  return parent === process.pid || (parent > 1 && isBelow(parent))
}

/** Processes end while they are looked at. */
function read(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}
