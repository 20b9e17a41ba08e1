/** How this installation reaches WeChat. In production only these values differ from development. */
export interface WechatConfig {
  /** `https://api.weixin.qq.com` or the sandbox. */
  baseUrl: string
  appId: string
  appSecret: string
  /** Token and 43-character key of the message push, as entered in the console. */
  pushToken: string
  pushAesKey: string
  /** How long one HTTP call may take, in milliseconds. */
  timeoutMs: number
  /** First pause before a call is repeated, in milliseconds; it grows with each attempt. 300 when absent. */
  retryDelayMs?: number
}

/** The part of pino that the adapter writes to. */
export interface WechatLogger {
  info(fields: object, text: string): void
  warn(fields: object, text: string): void
  error(fields: object, text: string): void
}

/** Something that runs SQL: TypeORM's DataSource, or an entity manager. */
export interface SqlRunner {
  query<T>(sql: string, parameters?: unknown[]): Promise<T>
}
