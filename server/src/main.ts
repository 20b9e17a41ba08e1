import 'reflect-metadata'
import { createApp } from './create-app'
import { createDataSource } from './database'
import { ConfigurationError, readEnv } from './core/env'
import { createLog } from './core/log'
import { describeApi } from './openapi/describe-api'

/** Starts the server. What is wrong with the configuration is told as a whole, before anything is opened. */
async function start(): Promise<void> {
  const env = readEnv(process.env)
  const log = createLog(env.LOG_LEVEL)
  const db = await (await createDataSource(env.DATABASE_URL, env.DATABASE_POOL)).initialize()
  if (await db.showMigrations())
    throw new Error('The database is behind this version. Run `node server/dist/migrate.js` first.')
  const app = await createApp(env, log, db)
  if (env.NODE_ENV !== 'production') describeApi(app)
  await app.listen(env.PORT, env.HOST)
  log.info({ url: await app.getUrl() }, 'listening')
}

start().catch((error: unknown) => {
  const text =
    error instanceof ConfigurationError
      ? error.message
      : `The server could not start: ${String((error as Error).message ?? error)}`
  process.stderr.write(`${text}\n`)
  process.exit(1)
})
