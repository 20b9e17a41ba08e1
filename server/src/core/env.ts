import { plainToInstance, Transform, Type } from 'class-transformer'
import { IsIn, IsInt, IsOptional, IsString, IsUrl, Length, Matches, Max, Min, validateSync } from 'class-validator'

const KEY_32_BYTES = /^[A-Za-z0-9+/]{43}=$/u

/** The server's configuration, all of it from the environment. */
export class Env {
  @IsIn(['development', 'test', 'production'])
  NODE_ENV: 'development' | 'test' | 'production' = 'development'

  @IsString()
  HOST = '127.0.0.1'

  @Type(() => Number)
  @IsInt()
  @Min(0)
  @Max(65535)
  PORT = 3001

  /** mysql://user:password@host:port/database, or with ?socketPath=/path for a socket. */
  @Matches(/^(mysql|mariadb):\/\//u, {
    message: 'DATABASE_URL must look like mysql://user:password@host:3306/database',
  })
  DATABASE_URL!: string

  @Type(() => Number)
  @IsInt()
  @Min(2)
  @Max(200)
  DATABASE_POOL = 12

  @IsUrl({ require_tld: false, require_protocol: true, protocols: ['http', 'https'] })
  WECHAT_BASE_URL = 'https://api.weixin.qq.com'

  @Length(1, 32)
  WECHAT_APP_ID!: string

  @Length(1, 128)
  WECHAT_APP_SECRET!: string

  @Matches(/^[A-Za-z0-9]{3,32}$/u, { message: 'WECHAT_PUSH_TOKEN must be 3 to 32 letters or digits' })
  WECHAT_PUSH_TOKEN!: string

  @Matches(/^[A-Za-z0-9]{43}$/u, {
    message: 'WECHAT_PUSH_AES_KEY must be the 43 letters and digits of the EncodingAESKey',
  })
  WECHAT_PUSH_AES_KEY!: string

  /** Where this server is reached from outside; WeChat fetches the pictures that it is to check from there. */
  @IsOptional()
  @IsUrl({ require_tld: false, require_protocol: true, protocols: ['http', 'https'] })
  PUBLIC_URL?: string

  /** Which release of the mini-program links and codes lead to. */
  @IsIn(['release', 'trial', 'develop'])
  WECHAT_ENV_VERSION: 'release' | 'trial' | 'develop' = 'release'

  /** Subscription message templates by use; a message without a template is not sent. */
  @IsOptional()
  @IsString()
  WECHAT_TEMPLATE_NEW_REQUEST?: string

  @IsOptional()
  @IsString()
  WECHAT_TEMPLATE_INTRODUCTION?: string

  @IsOptional()
  @IsString()
  WECHAT_TEMPLATE_THANKS?: string

  @IsOptional()
  @IsString()
  WECHAT_TEMPLATE_OWNERSHIP_CASE?: string

  @IsOptional()
  @IsString()
  WECHAT_TEMPLATE_EVENT?: string

  @IsOptional()
  @IsString()
  WECHAT_TEMPLATE_COMPLAINT?: string

  /** Keys of what is encrypted at rest: `k2:base64,k1:base64`; the first encrypts, all decrypt. */
  @Matches(/^[a-z0-9]{1,8}:[A-Za-z0-9+/]{43}=(,[a-z0-9]{1,8}:[A-Za-z0-9+/]{43}=)*$/u, {
    message: 'DATA_KEYS must be a list of id:key, each key 32 bytes in base64',
  })
  DATA_KEYS!: string

  /** Key of the hash by which phone numbers are matched. */
  @Matches(KEY_32_BYTES, { message: 'LOOKUP_KEY must be 32 bytes in base64' })
  LOOKUP_KEY!: string

  /** Key from which session tokens are made. */
  @Matches(KEY_32_BYTES, { message: 'SESSION_KEY must be 32 bytes in base64' })
  SESSION_KEY!: string

  /** Bearer token of /metrics; without one, metrics answer only outside production. */
  @IsOptional()
  @Length(16, 128)
  METRICS_TOKEN?: string

  @IsIn(['fatal', 'error', 'warn', 'info', 'debug', 'silent'])
  LOG_LEVEL = 'info'

  /** Requests a minute and person; 0 turns the limit off. */
  @Type(() => Number)
  @IsInt()
  @Min(0)
  RATE_LIMIT = 600

  /** Whether X-Forwarded-For of the proxy in front is believed. */
  @Transform(({ value }: { value: unknown }) => value === true || value === 'true')
  TRUST_PROXY = false
}

/** Thrown at start: every setting that is wrong, not only the first. */
export class ConfigurationError extends Error {
  constructor(readonly problems: string[]) {
    super(`The configuration is not right:\n${problems.map((problem) => `  - ${problem}`).join('\n')}`)
  }
}

/** The validated environment. Empty values count as not set. Throws ConfigurationError with the whole list of problems. */
export function readEnv(source: NodeJS.ProcessEnv): Env {
  const known = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== undefined && value !== ''))
  const env = plainToInstance(Env, known)
  const problems = validateSync(env, { skipMissingProperties: false }).flatMap((error) =>
    Object.values(error.constraints ?? {}).map((text) =>
      text.includes(error.property) ? text : `${error.property}: ${text}`,
    ),
  )
  if (env.NODE_ENV === 'production' && env.WECHAT_BASE_URL?.startsWith('http:'))
    problems.push('WECHAT_BASE_URL must be https in production')
  if (problems.length > 0) throw new ConfigurationError(problems)
  return env
}
