import { randomBytes } from 'node:crypto'
import { Refusal } from '../answer'
import type { Sandbox } from '../sandbox'
import type { IssuedToken } from '../state'
import type { Endpoint } from './endpoint'

const LIFE_MS = 7200_000
const OVERLAP_MS = 300_000
const DAY_MS = 86_400_000

/** Ends the call unless it names this app and its secret. */
export function checkSecret({ options }: Sandbox, appId: unknown, secret: unknown): void {
  if (!appId) throw new Refusal(41002)
  if (!secret) throw new Refusal(41004)
  if (appId !== options.appId) throw new Refusal(40013)
  if (secret !== options.appSecret) throw new Refusal(40125)
}

/** Ends the call unless `value` is a token that is good now. */
export function checkToken(sandbox: Sandbox, value: string | undefined): void {
  if (!value) throw new Refusal(41001)
  const { stable, plain } = sandbox.state.tokens
  const token = [...stable, ...plain].find((issued) => issued.value === value)
  if (!token) throw new Refusal(40001)
  if (token.expiresAt <= sandbox.now()) throw new Refusal(42001)
}

export const credentialApis: Endpoint[] = [
  {
    name: 'token',
    method: 'GET',
    path: '/cgi-bin/token',
    needsToken: false,
    answer({ sandbox, query }) {
      if (query['grant_type'] !== 'client_credential') throw new Refusal(40002)
      checkSecret(sandbox, query['appid'], query['secret'])
      // Every call makes a new one; the one before stays good for five minutes.
      const { plain } = sandbox.state.tokens
      for (const old of plain) old.expiresAt = Math.min(old.expiresAt, sandbox.now() + OVERLAP_MS)
      return given(sandbox, issue(sandbox, plain))
    },
  },
  {
    name: 'stable_token',
    method: 'POST',
    path: '/cgi-bin/stable_token',
    needsToken: false,
    limit: { calls: 10_000, perMs: 60_000, errcode: 45011 },
    answer({ sandbox, body }) {
      if (body['grant_type'] !== 'client_credential') throw new Refusal(40002)
      checkSecret(sandbox, body['appid'], body['secret'])
      if (body['force_refresh'] === true) return given(sandbox, forced(sandbox))
      const { stable } = sandbox.state.tokens
      const current = stable.at(-1)
      const isGood = current && current.expiresAt - sandbox.now() > OVERLAP_MS
      return given(sandbox, isGood ? current : issue(sandbox, stable))
    },
  },
]

function forced(sandbox: Sandbox): IssuedToken {
  const { tokens } = sandbox.state
  const now = sandbox.now()
  tokens.forcedAt = tokens.forcedAt.filter((at) => at > now - DAY_MS)
  if (tokens.forcedAt.length >= 20) throw new Refusal(45009)
  if ((tokens.forcedAt.at(-1) ?? -Infinity) > now - 30_000) throw new Refusal(45011)
  tokens.forcedAt.push(now)
  // A forced refresh is for leaks, so the old token ends at once. It is then not an expired one but an invalid one.
  tokens.stable = []
  return issue(sandbox, tokens.stable)
}

function issue(sandbox: Sandbox, kept: IssuedToken[]): IssuedToken {
  const now = sandbox.now()
  const value = `99_${randomBytes(160).toString('base64url')}`
  const token = { value, issuedAt: now, expiresAt: now + LIFE_MS }
  kept.push(token)
  if (kept.length > 20) kept.shift()
  sandbox.changed()
  return token
}

function given(sandbox: Sandbox, { value, expiresAt }: IssuedToken): object {
  return { access_token: value, expires_in: Math.floor((expiresAt - sandbox.now()) / 1000) }
}
