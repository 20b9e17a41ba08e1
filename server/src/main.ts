import 'reflect-metadata'
import type { DataSource } from 'typeorm'
import { createApp } from './create-app'
import { createDataSource } from './database'
import { ConfigurationError, readEnv, type Env } from './core/env'
import { createLog } from './core/log'
import { Metrics } from './core/metrics'
import { describeApi } from './openapi/describe-api'

/** Starts the server. What is wrong with the configuration is told as a whole, before anything is opened. */
async function start(): Promise<void> {
  const env = readEnv(process.env)
  const log = createLog(env.LOG_LEVEL)
  const db = await connect(env)
  if (await db.showMigrations())
    throw new Error('The database is behind this version. Run `node server/dist/migrate.js` first.')
  const app = await createApp(env, log, db)
  app.get(Metrics).watchProcess()
  if (env.NODE_ENV !== 'production') describeApi(app)
  await app.listen(env.PORT, env.HOST)
  log.info({ url: await app.getUrl() }, 'listening')
}

async function connect({ DATABASE_URL, DATABASE_POOL }: Env): Promise<DataSource> {
  try {
    return await (await createDataSource(DATABASE_URL, DATABASE_POOL)).initialize()
  } catch (error) {
    const { message, code } = error as { message: string; code?: string }
    const why = message || code || 'no reason given'
    const text = `The database at ${new URL(DATABASE_URL).host} cannot be used: ${why}. Is it running, and is DATABASE_URL right?`
    throw new Error(text, { cause: error })
  }
}

start().catch((error: unknown) => {
  const text =
    error instanceof ConfigurationError
      ? error.message
      : `The server could not start: ${String((error as Error).message ?? error)}`
  process.stderr.write(`${text}\n`)
  process.exit(1)
})
