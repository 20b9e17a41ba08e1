// `npm run host -- FOLDER`: a compiled mini-program in headless Chromium, behind the automator protocol.
import { runHost } from 'weapp-host/cli'
import { findBrowser } from './chromium'
import { explain } from './progress'

async function main(): Promise<void> {
  process.env.CHROME_PATH ??= (await findBrowser()).executable
  await runHost()
}

main().catch((error: unknown) => {
  console.error(explain(error))
  process.exitCode = 1
})
