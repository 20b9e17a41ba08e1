import { randomBytes } from 'node:crypto'
import { testServer, type Caller } from '../../support/server'

const server = testServer({ env: { RATE_LIMIT: '20' }, goesOn: true })
let neighbour: Caller
beforeAll(async () => {
  neighbour = await server.as('neighbour')
})

const statuses = async (times: number, ask: () => Promise<{ status: number }>): Promise<number[]> => {
  const answers: number[] = []
  for (let time = 0; time < times; time += 1) answers.push((await ask()).status)
  return answers
}

describe('somebody who asks more often than the limit of a minute', () => {
  let eager: Caller
  beforeAll(async () => {
    eager = await server.as('eager')
    await statuses(19, () => eager.get('/me'))
  })

  it('is answered up to the limit and then told to wait, and how long', async () => {
    expect(await eager.get('/groups')).toMatchObject({ status: 200 })
    const { status, body, headers } = await eager.get('/me')
    expect([status, body.code, body.title]).toEqual([429, 'too_many_requests', '操作有些频繁，请稍等一会儿再试'])
    expect(Number(headers['retry-after'])).toBeGreaterThan(0)
    expect(Number(headers['retry-after'])).toBeLessThanOrEqual(60)
  })

  it('does not hinder others, signed in or not', async () => {
    const calm = await server.as('calm')
    expect(await calm.get('/me')).toMatchObject({ status: 200 })
    expect((await eager.get('/me')).status).toBe(429)
  })

  it('is counted by the address when nobody is signed in', async () => {
    const asked = await statuses(25, () => server.anonymous.post('/session', { code: 'never-issued' }))
    expect(asked.slice(-3)).toEqual([429, 429, 429])
  })
})

describe('somebody who makes tokens up', () => {
  /** A token that nobody holds, from an address of the documentation's own unless said otherwise. */
  const ask = (url = '/v1/me', remoteAddress = '198.51.100.7') =>
    server.app.inject({
      method: url === '/v1/session' ? 'POST' : 'GET',
      url,
      remoteAddress,
      headers: { authorization: `Bearer ${randomBytes(32).toString('base64url')}` },
      ...(url === '/v1/session' ? { payload: { code: 'never-issued' } } : {}),
    })
  const statusesOf = (times: number, ...where: Parameters<typeof ask>): Promise<number[]> =>
    statuses(times, async () => ({ status: (await ask(...where)).statusCode }))

  it('is counted by the address, told to wait like anybody else, and how long', async () => {
    expect(new Set(await statusesOf(20))).toEqual(new Set([401]))
    const { statusCode, headers, body } = await ask()
    expect([statusCode, JSON.parse(body).code]).toEqual([429, 'too_many_requests'])
    expect(Number(headers['retry-after'])).toBeGreaterThan(0)
    expect(Number(headers['retry-after'])).toBeLessThanOrEqual(60)
  })

  it('gains nothing by routes that are open, nor by the other addresses of the same network of IPv6', async () => {
    const opened = await statusesOf(21, '/v1/session', '198.51.100.8')
    expect([new Set(opened.slice(0, 20)).has(429), opened[20]]).toEqual([false, 429])
    const moving = await statuses(21, async () => ({
      status: (await ask('/v1/me', `2001:db8:1:1::${randomBytes(2).toString('hex')}`)).statusCode,
    }))
    expect(moving.slice(-2)).toEqual([401, 429])
    expect((await ask('/v1/me', '2001:db8:1:2::1')).statusCode).toBe(401)
  })

  it('is not answered more often when many come at once', async () => {
    const answers = await Promise.all(Array.from({ length: 30 }, () => ask('/v1/me', '198.51.100.9')))
    expect(answers.filter(({ statusCode }) => statusCode === 401).length).toBeLessThanOrEqual(20)
    expect((await ask('/v1/me', '198.51.100.9')).statusCode).toBe(429)
  })

  it('hinders nobody at the same address who is signed in, or comes without a token', async () => {
    await statusesOf(25, '/v1/me', '127.0.0.3')
    const signedIn = await server.app.inject({
      url: '/v1/me',
      remoteAddress: '127.0.0.3',
      headers: { authorization: `Bearer ${neighbour.token}` },
    })
    const without = await server.app.inject({ url: '/v1/me', remoteAddress: '127.0.0.3' })
    expect([signedIn.statusCode, without.statusCode]).toEqual([200, 401])
    expect((await ask('/v1/me', '127.0.0.3')).statusCode).toBe(429)
  })
})

it('those who watch the server ask as often as they like', async () => {
  const asked = await statuses(30, async () => ({
    status: (await server.app.inject({ url: '/health/live' })).statusCode,
  }))
  expect(new Set(asked)).toEqual(new Set([200]))
})
