import { createHmac, randomBytes } from 'node:crypto'
import { Refusal } from '../answer'
import type { Sandbox } from '../sandbox'
import { own, type Code } from '../state'
import { checkSecret } from './credentials'
import type { Call, Endpoint } from './endpoint'

const CODE_LIFE_MS = 300_000
const SESSION_LIFE_MS = 3 * 86_400_000

export const identityApis: Endpoint[] = [
  { name: 'jscode2session', method: 'GET', path: '/sns/jscode2session', needsToken: false, answer: login },
  {
    name: 'getuserphonenumber',
    method: 'POST',
    path: '/wxa/business/getuserphonenumber',
    needsToken: true,
    answer: phoneNumber,
  },
  {
    name: 'checksession',
    method: 'GET',
    path: '/wxa/checksession',
    needsToken: true,
    answer({ sandbox, query }) {
      checkSession(sandbox, query)
      return { errcode: 0, errmsg: 'ok' }
    },
  },
  {
    name: 'resetusersessionkey',
    method: 'GET',
    path: '/wxa/resetusersessionkey',
    needsToken: true,
    limit: { calls: 60_000, perMs: 60_000, errcode: 45011 },
    answer({ sandbox, query }) {
      const session = checkSession(sandbox, query)
      session.key = newSessionKey()
      sandbox.changed()
      return { errcode: 0, errmsg: 'ok', openid: query['openid'], session_key: session.key }
    },
  },
]

function login({ sandbox, query }: Call): object {
  checkSecret(sandbox, query['appid'], query['secret'])
  if (query['grant_type'] !== 'authorization_code') throw new Refusal(40002)
  if (!query['js_code']) throw new Refusal(41008)
  const code = own(sandbox.state.loginCodes, query['js_code'])
  const person = code && own(sandbox.state.people, code.openid)
  if (!code || !person || isOver(sandbox, code)) throw new Refusal(40029)
  if (code.usedAt !== undefined) throw new Refusal(40163)
  code.usedAt = sandbox.now()
  if (person.isBlocked) throw new Refusal(40226)
  sandbox.visit(person.openid)
  // A new login may replace the session key; here it always does, so nothing can rely on the old one.
  const key = newSessionKey()
  sandbox.state.sessions[person.openid] = { key, expiresAt: sandbox.now() + SESSION_LIFE_MS }
  return { openid: person.openid, session_key: key, ...(person.unionid && { unionid: person.unionid }) }
}

function phoneNumber({ sandbox, body }: Call): object {
  const code = own(sandbox.state.phoneCodes, body['code'])
  const person = code && own(sandbox.state.people, code.openid)
  if (!code || !person || isOver(sandbox, code) || code.usedAt !== undefined) throw new Refusal(40029)
  if (body['openid'] !== undefined && body['openid'] !== code.openid) throw new Refusal(40029)
  code.usedAt = sandbox.now()
  sandbox.changed()
  return { errcode: 0, errmsg: 'ok', phone_info: phoneInfo(sandbox, person.phone) }
}

/** Numbers of mainland China stand without their country's code, others with it. */
function phoneInfo(sandbox: Sandbox, phone: string): object {
  const [, countryCode = '86', pure = phone] = /^\+(\d{1,3})[ -](\d+)$/.exec(phone) ?? []
  return {
    phoneNumber: countryCode === '86' ? pure : `+${countryCode}${pure}`,
    purePhoneNumber: pure,
    countryCode,
    watermark: { timestamp: Math.floor(sandbox.now() / 1000), appid: sandbox.options.appId },
  }
}

function checkSession(sandbox: Sandbox, query: Call['query']) {
  if (query['sig_method'] !== 'hmac_sha256') throw new Refusal(87008)
  if (!own(sandbox.state.people, query['openid'])) throw new Refusal(40003)
  const session = own(sandbox.state.sessions, query['openid'])
  if (!session || session.expiresAt <= sandbox.now()) throw new Refusal(87009)
  const expected = createHmac('sha256', session.key).update('').digest('hex')
  if (query['signature'] !== expected) throw new Refusal(87009)
  return session
}

function isOver(sandbox: Sandbox, { issuedAt }: Code): boolean {
  return issuedAt <= sandbox.now() - CODE_LIFE_MS
}

function newSessionKey(): string {
  return randomBytes(16).toString('base64')
}
