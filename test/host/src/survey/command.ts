import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { hasErrors, summaryOf } from './report'
import { DEFAULT_LIMIT_MS, survey } from './survey'

const HELP = `Opens every page of a mini-program, each from a cold start, and tells which of them run.

  npm run host -- survey FOLDER... [options]

FOLDER holds app.json or project.config.json, itself or in a sub-folder such as miniprogram/, dist/ or src/.

  --out DIR           where report.json, index.html and the screenshots go (default ./survey)
  --stub-network      requests to unknown domains get an empty JSON object; otherwise they fail as on a phone
  --api FROM=TO       requests to origin FROM go to origin TO; may be repeated
  --device WxH@R      size and pixel ratio (default 375x667@2)
  --limit MS          most time for one page (default ${DEFAULT_LIMIT_MS})
  --chrome PATH       the browser (default: CHROME_PATH, or one found on PATH)

Ends with 1 when a page did not open or threw an error.`

const OPTIONS = {
  out: { type: 'string', default: 'survey' },
  'stub-network': { type: 'boolean', default: false },
  api: { type: 'string', multiple: true },
  device: { type: 'string' },
  limit: { type: 'string' },
  chrome: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
} as const

/** The command `survey`. Resolves to the exit code. */
export async function runSurvey(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({ args, options: OPTIONS, allowPositionals: true })
  if (values.help || !positionals.length) {
    console.log(HELP)
    return values.help ? 0 : 2
  }
  const limitMs = Number(values.limit ?? DEFAULT_LIMIT_MS)
  if (!(limitMs > 0)) throw new Error(`--limit must be a number of milliseconds, not ${values.limit}`)
  const out = resolve(values.out)
  const { apps } = await survey(positionals, {
    ...{ out, limitMs, device: values.device, chromePath: values.chrome },
    ...{ stubNetwork: values['stub-network'], api: origins(values.api) },
    progress: (line) => console.log(line),
  })
  for (const app of apps) console.log(`${app.name}: ${summaryOf(app)}`)
  console.log(`${out}/index.html`)
  return apps.some(hasErrors) ? 1 : 0
}

function origins(pairs: string[] = []): Record<string, string> {
  return Object.fromEntries(
    pairs.map((pair) => {
      const [, from, to] = /^(https?:\/\/[^=]+)=(https?:\/\/.+)$/.exec(pair) ?? []
      if (!from || !to)
        throw new Error(`--api must look like https://api.example.com=http://127.0.0.1:3000, not ${pair}`)
      return [from, to]
    }),
  )
}
