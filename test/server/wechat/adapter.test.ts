import { createServer } from 'node:http'
import { errorOf, listeningLogger, World } from './support'
import { APP } from './support'

let world: World

beforeAll(async () => {
  world = await World.start()
})
afterAll(() => world.sandbox.close())
beforeEach(() => world.order('state', undefined, 'DELETE'))

const fault = (api: string, kind: string, more: object = {}) => world.order('faults', { api, kind, ...more })

describe('a login code', () => {
  it('becomes a session once, and is refused the second time', async () => {
    const code = await world.loginCode('lin')
    const session = await world.wechat().code2Session(code)
    expect(session).toEqual({
      openid: expect.stringMatching(/^o[\w-]{27}$/),
      sessionKey: expect.any(String),
      unionid: null,
    })
    const error = await errorOf(world.wechat().code2Session(code))
    expect(error).toMatchObject({ kind: 'permanent', errcode: 40163, api: 'code2Session', rid: expect.any(String) })
    expect(await world.calls('jscode2session')).toHaveLength(2)
  })

  it('brings the unionid of a bound account', async () => {
    await world.order('people', { key: 'lin', unionid: 'oUnion000000000000000000000' })
    const session = await world.wechat().code2Session(await world.loginCode('lin'))
    expect(session.unionid).toBe('oUnion000000000000000000000')
  })

  it('is refused when unknown, after five minutes, and for a person whom WeChat blocks', async () => {
    const late = await world.loginCode('lin')
    await world.order('clock', { advanceSeconds: 301 })
    await world.order('people', { key: 'bad', isBlocked: true })
    const blocked = await world.loginCode('bad')
    const errcodes = await Promise.all(
      ['unknown', late, blocked, '__proto__'].map(
        async (code) => (await errorOf(world.wechat().code2Session(code))).errcode,
      ),
    )
    expect(errcodes).toEqual([40029, 40029, 40226, 40029])
  })

  it.each([
    [{ appId: 'wx0000000000000000' }, 40013],
    [{ appSecret: 'f'.repeat(32) }, 40125],
  ])('with wrong credentials is a matter of configuration, and the secret is not told', async (change, errcode) => {
    const log = listeningLogger()
    const error = await errorOf(world.wechat(change, log).code2Session('x'))
    expect(error).toMatchObject({ kind: 'config', errcode })
    expect(log.lines.join()).toMatch(/^error/)
    expect(JSON.stringify(error) + error.stack + log.lines.join()).not.toMatch(/f{32}|b0e1c2d3/)
  })
})

describe('an answer that goes wrong', () => {
  it.each(['html502', 'html200', 'empty', 'reset'])('%s once is repeated without anybody noticing', async (kind) => {
    const code = await world.loginCode('lin')
    await fault('jscode2session', kind)
    expect((await world.wechat().code2Session(code)).openid).toBeTruthy()
    expect(await world.calls('jscode2session')).toHaveLength(2)
  })

  it.each(['html502', 'html200', 'empty', 'reset'])('%s for good is transient after three tries', async (kind) => {
    await fault('jscode2session', kind, { times: 9 })
    const error = await errorOf(world.wechat().code2Session('x'))
    expect(error).toMatchObject({ name: 'WechatError', kind: 'transient', errcode: undefined })
    expect(await world.calls('jscode2session')).toHaveLength(3)
  })

  it.each(['bom', 'textplain'])('%s is read all the same', async (kind) => {
    const code = await world.loginCode('lin')
    await fault('jscode2session', kind)
    expect((await world.wechat().code2Session(code)).openid).toBeTruthy()
    expect(await world.calls('jscode2session')).toHaveLength(1)
  })

  it('is given up after the timeout, in the middle of the body as well', async () => {
    await fault('jscode2session', 'hang', { times: 9, delayMs: 3_000 })
    const started = Date.now()
    expect(await errorOf(world.wechat({ timeoutMs: 100 }).code2Session('x'))).toMatchObject({ kind: 'transient' })
    expect(Date.now() - started).toBeLessThan(1_500)

    const drip = createServer((_, response) => {
      response.writeHead(200, { 'content-type': 'application/json' })
      response.write('{"openid":')
    }).listen(0, '127.0.0.1')
    await new Promise((listening) => drip.once('listening', listening))
    const { port } = drip.address() as { port: number }
    const error = await errorOf(world.wechat({ baseUrl: `http://127.0.0.1:${port}`, timeoutMs: 100 }).code2Session('x'))
    expect(error).toMatchObject({ kind: 'transient' })
    expect(error.message).toContain('no answer in time')
    drip.closeAllConnections()
    drip.close()
  })

  it('lost after it took effect ends in "code been used", so the person logs in again', async () => {
    const code = await world.loginCode('lin')
    await fault('jscode2session', 'reset', { after: true })
    expect(await errorOf(world.wechat().code2Session(code))).toMatchObject({ kind: 'permanent', errcode: 40163 })
  })

  it('with the error code as a text counts like the number', async () => {
    await fault('jscode2session', 'errcode_string', { errcode: 40029 })
    expect(await errorOf(world.wechat().code2Session('x'))).toMatchObject({ kind: 'permanent', errcode: 40029 })
  })

  it('cut in the middle is repeated', async () => {
    await world.order('people', { key: 'lin', riskRank: 3 })
    const { openid } = await world.wechat().code2Session(await world.loginCode('lin'))
    await fault('getuserriskrank', 'truncated')
    const question = { openid, scene: 'registration' as const, clientIp: '127.0.0.1' }
    expect(await world.wechat().userRiskRank(question)).toBe(3)
  })

  it('of a busy WeChat (-1) is repeated; of a wrong address it is not', async () => {
    const code = await world.loginCode('lin')
    await fault('jscode2session', 'errcode', { errcode: -1, times: 2 })
    expect((await world.wechat().code2Session(code)).openid).toBeTruthy()
    const error = await errorOf(world.wechat({ baseUrl: `${world.sandbox.url}/sandbox/` }).code2Session('x'))
    expect(error.errcode).toBe(40029)
  })

  it('names no token and no secret in what is logged and thrown', async () => {
    const log = listeningLogger()
    const wechat = world.wechat({}, log)
    await fault('getuserriskrank', 'errcode', {
      errcode: 48001,
      errmsg: `no right, access_token=abcdef secret=${APP.appSecret}`,
    })
    const error = await errorOf(wechat.userRiskRank({ openid: 'o', scene: 'content', clientIp: '::1' }))
    expect(error.kind).toBe('config')
    expect(error.message + log.lines.join()).not.toMatch(new RegExp(`${APP.appSecret}|abcdef`))
  })
})

describe('limits', () => {
  it('of a minute leave the API alone, for everybody but without asking again', async () => {
    const wechat = world.wechat()
    await fault('generate_urllink', 'errcode', { errcode: 45011 })
    const link = () => wechat.generateUrlLink({ path: 'pages/home/index', expireDays: 7 })
    expect(await errorOf(link())).toMatchObject({ kind: 'slow_down' })
    expect(await errorOf(link())).toMatchObject({ kind: 'slow_down' })
    expect(await world.calls('generate_urllink')).toHaveLength(1)
    expect((await wechat.qrCode({ scene: 'a' })).length).toBeGreaterThan(100)
  })

  it('of a day are an error in the log', async () => {
    const log = listeningLogger()
    const wechat = world.wechat({}, log)
    await fault('getwxacodeunlimit', 'errcode', { errcode: 45009 })
    expect(await errorOf(wechat.qrCode({ scene: 'a' }))).toMatchObject({ kind: 'spent' })
    expect(await errorOf(wechat.qrCode({ scene: 'a' }))).toMatchObject({ kind: 'spent' })
    expect(await world.calls('getwxacodeunlimit')).toHaveLength(1)
    expect(log.lines.filter((line) => line.startsWith('error'))).toHaveLength(1)
  })

  it('of one person do not stop the logins of others', async () => {
    const wechat = world.wechat()
    await fault('jscode2session', 'errcode', { errcode: 45011 })
    expect(await errorOf(wechat.code2Session(await world.loginCode('busy')))).toMatchObject({ kind: 'slow_down' })
    expect((await wechat.code2Session(await world.loginCode('lin'))).openid).toBeTruthy()
  })

  it('of patience: an API that stays silent is left alone, others go on', async () => {
    const wechat = world.wechat()
    await fault('getwxacodeunlimit', 'html502', { times: 99 })
    for (let call = 0; call < 5; call += 1) await errorOf(wechat.qrCode({ scene: 'a' }))
    const before = (await world.calls('getwxacodeunlimit')).length
    expect(await errorOf(wechat.qrCode({ scene: 'a' }))).toMatchObject({ name: 'WechatError', kind: 'transient' })
    expect(await world.calls('getwxacodeunlimit')).toHaveLength(before)
    expect((await wechat.code2Session(await world.loginCode('lin'))).openid).toBeTruthy()
  })
})

describe('the access token', () => {
  it.each([40001, 40014, 42001])('refused with %d is dropped, fetched and used once more', async (errcode) => {
    const wechat = world.wechat()
    await fault('getwxacodeunlimit', 'errcode', { errcode })
    expect((await wechat.qrCode({ scene: 'a' })).length).toBeGreaterThan(100)
    expect(await world.calls('stable_token')).toHaveLength(2)
  })

  it('refused twice is an error, not a loop', async () => {
    await fault('getwxacodeunlimit', 'errcode', { errcode: 40001, times: 9 })
    expect(await errorOf(world.wechat().qrCode({ scene: 'a' }))).toMatchObject({ kind: 'token', errcode: 40001 })
    expect(await world.calls('getwxacodeunlimit')).toHaveLength(2)
  })

  it('that cannot be had fails the call as what it is', async () => {
    await fault('stable_token', 'errcode', { errcode: 40164 })
    expect(await errorOf(world.wechat().qrCode({ scene: 'a' }))).toMatchObject({ kind: 'config', api: 'stableToken' })
  })
})
