import { type DynamicModule, Global, Inject, Module, type OnApplicationShutdown } from '@nestjs/common'
import { DataSource } from 'typeorm'
import { Env } from './env'
import { LOG, type Log } from './log.token'

/** What exists before the application does. The database closes last, when nothing can ask it any more, and what was logged is written. */
@Global()
@Module({})
export class FoundationModule implements OnApplicationShutdown {
  constructor(
    @Inject(DataSource) private readonly db: DataSource,
    @Inject(LOG) private readonly log: Log,
  ) {}

  static over(env: Env, log: Log, db: DataSource): DynamicModule {
    return {
      module: FoundationModule,
      providers: [
        { provide: Env, useValue: env },
        { provide: LOG, useValue: log },
        { provide: DataSource, useValue: db },
      ],
      exports: [Env, LOG, DataSource],
    }
  }

  async onApplicationShutdown(): Promise<void> {
    if (this.db.isInitialized) await this.db.destroy()
    await new Promise<void>((resolve) => this.log.flush(() => resolve()))
  }
}
