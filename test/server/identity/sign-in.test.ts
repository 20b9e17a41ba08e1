import { testServer } from '../../support/server'

const server = testServer()

const codeOf = async (person: string): Promise<string> => {
  const response = await fetch(`${server.sandbox.url}/sandbox/login-codes`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ person }),
  })
  return ((await response.json()) as { code: string }).code
}
const count = async (table: string): Promise<number> =>
  Number((await server.db.query(`SELECT COUNT(*) n FROM ${table}`))[0].n)

describe('signing in', () => {
  it('makes a visitor of somebody who was never here, pseudonymous and without a record', async () => {
    const { status, body } = await server.anonymous.post('/session', { code: await codeOf('newcomer') })
    expect(status).toBe(200)
    expect(body.me).toMatchObject({ isClient: false, agent: null, adviser: null, phone: null, displayName: null })
    expect(body.me.alias).toMatch(/^圈友\d{4}$/)
  })

  it('gives one account and one session for the same code sent ten times at once', async () => {
    const code = await codeOf('impatient')
    const answers = await Promise.all(Array.from({ length: 10 }, () => server.anonymous.post('/session', { code })))
    expect(new Set(answers.map(({ body }) => body.token)).size).toBe(1)
    expect(await count('wechat_accounts')).toBe(1)
    expect(await count('sessions')).toBe(1)
  })

  it('gives the same session again when the answer was lost and the phone repeats the code within five minutes', async () => {
    const code = await codeOf('lost-answer')
    const first = await server.anonymous.post('/session', { code })
    const again = await server.anonymous.post('/session', { code })
    expect(again.body.token).toBe(first.body.token)
  })

  it('refuses the same code after five minutes', async () => {
    const code = await codeOf('late')
    await server.anonymous.post('/session', { code })
    server.setTime(new Date(Date.now() + 6 * 60_000))
    const { status, body } = await server.anonymous.post('/session', { code })
    server.setTime(null)
    expect([status, body.code]).toEqual([401, 'login_code_used'])
  })

  it.each([
    ['a code nobody issued', 'made-up-code', 'login_code_invalid'],
    ['an emoji', '👨‍👩‍👧‍👦', 'login_code_invalid'],
  ])('refuses %s, and nothing is written', async (_, code, expected) => {
    const { status, body } = await server.anonymous.post('/session', { code })
    expect([status, body.code]).toEqual([401, expected])
    expect(await count('wechat_accounts')).toBe(0)
  })

  it('ends a session at once', async () => {
    const person = await server.as('leaving')
    expect((await person.get('/me')).status).toBe(200)
    await person.delete('/session')
    const { status, body } = await person.get('/me')
    expect([status, body.code]).toEqual([401, 'sign_in_required'])
  })

  it('refuses a session after thirty days', async () => {
    const person = await server.as('long-gone')
    server.setTime(new Date(Date.now() + 31 * 86_400_000))
    const { status } = await person.get('/me')
    server.setTime(null)
    expect(status).toBe(401)
  })
})

describe('a phone number', () => {
  it('comes from WeChat only, is shown masked and stored encrypted', async () => {
    const person = await server.as('caller')
    const issued = await fetch(`${server.sandbox.url}/sandbox/phone-codes`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ person: 'caller' }),
    })
    const { code } = (await issued.json()) as { code: string }
    const { status, body } = await person.post('/me/phone', { code })
    expect(status).toBe(200)
    expect(body.phone).toMatch(/^1\d\d\*{6}\d\d$/)
    const [row] = await server.db.query('SELECT phoneEnc, phoneHash FROM wechat_accounts')
    expect(row.phoneEnc.toString('latin1')).not.toMatch(/1\d{10}/)
    expect(row.phoneHash).toHaveLength(32)
  })

  it('is refused with the code of another person', async () => {
    const person = await server.as('thief')
    const issued = await fetch(`${server.sandbox.url}/sandbox/phone-codes`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ person: 'owner-of-the-phone' }),
    })
    const { code } = (await issued.json()) as { code: string }
    const { status, body } = await person.post('/me/phone', { code })
    expect([status, body.code]).toEqual([409, 'phone_code_invalid'])
  })
})

describe('a profile', () => {
  it('keeps an alias clean: invisible and right-to-left characters go, a family emoji stays whole', async () => {
    const person = await server.as('aliased')
    const { body } = await person.put('/me', { alias: '\u202e清晨\u200b的茶👨‍👩‍👧‍👦' })
    expect(body.alias).toBe('清晨的茶👨‍👩‍👧‍👦')
  })

  it.each([
    ['an alias of invisible characters', { alias: '\u200b\u2060\ufeff' }, 'alias'],
    ['an alias of seventeen characters', { alias: '一'.repeat(17) }, 'alias'],
    ['a field that does not exist', { role: 'agent' }, 'role'],
    ['a number where text belongs', { alias: 7 }, 'alias'],
  ])('refuses %s and names the field', async (_, changes, field) => {
    const person = await server.as('strict')
    const { status, body } = await person.put('/me', changes)
    expect([status, body.code, body.field]).toEqual([400, 'invalid_request', field])
    expect(body.requestId).toEqual(expect.any(String))
  })
})
