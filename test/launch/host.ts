// `npm run host -- FOLDER`: a compiled mini-program in headless Chromium, behind the automator protocol.
import { runHost } from '../host/cli'
import { explain } from './progress'

runHost().catch((error: unknown) => {
  console.error(explain(error))
  process.exitCode = 1
})
