import * as phone from './stubs/taro'

type Request = { url: string; method: string; header: Record<string, string> }
type Answer = { statusCode: number; data: unknown }

const { default: taro, freshPhone, storage } = phone
const FAR = '2099-01-01T00:00:00.000Z'
const signInRequired: Answer = {
  statusCode: 401,
  data: {
    type: 'about:blank',
    status: 401,
    code: 'sign_in_required',
    title: '请重新进入小程序后再试',
    requestId: 'r1',
  },
}
const session = (token: string, expiresAt = FAR): Answer => ({
  statusCode: 200,
  data: { token, expiresAt, me: {} },
})

/** A server that knows one token; whatever else comes is answered with 401. */
function server(good: () => string) {
  const signIns: Request[] = []
  taro.request.mockImplementation(async (request: Request): Promise<Answer> => {
    await Promise.resolve()
    if (request.url.endsWith('/v1/session')) {
      signIns.push(request)
      return session(good())
    }
    return request.header.authorization === `Bearer ${good()}`
      ? { statusCode: 200, data: { ok: true } }
      : signInRequired
  })
  return signIns
}

const fresh = () => {
  // The modules keep the token in memory; each test begins as a cold start of the app, on the same phone.
  jest.resetModules()
  jest.doMock('@tarojs/taro', () => ({ __esModule: true, ...phone }))
  return {
    ...jest.requireActual('@/lib/request'),
    ...jest.requireActual('@/lib/session'),
  } as typeof import('@/lib/request') & typeof import('@/lib/session')
}

describe('the session', () => {
  beforeEach(freshPhone)

  it('signs in by wx.login when the first request needs it, and keeps the token', async () => {
    const signIns = server(() => 't1')
    const { get } = fresh()
    await expect(get('/me')).resolves.toEqual({ ok: true })
    expect(signIns).toHaveLength(1)
    expect(JSON.parse(storage.get('session') ?? '{}')).toMatchObject({ token: 't1' })
  })

  it('asks WeChat once, however many requests wait for it', async () => {
    const signIns = server(() => 't1')
    const { get } = fresh()
    await Promise.all([get('/me'), get('/groups'), get('/contents'), get('/me')])
    expect(signIns).toHaveLength(1)
    expect(taro.login).toHaveBeenCalledTimes(1)
  })

  it('uses the kept token after a restart', async () => {
    storage.set('session', JSON.stringify({ token: 't1', expiresAt: FAR }))
    const signIns = server(() => 't1')
    await fresh().get('/me')
    expect(signIns).toHaveLength(0)
  })

  it('signs in anew when the kept token has run out', async () => {
    storage.set('session', JSON.stringify({ token: 't0', expiresAt: '2020-01-01T00:00:00.000Z' }))
    const signIns = server(() => 't1')
    await fresh().get('/me')
    expect(signIns).toHaveLength(1)
  })

  it('renews silently, once, when the server no longer knows the token, and the user notices nothing', async () => {
    storage.set('session', JSON.stringify({ token: 'old', expiresAt: FAR }))
    const signIns = server(() => 't2')
    const { get, post } = fresh()
    await expect(Promise.all([get('/me'), post('/requests', {}), get('/groups')])).resolves.toHaveLength(3)
    expect(signIns).toHaveLength(1)
  })

  it('does not go round in circles when the new token is refused as well', async () => {
    taro.request.mockImplementation((request: Request) =>
      Promise.resolve(request.url.endsWith('/v1/session') ? session('t1') : signInRequired),
    )
    await expect(fresh().get('/me')).rejects.toMatchObject({ code: 'sign_in_required' })
    expect(taro.request).toHaveBeenCalledTimes(4)
  })

  it('never sends a write a second time after a failure of the network', async () => {
    storage.set('session', JSON.stringify({ token: 't1', expiresAt: FAR }))
    taro.request.mockRejectedValue({ errMsg: 'request:fail timeout' })
    await expect(fresh().post('/requests', {})).rejects.toMatchObject({
      code: 'timeout',
      message: '网络有些慢，请稍后再试',
    })
    expect(taro.request).toHaveBeenCalledTimes(1)
  })

  it('asks WeChat once while no answer comes, and signs in with that very code when the network is back', async () => {
    taro.request.mockRejectedValue({ errMsg: 'request:fail ' })
    const { get } = fresh()
    for (const path of ['/me', '/groups', '/me']) await expect(get(path)).rejects.toMatchObject({ code: 'offline' })
    const signIns = server(() => 't1')
    await expect(get('/me')).resolves.toEqual({ ok: true })
    expect([taro.login.mock.calls.length, signIns.length]).toEqual([1, 1])
  })

  it('reads without a session on the single page of Moments, where WeChat allows no login', async () => {
    taro.getLaunchOptionsSync.mockReturnValue({ scene: 1154 })
    taro.request.mockResolvedValue({ statusCode: 200, data: { ok: true } })
    await fresh().get('/contents/1')
    expect(taro.login).not.toHaveBeenCalled()
    taro.getLaunchOptionsSync.mockReturnValue({ scene: 1001 })
  })

  it('forgets who this was, in memory and in storage', async () => {
    const signIns = server(() => 't1')
    const { get, forget } = fresh()
    await get('/me')
    forget()
    expect(storage.has('session')).toBe(false)
    await get('/me')
    expect(signIns).toHaveLength(2)
  })
})
