import { startSandbox, type RunningSandbox } from './start'

const APP = { appId: 'wxba5fad812f8e6fb9', appSecret: 's'.repeat(32) }
let sandbox: RunningSandbox
let token: string

beforeAll(async () => {
  sandbox = await startSandbox({ port: 0, ...APP })
})
afterAll(() => sandbox.close())
beforeEach(async () => {
  await fetch(`${sandbox.url}/sandbox/state`, { method: 'DELETE' })
  token = String((await call('/cgi-bin/stable_token', credentials)).access_token)
})

const credentials = { grant_type: 'client_credential', appid: APP.appId, secret: APP.appSecret }

async function call(path: string, body?: object): Promise<Record<string, unknown>> {
  const response = await fetch(`${sandbox.url}${path}`, body && { method: 'POST', body: JSON.stringify(body) })
  return (await response.json()) as Record<string, unknown>
}

async function login(person: string): Promise<string> {
  const { code } = await call('/sandbox/login-codes', { person })
  const { appid, secret } = credentials
  const query = new URLSearchParams({ appid, secret, js_code: String(code), grant_type: 'authorization_code' })
  return String((await call(`/sns/jscode2session?${query}`)).openid)
}

const activityOf = (openid: string) =>
  call(`/cgi-bin/message/wxopen/activityid/create?access_token=${token}&openid=${openid}`)
const check = (person: string, shareTicket: unknown) => call('/sandbox/private-messages/check', { person, shareTicket })

describe('a private card', () => {
  it('is known to the two who are in the chat, with its activity encrypted, and to nobody else', async () => {
    const { activity_id: activityId } = await activityOf(await login('lin'))
    await Promise.all(['wei', 'other'].map(login))
    const { shareTicket } = await call('/sandbox/private-messages', { activityId, from: 'lin', to: 'wei' })
    expect(await check('wei', shareTicket)).toEqual({ valid: true, encryptedData: expect.any(String), iv: expect.any(String) }) // prettier-ignore
    expect(await check('lin', shareTicket)).toMatchObject({ valid: true })
    expect(await check('other', shareTicket)).toEqual({ valid: false })
    expect(await check('wei', 'another ticket')).toEqual({ valid: false })
  })

  it('cannot be sent by somebody else than whom the activity was made for, nor after a week', async () => {
    const { activity_id: activityId } = await activityOf(await login('lin'))
    expect(await call('/sandbox/private-messages', { activityId, from: 'wei', to: 'lin' })).not.toHaveProperty('shareTicket') // prettier-ignore
    await call('/sandbox/clock', { advanceSeconds: 8 * 86_400 })
    expect(await call('/sandbox/private-messages', { activityId, from: 'lin', to: 'wei' })).not.toHaveProperty('shareTicket') // prettier-ignore
  })

  it('needs a person and a token for its activity', async () => {
    expect(await activityOf('o-nobody')).toMatchObject({ errcode: 40003 })
    expect(await call('/cgi-bin/message/wxopen/activityid/create?openid=x')).toMatchObject({ errcode: 41001 })
  })
})
