// `npm run host -- FOLDER`: the mini-program in a headless browser, for DevTools' automator. `--help` tells the rest.
import { runHost } from '../host/cli'
import { findBrowser } from './chromium'
import { explain } from './progress'

async function main(): Promise<void> {
  const { executable, env } = await findBrowser()
  Object.assign(process.env, env, { CHROME_PATH: executable })
  await runHost()
}

main().catch((error: unknown) => {
  console.error(explain(error))
  process.exit(1)
})
