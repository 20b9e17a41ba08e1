import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { demoOpenid } from '../../server/src/demo/openid'
import { startSandbox, type RunningSandbox } from './start'

const APP = { appId: 'wxba5fad812f8e6fb9', appSecret: 's'.repeat(32) }
const dir = mkdtempSync(join(tmpdir(), 'sandbox-'))
const appJson = join(dir, 'app.json')
let sandbox: RunningSandbox

beforeAll(async () => {
  const subPackages = [{ root: 'packages/agent', pages: ['home/index'] }]
  writeFileSync(appJson, JSON.stringify({ pages: ['pages/home/index'], subPackages }))
  sandbox = await startSandbox({ port: 0, ...APP, appJson })
})
afterAll(async () => {
  await sandbox.close()
  rmSync(dir, { recursive: true })
})
beforeEach(() => fetch(`${sandbox.url}/sandbox/state`, { method: 'DELETE' }))

interface Answer {
  errcode?: number
  errmsg?: string
  access_token?: string
  expires_in?: number
  [key: string]: unknown
}

async function call(path: string, body?: object | string): Promise<Answer> {
  const init =
    body === undefined ? {} : { method: 'POST', body: typeof body === 'string' ? body : JSON.stringify(body) }
  const response = await fetch(`${sandbox.url}${path}`, init)
  const text = await response.text()
  return text.startsWith('{') || text.startsWith('[') ? (JSON.parse(text) as Answer) : { image: text.length }
}

const advance = (advanceSeconds: number) => call('/sandbox/clock', { advanceSeconds })
const credentials = { grant_type: 'client_credential', appid: APP.appId, secret: APP.appSecret }
const stable = (more: object = {}) => call('/cgi-bin/stable_token', { ...credentials, ...more })
const plain = () => call(`/cgi-bin/token?${new URLSearchParams(credentials)}`)
const use = async (token?: string) =>
  (await call('/cgi-bin/openapi/quota/get?access_token=' + token, { cgi_path: '/x' })).errcode

describe('the stable token', () => {
  it('stays the same with less and less time left, and is renewed five minutes before its end', async () => {
    await call('/sandbox/clock', { freeze: true })
    const first = await stable()
    expect(first).toMatchObject({ expires_in: 7200 })
    await advance(6855)
    expect(await stable()).toEqual({ access_token: first.access_token, expires_in: expect.closeTo(345, -1) })
    await advance(60)
    const renewed = await stable()
    expect(renewed.access_token).not.toBe(first.access_token)
    expect([await use(first.access_token), await use(renewed.access_token)]).toEqual([0, 0])
    await advance(300)
    expect(await use(first.access_token)).toBe(42001)
    await call('/sandbox/clock', { freeze: false })
  })

  it('ends at once when a new one is forced, which is possible every 30 seconds and 20 times a day', async () => {
    const first = await stable()
    const forced = await stable({ force_refresh: true })
    expect([await use(first.access_token), await use(forced.access_token)]).toEqual([40001, 0])
    expect((await stable({ force_refresh: true })).errcode).toBe(45011)
    for (let time = 1; time < 20; time += 1) {
      await advance(31)
      expect(await stable({ force_refresh: true })).toHaveProperty('access_token')
    }
    await advance(31)
    expect((await stable({ force_refresh: true })).errcode).toBe(45009)
  })

  it('has nothing to do with the plain one, whose former stays good for five minutes', async () => {
    const [one, first] = [await stable(), await plain()]
    const second = await plain()
    expect(new Set([one, first, second].map(({ access_token }) => access_token)).size).toBe(3)
    expect([await use(one.access_token), await use(first.access_token), await use(second.access_token)]).toEqual([
      0, 0, 0,
    ])
    await advance(301)
    expect([await use(one.access_token), await use(first.access_token), await use(second.access_token)]).toEqual([
      0, 42001, 0,
    ])
  })

  it.each<[string, object, number]>([
    ['another app', { appid: 'wx0' }, 40013],
    ['a wrong secret', { secret: 'x' }, 40125],
    ['no app', { appid: '' }, 41002],
    ['no secret', { secret: undefined }, 41004],
    ['another grant', { grant_type: 'x' }, 40002],
  ])('is refused to %s', async (_, more, errcode) => {
    expect((await stable(more)).errcode).toBe(errcode)
  })
})

it('refuses a wrong method, no token, no body and a broken body', async () => {
  const { access_token } = await stable()
  const path = `/wxa/getwxacodeunlimit?access_token=${access_token}`
  const answers = [
    await call('/cgi-bin/stable_token'),
    await call('/sns/jscode2session', {}),
    await call('/wxa/getwxacodeunlimit', {}),
    await call('/wxa/getwxacodeunlimit?access_token=x', {}),
    await call(path, ''),
    await call(path, '{"scene":'),
    await call(path, '[1]'),
  ]
  expect(answers.map(({ errcode }) => errcode)).toEqual([43002, 43001, 41001, 40001, 44002, 47001, 47001])
})

it('draws codes for pages of the mini-program only, unless it need not check', async () => {
  const { access_token } = await stable()
  const draw = (more: object) => call(`/wxa/getwxacodeunlimit?access_token=${access_token}`, { scene: 'a', ...more })
  const [home, agent, none, unchecked, query] = [
    await draw({ page: 'pages/home/index' }),
    await draw({ page: 'packages/agent/home/index' }),
    await draw({ page: 'pages/none/index' }),
    await draw({ page: 'pages/none/index', check_path: false }),
    await draw({ page: 'pages/home/index?x=1' }),
  ]
  expect([home, agent, unchecked].every((answer) => 'image' in answer)).toBe(true)
  expect([none.errcode, query.errcode]).toEqual([41030, 41030])
})

it('explains a request by its id, but none of the login', async () => {
  const { access_token } = await stable()
  const failed = await call(`/wxa/getwxacodeunlimit?access_token=${access_token}`, { scene: 'a%' })
  const login = await call(
    `/sns/jscode2session?${new URLSearchParams({ appid: APP.appId, secret: APP.appSecret, js_code: 'x' })}`,
  )
  const explain = (answer: Answer) =>
    call(`/cgi-bin/openapi/rid/get?access_token=${access_token}`, { rid: /rid: (\S+)/.exec(answer.errmsg ?? '')?.[1] })
  const explained = await explain(failed)
  expect(explained).toMatchObject({ errcode: 0, request: { request_body: '{"scene":"a%"}' } })
  expect(JSON.stringify(explained)).not.toContain(access_token)
  expect((await explain(login)).errcode).toBe(76022)
  expect((await explain({})).errcode).toBe(76001)
})

it('knows people by keys, makes unknown ones, and gives everybody the openid of the demo', async () => {
  await call('/sandbox/login-codes', { person: 'newcomer' })
  await call('/sandbox/people', [
    { key: 'a', name: '甲' },
    { key: 'b', openid: 'oGiven' },
  ])
  await call('/sandbox/people', { key: 'a', role: 'agent' })
  const people = (await (await fetch(`${sandbox.url}/sandbox/people`)).json()) as object[]
  expect(people).toEqual([
    expect.objectContaining({ key: 'newcomer', name: 'newcomer', openid: demoOpenid(APP.appId, 'newcomer') }),
    expect.objectContaining({ key: 'a', name: '甲', role: 'agent' }),
    expect.objectContaining({ key: 'b', openid: 'oGiven' }),
  ])
  expect(await call('/sandbox/people', { name: 'no key' })).toEqual({ error: 'a person needs a key' })
  expect(await call('/sandbox/login-codes', {})).toHaveProperty('error')
  expect(await call('/sandbox/login-codes', 'nonsense')).toHaveProperty('error')
})

it('stands still on request', async () => {
  const { now } = (await call('/sandbox/clock', { freeze: true })) as { now: number }
  await new Promise((go) => setTimeout(go, 30))
  expect(await call('/sandbox/clock', { advanceSeconds: 1 })).toEqual({ now: now + 1000 })
  await call('/sandbox/clock', { freeze: false })
  await new Promise((go) => setTimeout(go, 30))
  expect(((await call('/sandbox/clock', {})) as { now: number }).now).toBeGreaterThan(now + 1000)
})

it('lets no page of the open web in', async () => {
  const foreign = await fetch(`${sandbox.url}/sandbox/people`, { headers: { origin: 'https://evil.example' } })
  expect(foreign.status).toBe(403)
  const own = await fetch(`${sandbox.url}/sandbox/people`, { headers: { origin: 'http://127.0.0.1:3100' } })
  expect(own.status).toBe(200)
})
