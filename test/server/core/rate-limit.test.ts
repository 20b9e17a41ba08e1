import { startTestServer, type Caller, type TestServer } from '../../support/server'

let server: TestServer
beforeAll(async () => {
  server = await startTestServer({ RATE_LIMIT: '20' })
})
afterAll(() => server.close())

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

it('those who watch the server ask as often as they like', async () => {
  const asked = await statuses(30, async () => ({
    status: (await server.app.inject({ url: '/health/live' })).statusCode,
  }))
  expect(new Set(asked)).toEqual(new Set([200]))
})
