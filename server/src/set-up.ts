import 'reflect-metadata'
import { plainToInstance } from 'class-transformer'
import { validateSync } from 'class-validator'
import { readFileSync } from 'node:fs'
import { fieldErrors } from './core/field-messages'
import { createDataSource } from './database'
import { setUp } from './organization/set-up'
import { SetUpFile } from './organization/set-up.file'

/** `node dist/set-up.js FILE`: gives a production installation its organisation. Running it again brings it up to date. */
async function main(): Promise<void> {
  const { DATABASE_URL, WECHAT_APP_ID } = process.env
  const [path] = process.argv.slice(2)
  if (!path || !DATABASE_URL || !WECHAT_APP_ID)
    throw new Error('Usage: DATABASE_URL=... WECHAT_APP_ID=... node dist/set-up.js organization.json')
  const file = readSetUp(path)
  const db = await (await createDataSource(DATABASE_URL, 2)).initialize()
  try {
    const { teams, agents, staff, notTied } = await db.transaction((tx) => setUp(tx, file, WECHAT_APP_ID, new Date()))
    process.stdout.write(`Set up: ${teams} teams, ${agents} agents, ${staff} staff\n`)
    if (notTied.length > 0)
      process.stdout.write(
        `Not tied to a WeChat account yet (sign in once, add the openid, run again): ${notTied.join(', ')}\n`,
      )
  } finally {
    await db.destroy()
  }
}

function readSetUp(path: string): SetUpFile {
  const file = plainToInstance(SetUpFile, JSON.parse(readFileSync(path, 'utf8')) as object)
  const errors = fieldErrors(
    validateSync(file, { whitelist: true, forbidNonWhitelisted: true, forbidUnknownValues: true }),
  )
  if (errors.length > 0)
    throw new Error(
      `${path} is not right:\n${errors.map(({ field, message }) => `  - ${field}: ${message}`).join('\n')}`,
    )
  return file
}

main().catch((error: Error) => {
  process.stderr.write(`Set-up failed: ${error.message}\n`)
  process.exitCode = 1
})
