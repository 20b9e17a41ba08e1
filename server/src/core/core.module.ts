import { Global, Module } from '@nestjs/common'
import { DiscoveryModule } from '@nestjs/core'
import { DataSource } from 'typeorm'
import { BulkDatabase } from './bulk-database'
import { Clock } from './clock'
import { DataCipher, LookupHash, dataKeysFrom } from './crypto'
import { Env } from './env'
import { LOG, type Log } from './log.token'
import { Metrics } from './metrics'
import { OperationsController } from './operations.controller'
import { OutboxWorker } from './outbox.worker'
import { UnknownTokens } from './rate-limit'
import { Sessions } from './sessions'
import { Wechat, connectWechat } from './wechat/wechat.api'
import { WechatPush } from './wechat/wechat.push'

/** WeChat waits five seconds for us in its own callbacks; we wait as long for it. */
const WECHAT_TIMEOUT_MS = 5000

/** What every feature uses; knows no feature. Env, LOG and DataSource come from the application module. */
@Global()
@Module({
  imports: [DiscoveryModule],
  controllers: [OperationsController],
  providers: [
    BulkDatabase,
    Clock,
    Metrics,
    Sessions,
    UnknownTokens,
    OutboxWorker,
    { provide: DataCipher, useFactory: (env: Env) => new DataCipher(dataKeysFrom(env.DATA_KEYS)), inject: [Env] },
    {
      provide: LookupHash,
      useFactory: (env: Env) => new LookupHash(Buffer.from(env.LOOKUP_KEY, 'base64')),
      inject: [Env],
    },
    {
      provide: Wechat,
      useFactory: (env: Env, db: DataSource, cipher: DataCipher, log: Log) =>
        connectWechat({ ...wechatConfig(env), timeoutMs: WECHAT_TIMEOUT_MS }, db, cipher, log),
      inject: [Env, DataSource, DataCipher, LOG],
    },
    { provide: WechatPush, useFactory: (env: Env) => new WechatPush(wechatConfig(env)), inject: [Env] },
  ],
  exports: [
    DiscoveryModule,
    BulkDatabase,
    Clock,
    Metrics,
    Sessions,
    UnknownTokens,
    OutboxWorker,
    DataCipher,
    LookupHash,
    Wechat,
    WechatPush,
  ],
})
export class CoreModule {}

const wechatConfig = (env: Env) => ({
  baseUrl: env.WECHAT_BASE_URL,
  appId: env.WECHAT_APP_ID,
  appSecret: env.WECHAT_APP_SECRET,
  pushToken: env.WECHAT_PUSH_TOKEN,
  pushAesKey: env.WECHAT_PUSH_AES_KEY,
})
