/** One of WeChat's server APIs, and how a call of it may be treated. */
export interface Endpoint {
  /** The adapter's name for it, used in logs and errors. */
  name: string
  method: 'GET' | 'POST'
  path: string
  /** What authorises the call: the app's id and secret, or the access token. */
  auth: 'secret' | 'token'
  answers: 'json' | 'image'
  /** Doing it twice does no harm, so a call of unknown outcome may be repeated. */
  isRepeatable: boolean
  /** Whom a limit concerns: a limit per user must not stop the API for everybody else. */
  limitedPer: 'app' | 'user'
}

type Row = [
  method: Endpoint['method'],
  path: string,
  auth: Endpoint['auth'],
  answers: Endpoint['answers'],
  again: 'repeatable' | 'once',
  limitedPer: Endpoint['limitedPer'],
]

const TABLE = {
  stableToken: ['POST', '/cgi-bin/stable_token', 'secret', 'json', 'repeatable', 'app'],
  // A repeated code is refused by WeChat (40163), so the worst that a repetition brings is a refusal.
  code2Session: ['GET', '/sns/jscode2session', 'secret', 'json', 'repeatable', 'user'],
  phoneNumber: ['POST', '/wxa/business/getuserphonenumber', 'token', 'json', 'repeatable', 'app'],
  qrCode: ['POST', '/wxa/getwxacodeunlimit', 'token', 'image', 'repeatable', 'app'],
  // A message whose answer was lost may have arrived; sending again could spend a second credit.
  sendSubscribeMessage: ['POST', '/cgi-bin/message/subscribe/send', 'token', 'json', 'once', 'app'],
  checkText: ['POST', '/wxa/msg_sec_check', 'token', 'json', 'repeatable', 'app'],
  checkMedia: ['POST', '/wxa/media_check_async', 'token', 'json', 'repeatable', 'app'],
  userRiskRank: ['POST', '/wxa/getuserriskrank', 'token', 'json', 'repeatable', 'app'],
  generateUrlLink: ['POST', '/wxa/generate_urllink', 'token', 'json', 'repeatable', 'app'],
  createActivity: ['GET', '/cgi-bin/message/wxopen/activityid/create', 'token', 'json', 'repeatable', 'app'],
  checkSession: ['GET', '/wxa/checksession', 'token', 'json', 'repeatable', 'user'],
  // Each call makes a new session key, so a second one would invalidate the first.
  resetUserSessionKey: ['GET', '/wxa/resetusersessionkey', 'token', 'json', 'once', 'user'],
} as const satisfies Record<string, Row>

export const ENDPOINTS = Object.fromEntries(
  Object.entries(TABLE).map(([name, [method, path, auth, answers, again, limitedPer]]) => [
    name,
    { name, method, path, auth, answers, isRepeatable: again === 'repeatable', limitedPer },
  ]),
) as Record<keyof typeof TABLE, Endpoint>
