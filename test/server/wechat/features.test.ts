import { createServer, type Server } from 'node:http'
import jsQR from 'jsqr'
import { PNG } from 'pngjs'
import type { Wechat } from '../../../server/src/core/wechat/wechat.api'
import { WechatPush } from '../../../server/src/core/wechat/wechat.push'
import type { PushEvent } from '../../../server/src/core/wechat/wechat.push-events'
import { APP, errorOf, World } from './support'

let world: World
let wechat: Wechat

beforeAll(async () => {
  world = await World.start()
})
afterAll(() => world.sandbox.close())
beforeEach(async () => {
  await world.order('state', undefined, 'DELETE')
  wechat = world.wechat()
})

const fault = (api: string, kind: string, more: object = {}) => world.order('faults', { api, kind, ...more })
const openidOf = async (person: string) => (await world.wechat().code2Session(await world.loginCode(person))).openid

describe('a phone number', () => {
  const phoneCode = async (person: string) => (await world.order<{ code: string }>('phone-codes', { person })).code

  it('comes for the right person, once', async () => {
    await world.order('people', { key: 'lin', phone: '13800138000' })
    const openid = await openidOf('lin')
    const code = await phoneCode('lin')
    expect(await wechat.phoneNumber(code, openid)).toEqual({ number: '+8613800138000', countryCode: '86' })
    expect(await errorOf(wechat.phoneNumber(code, openid))).toMatchObject({ kind: 'permanent', errcode: 40029 })
  })

  it('of somebody abroad keeps its country', async () => {
    await world.order('people', { key: 'ho', phone: '+852 51234567' })
    const number = await wechat.phoneNumber(await phoneCode('ho'), await openidOf('ho'))
    expect(number).toEqual({ number: '+85251234567', countryCode: '852' })
  })

  it('is refused to another person, and its code still works for the right one', async () => {
    const openid = await openidOf('lin')
    const code = await phoneCode('lin')
    expect(await errorOf(wechat.phoneNumber(code, await openidOf('other')))).toMatchObject({ errcode: 40029 })
    expect((await wechat.phoneNumber(code, openid)).number).toMatch(/^\+86142\d{8}$/)
  })

  it('does not come for a login code', async () => {
    expect(await errorOf(wechat.phoneNumber(await world.loginCode('lin'), 'o'))).toMatchObject({ errcode: 40029 })
  })
})

describe('a mini-program code', () => {
  it('can be scanned and leads to the page with the scene', async () => {
    const image = PNG.sync.read(await wechat.qrCode({ scene: "s=Ab1!$&'()*", page: 'pages/home/index', width: 430 }))
    const scanned = jsQR(new Uint8ClampedArray(image.data), image.width, image.height)
    const [page, query] = (scanned?.data ?? '').split('?')
    expect(page).toBe('pages/home/index')
    expect(new URLSearchParams(query).get('scene')).toBe("s=Ab1!$&'()*")
  })

  it('arrives even when it is labelled as JSON', async () => {
    await fault('getwxacodeunlimit', 'image_as_json')
    expect((await wechat.qrCode({ scene: 'a' })).subarray(1, 4).toString()).toBe('PNG')
  })

  it.each(['truncated', 'bom'])('is asked for again when it comes %s', async (kind) => {
    await fault('getwxacodeunlimit', kind)
    expect(PNG.sync.read(await wechat.qrCode({ scene: 'a' })).width).toBeGreaterThan(0)
    expect(await world.calls('getwxacodeunlimit')).toHaveLength(2)
  })

  it('is not asked for with what WeChat would refuse', async () => {
    expect(await errorOf(wechat.qrCode({ scene: '分享' }))).toMatchObject({ errcode: 40129, kind: 'permanent' })
    expect(await errorOf(wechat.qrCode({ scene: 'a', page: '/pages/x' }))).toMatchObject({ errcode: 41030 })
    expect(await world.calls('getwxacodeunlimit')).toHaveLength(0)
    expect(await errorOf(wechat.qrCode({ scene: 'a', width: 9 }))).toMatchObject({ errcode: 40097 })
  })
})

describe('a subscribe message', () => {
  const templateId = 'T'.repeat(43)
  const data = { thing1: '新的求推荐，来自一位很长很长名字的客户先生', time2: new Date('2026-03-01T01:00:00Z') }
  const accept = (person: string) => world.order('subscriptions', { person, answers: { [templateId]: 'accept' } })

  it('arrives once for each accept', async () => {
    const openid = await openidOf('agent')
    await world.order('subscriptions', { person: 'agent', answers: { [templateId]: 'reject' } })
    expect(await errorOf(wechat.sendSubscribeMessage({ openid, templateId, data }))).toMatchObject({ errcode: 43101 })
    await accept('agent')
    const page = 'packages/agent/home/index?x=1'
    const msgId = await wechat.sendSubscribeMessage({ openid, templateId, page, data })
    expect(await errorOf(wechat.sendSubscribeMessage({ openid, templateId, data }))).toMatchObject({ errcode: 43101 })
    const messages = await world.order<object[]>('messages?person=agent')
    expect(messages).toEqual([
      expect.objectContaining({
        // Longer than a number can hold, and still the same.
        msgId,
        page,
        data: {
          thing1: { value: '新的求推荐，来自一位很长很长名字的客户…' },
          time2: { value: '2026年03月01日 09:00' },
        },
      }),
    ])
  })

  it('whose answer was lost is not sent twice', async () => {
    const openid = await openidOf('agent')
    await accept('agent')
    await accept('agent')
    await fault('subscribe.send', 'reset', { after: true })
    expect(await errorOf(wechat.sendSubscribeMessage({ openid, templateId, data }))).toMatchObject({
      kind: 'transient',
    })
    expect(await world.order('messages?person=agent')).toHaveLength(1)
  })

  it('which WeChat refused for the moment is sent again', async () => {
    const openid = await openidOf('agent')
    await accept('agent')
    await fault('subscribe.send', 'errcode', { errcode: -1 })
    await wechat.sendSubscribeMessage({ openid, templateId, data })
    expect(await world.order('messages?person=agent')).toHaveLength(1)
  })

  it('is refused to strangers, with unknown templates, and with keys the template lacks', async () => {
    const openid = await openidOf('agent')
    const template = { id: 'registered', title: '求推荐', type: 2, keys: ['thing1', 'time2'] }
    await world.order('templates', { templates: [template] })
    const failures = [
      wechat.sendSubscribeMessage({ openid: 'oStranger', templateId, data }),
      wechat.sendSubscribeMessage({ openid, templateId: 'short', data }),
      wechat.sendSubscribeMessage({ openid, templateId: 'registered', data: { thing1: 'x' } }),
      wechat.sendSubscribeMessage({ openid, templateId: 'registered', data: { ...data, thing9: 'x' } }),
      wechat.sendSubscribeMessage({ openid, templateId, data: { thing1: '保本保息' } }),
    ]
    const errcodes = (await Promise.all(failures.map(errorOf))).map(({ errcode }) => errcode)
    expect(errcodes).toEqual([40003, 40037, 47003, 47003, 45168])
  })
})

describe('a content check', () => {
  it('passes, doubts and refuses', async () => {
    const openid = await openidOf('lin')
    const check = (content: string) => wechat.checkText({ openid, scene: 'comment', content })
    expect(await check('周末一起读书吧 👨‍👩‍👧‍👦')).toMatchObject({ suggestion: 'pass', label: 100 })
    expect(await check('这个产品高额回报')).toMatchObject({ suggestion: 'review', label: 20008 })
    expect(await check('稳\u200B赚 不赔')).toMatchObject({ suggestion: 'risky', label: 20008 })
    const long = await check('字'.repeat(2498) + '赌博' + '字'.repeat(2000))
    expect(long).toMatchObject({ suggestion: 'risky' })
    expect(long.traceIds).toHaveLength(2)
  })

  it('is not possible for somebody who was away for two hours', async () => {
    const openid = await openidOf('lin')
    await world.order('clock', { advanceSeconds: 7201 })
    const failures = [
      wechat.checkText({ openid, scene: 'forum', content: 'x' }),
      wechat.userRiskRank({ openid, scene: 'content', clientIp: '::1' }),
      wechat.checkMedia({ openid, scene: 'forum', url: 'http://127.0.0.1:1/x.png', type: 'image' }),
    ]
    const errcodes = (await Promise.all(failures.map(errorOf))).map(({ errcode }) => errcode)
    expect(errcodes).toEqual([61010, 61010, 61010])
    await world.order('visits', { person: 'lin' })
    expect((await wechat.checkText({ openid, scene: 'forum', content: 'x' })).suggestion).toBe('pass')
  })
})

it('a link has the life that was asked for', async () => {
  const link = await wechat.generateUrlLink({ path: 'pages/home/index', query: 's=1', expireDays: 30 })
  expect(link).toMatch(/^https:\/\/wxaurl\.cn\/\w+$/)
  expect(await errorOf(wechat.generateUrlLink({ expireDays: 31 }))).toMatchObject({ errcode: 85401 })
})

it('a session key is good until the next login or reset', async () => {
  const { openid, sessionKey } = await wechat.code2Session(await world.loginCode('lin'))
  expect(await wechat.checkSession(openid, sessionKey)).toBe(true)
  const next = await wechat.resetUserSessionKey(openid, sessionKey)
  expect(await wechat.checkSession(openid, sessionKey)).toBe(false)
  expect(await wechat.checkSession(openid, next)).toBe(true)
  await wechat.code2Session(await world.loginCode('lin'))
  expect(await wechat.checkSession(openid, next)).toBe(false)
})

describe('pushes', () => {
  const received: PushEvent[] = []
  let refusals = 0
  let outages = 0
  let server: Server
  let base: string

  beforeAll(async () => {
    const push = new WechatPush(APP)
    server = createServer((request, response) => {
      const url = new URL(request.url ?? '', 'http://x')
      const query = Object.fromEntries(url.searchParams)
      if (url.pathname === '/picture.png') return response.end('not really a picture')
      if (request.method === 'GET') return response.end(push.verifyUrl(query))
      const chunks: Buffer[] = []
      request.on('data', (chunk: Buffer) => chunks.push(chunk))
      request.on('end', () => {
        if (outages > 0) {
          outages -= 1
          return response.writeHead(503).end()
        }
        try {
          received.push(push.receive(query, Buffer.concat(chunks)))
          response.end('success')
        } catch {
          refusals += 1
          response.writeHead(403).end()
        }
      })
    }).listen(0, '127.0.0.1')
    await new Promise((listening) => server.once('listening', listening))
    base = `http://127.0.0.1:${(server.address() as { port: number }).port}`
  })
  afterAll(() => {
    server.closeAllConnections()
    server.close()
  })
  beforeEach(async () => {
    received.length = 0
    refusals = 0
    await world.order('push-url', { url: `${base}/push` })
  })

  it('reach the address that proved the token', async () => {
    expect(await world.order('pushes/verify', {})).toMatchObject({ isAccepted: true })
  })

  it.each(['json', 'xml'])('tell of an answered prompt in %s, one item or several', async (format) => {
    const item = (TemplateId: string, SubscribeStatusString: string) => ({
      TemplateId,
      SubscribeStatusString,
      PopupScene: 0,
    })
    const event = (List: unknown) =>
      format === 'xml'
        ? { Event: 'subscribe_msg_popup_event', SubscribeMsgPopupEvent: { List } }
        : { Event: 'subscribe_msg_popup_event', List }
    await world.order('pushes', { person: 'lin', format, event: event(item('a', 'accept')) })
    await world.order('pushes', {
      person: 'lin',
      format,
      event: event([item('a', 'reject'), item('模板]]>', 'accept')]),
    })
    expect(received).toMatchObject([
      { kind: 'subscribe_answered', answers: [{ templateId: 'a', isAccepted: true }] },
      {
        kind: 'subscribe_answered',
        openid: expect.stringMatching(/^o/),
        answers: [
          { templateId: 'a', isAccepted: false },
          { templateId: '模板]]>', isAccepted: true },
        ],
      },
    ])
  })

  it('have one id however often they are delivered', async () => {
    await world.order('pushes', { person: 'lin', event: { Event: 'debug_demo', debug_str: 'x' }, times: 3 })
    expect(received).toHaveLength(3)
    expect(new Set(received.map(({ id }) => id)).size).toBe(1)
  })

  it('come again when they were not taken', async () => {
    outages = 2
    const { deliveries } = await world.order<{ deliveries: object[] }>('pushes', { event: { Event: 'debug_demo' } })
    expect(deliveries).toMatchObject([{ status: 200, attempts: 3 }])
    expect(received).toHaveLength(1)
  })

  it.each(['signature', 'appid', 'ciphertext', 'plaintext'])('with a forged %s are refused', async (forge) => {
    await world.order('pushes', { event: { Event: 'debug_demo' }, forge })
    expect([refusals, received.length]).toEqual([1, 0])
  })

  it('that are new to us, or strange, are taken and named', async () => {
    const events = [
      { Event: 'brand_new', CreateTime: '1714112445' },
      { Event: 'constructor' },
      { Event: 'subscribe_msg_popup_event', List: 'nonsense' },
      { Event: 'wxa_media_check', trace_id: 't', errcode: '-1008' },
    ]
    for (const event of events) await world.order('pushes', { event })
    expect(received).toMatchObject([
      { kind: 'other', name: 'brand_new', at: new Date(1714112445_000) },
      { kind: 'other', name: 'constructor' },
      { kind: 'subscribe_answered', answers: [] },
      { kind: 'media_checked', errcode: -1008, suggestion: 'review' },
    ])
  })

  it('bring the verdict on a picture', async () => {
    const openid = await openidOf('lin')
    const media = { openid, scene: 'forum' as const, type: 'image' as const }
    const passed = await wechat.checkMedia({ ...media, url: `${base}/picture.png` })
    const risky = await wechat.checkMedia({ ...media, url: `${base}/picture.png?risky` })
    const missing = await wechat.checkMedia({ ...media, url: 'http://127.0.0.1:9/none.png' })
    for (let wait = 0; wait < 50 && received.length < 3; wait += 1) await new Promise((go) => setTimeout(go, 50))
    const verdicts = Object.fromEntries(
      received.map((event) => [event.kind === 'media_checked' && event.traceId, event]),
    )
    expect(verdicts).toMatchObject({
      [passed]: { suggestion: 'pass', errcode: 0 },
      [risky]: { suggestion: 'risky' },
      [missing]: { suggestion: 'review', errcode: -1008 },
    })
  })

  it('with a document type are refused before they are parsed', () => {
    const push = new WechatPush(APP)
    const bomb = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><xml><Encrypt>&a;</Encrypt></xml>'
    expect(() => push.receive({ msg_signature: 'x', timestamp: '1', nonce: '1' }, bomb)).toThrow('not genuine')
  })
})

describe('an activity for a private card', () => {
  it('is made for the person who sends it, and for nobody unknown', async () => {
    const ids = [await wechat.createActivity(await openidOf('lin')), await wechat.createActivity(await openidOf('lin'))]
    expect(new Set(ids).size).toBe(2)
    expect(await errorOf(wechat.createActivity('o-nobody'))).toMatchObject({ kind: 'permanent', errcode: 40003 })
  })
})
