import 'reflect-metadata'
import { ConfigurationError, readEnv } from '../../../server/src/core/env'

const key = Buffer.alloc(32).toString('base64')
const complete = {
  DATABASE_URL: 'mysql://quanke:secret@127.0.0.1:3306/quanke',
  WECHAT_APP_ID: 'wx0000000000000000',
  WECHAT_APP_SECRET: 'secret',
  WECHAT_PUSH_TOKEN: 'token',
  WECHAT_PUSH_AES_KEY: 'a'.repeat(43),
  DATA_KEYS: `k2:${key},k1:${key}`,
  LOOKUP_KEY: key,
  SESSION_KEY: key,
}
const problemsOf = (source: NodeJS.ProcessEnv): string => {
  try {
    readEnv(source)
    return ''
  } catch (error) {
    expect(error).toBeInstanceOf(ConfigurationError)
    return (error as Error).message
  }
}

describe('the configuration', () => {
  it('is taken when it is complete, with sensible defaults', () => {
    expect(readEnv(complete)).toMatchObject({
      HOST: '127.0.0.1',
      PORT: 3001,
      WECHAT_BASE_URL: 'https://api.weixin.qq.com',
      NODE_ENV: 'development',
    })
  })

  it('says everything that is wrong at once, not only the first', () => {
    const said = problemsOf({
      ...complete,
      DATABASE_URL: 'postgres://x',
      PORT: '99999',
      SESSION_KEY: 'short',
      WECHAT_APP_ID: '',
    })
    for (const name of ['DATABASE_URL', 'PORT', 'SESSION_KEY', 'WECHAT_APP_ID']) expect(said).toContain(name)
  })

  it('never repeats a secret in what it says', () => {
    expect(problemsOf({ ...complete, DATA_KEYS: 'k1:very-secret-but-too-short' })).not.toContain('very-secret')
  })

  it('refuses to reach WeChat without TLS in production', () => {
    expect(problemsOf({ ...complete, NODE_ENV: 'production', WECHAT_BASE_URL: 'http://127.0.0.1:1' })).toContain(
      'WECHAT_BASE_URL',
    )
  })
})
