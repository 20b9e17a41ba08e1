import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { randomBytes } from 'node:crypto'
import { join } from 'node:path'

/** What the server wants to be told besides addresses; made once for a data folder, for development and tests only. */
export type Secrets = Record<
  | 'WECHAT_APP_ID'
  | 'WECHAT_APP_SECRET'
  | 'WECHAT_PUSH_TOKEN'
  | 'WECHAT_PUSH_AES_KEY'
  | 'DATA_KEYS'
  | 'LOOKUP_KEY'
  | 'SESSION_KEY',
  string
>

/** The secrets of a data folder. They stay the same, or what is encrypted in its database could not be read again. */
export function secretsOf(dataDir: string): Secrets {
  const file = join(dataDir, 'env.json')
  if (existsSync(file)) return { ...newSecrets(), ...(JSON.parse(readFileSync(file, 'utf8')) as Partial<Secrets>) }
  const secrets = newSecrets()
  writeFileSync(file, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600 })
  return secrets
}

export function newSecrets(): Secrets {
  return {
    WECHAT_APP_ID: `wx${randomBytes(8).toString('hex')}`,
    WECHAT_APP_SECRET: randomBytes(16).toString('hex'),
    WECHAT_PUSH_TOKEN: randomBytes(12).toString('hex'),
    // WeChat's key is base64 without its last "=": 43 letters and digits.
    WECHAT_PUSH_AES_KEY: lettersAndDigits(43),
    DATA_KEYS: `k1:${randomBytes(32).toString('base64')}`,
    LOOKUP_KEY: randomBytes(32).toString('base64'),
    SESSION_KEY: randomBytes(32).toString('base64'),
  }
}

function lettersAndDigits(length: number): string {
  let text = ''
  while (text.length < length)
    text += randomBytes(64)
      .toString('base64')
      .replace(/[^A-Za-z0-9]/g, '')
  return text.slice(0, length)
}
