#!/usr/bin/env -S node --import tsx
import { readFileSync } from 'node:fs'
import { parseArgs, type ParseArgsConfig } from 'node:util'
import { writeAudit } from './audit/files'
import { startHost, type Phone, type PhoneOptions } from './browser'
import { LIMITS, readLimits } from './limits/limits'
import { readPrivacyScopes } from './runtime/limits/privacy-scopes'
import type { Fixtures, Launch } from './runtime/settings'
import { runSurvey } from './survey/command'

const HELP = `Runs a compiled mini-program in headless Chromium and speaks WeChat DevTools' automator protocol.

  npm run host -- FOLDER [options]
  npm run host -- auto --project FOLDER --auto-port PORT     as DevTools' cli, for automator.launch()
  npm run host -- survey FOLDER...                           does every page run? see survey --help

FOLDER holds app.json, or a project.config.json that names it. Default: this repository.

  --port N            port of the automator and of the phone's page (default 9420)
  --entry PATH        page to open, with query: pages/home/index?x=1
  --query TEXT        more query, handed on as it is: s=abc
  --scene N           WeChat's scene value (default 1001)
  --launch JSON       what else comes along: {"referrerInfo":{"appId":...,"extraData":...},"shareTicket":...,"chatType":...}
  --person KEY        whose phone it is, for the WeChat sandbox
  --api FROM=TO       requests to origin FROM go to origin TO; may be repeated; all others fail
  --sandbox URL       WeChat sandbox that gives out login and phone codes (default: fixture codes)
  --fixtures FILE     JSON: what the person answers and the phone measures
  --device WxH@R      size and pixel ratio (default 375x667@2)
  --font-scale N      text size factor (default 1)
  --now TIME          start of the phone's clock, as an ISO time
  --chrome PATH       the browser (default: CHROME_PATH, or one found on PATH)
  --shown             with a window, to look at; needs a display and a Chromium that has windows (not headless-shell)
  --privacy LIST      what the privacy guide declares: phoneNumber,clipboard,... (default: not checked)
  --domain ORIGIN     requests to this origin are allowed too; may be repeated
  --loose LIST        limits of a phone that are not kept:
                      ${Object.keys(LIMITS).join(' ')} all
  --audit FILE        writes WeChat's 体验评分 of the journey when the host ends, to be read (.html) and as data (.json)
  --timeout MS        how long the mini-program may take for a request of the automator (default 30000)
  --no-real-tap       send taps straight to elements, even if something covers them
  --help`

const OPTIONS = {
  port: { type: 'string', default: '9420' },
  entry: { type: 'string' },
  query: { type: 'string' },
  scene: { type: 'string' },
  launch: { type: 'string' },
  person: { type: 'string' },
  api: { type: 'string', multiple: true },
  sandbox: { type: 'string' },
  device: { type: 'string' },
  fixtures: { type: 'string' },
  'font-scale': { type: 'string' },
  now: { type: 'string' },
  privacy: { type: 'string' },
  domain: { type: 'string', multiple: true },
  loose: { type: 'string' },
  audit: { type: 'string' },
  chrome: { type: 'string' },
  shown: { type: 'boolean', default: false },
  'real-tap': { type: 'boolean', default: true },
  help: { type: 'boolean', short: 'h' },
  timeout: { type: 'string' },
  // What automator.launch() passes to DevTools' cli, or people do.
  project: { type: 'string' },
  'auto-port': { type: 'string' },
  'auto-account': { type: 'string' },
  auto: { type: 'string' },
  ticket: { type: 'string' },
  'trust-project': { type: 'boolean' },
  lang: { type: 'string' },
  debug: { type: 'boolean' },
  'disable-gpu': { type: 'boolean' },
} as const satisfies ParseArgsConfig['options']

interface Arguments extends Omit<PhoneOptions, 'audit'> {
  chromePath?: string
  headless?: boolean
  auditFile?: string
}

function readArguments(args: string[]): Arguments | null {
  const { values, positionals } = parseArgs({ args, options: OPTIONS, allowPositionals: true, allowNegative: true })
  if (values.help) return null
  // Before its version 1.02 DevTools' command was `--auto FOLDER`.
  const project = values.auto ?? values.project
  const isAuto = positionals[0] === 'auto' || values.auto !== undefined
  if (isAuto && !project) throw new Error('auto needs --project FOLDER')
  if (positionals.length > 1) throw new Error(`unexpected argument ${positionals[1]}`)
  return {
    dist: (isAuto ? project : positionals[0]) ?? process.cwd(),
    // With auto, --port is that of DevTools' own service.
    port: toNumber('port', isAuto ? (values['auto-port'] ?? OPTIONS.port.default) : values.port),
    entry: values.entry,
    query: values.query,
    scene: toNumber('scene', values.scene),
    ...(JSON.parse(values.launch ?? '{}') as Launch),
    person: values.person ?? values['auto-account'],
    ticket: values.ticket,
    answerMs: toNumber('timeout', values.timeout),
    api: readOrigins(values.api ?? []),
    sandbox: values.sandbox,
    device: values.device,
    fixtures: readFixtures(values.fixtures),
    fontScale: toNumber('font-scale', values['font-scale']),
    now: values.now,
    privacy: values.privacy === undefined ? undefined : readPrivacyScopes(listOf(values.privacy)),
    domains: values.domain,
    loose: readLimits(listOf(values.loose)),
    auditFile: values.audit,
    chromePath: values.chrome,
    headless: !values.shown,
    realTap: values['real-tap'],
    canClose: isAuto,
  }
}

const listOf = (text = '') => text.split(',').filter(Boolean)

function toNumber(name: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined
  const number = Number(text)
  if (!Number.isFinite(number)) throw new Error(`--${name} must be a number, not ${text}`)
  return number
}

/** What the person answers and the phone measures, from a file of JSON. */
function readFixtures(file: string | undefined): Partial<Fixtures> | undefined {
  if (file === undefined) return undefined
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Partial<Fixtures>
  } catch (error) {
    throw new Error(`--fixtures must be a file of JSON: ${(error as Error).message}`, { cause: error })
  }
}

function readOrigins(pairs: string[]): Record<string, string> {
  return Object.fromEntries(
    pairs.map((pair) => {
      const [, from, to] = /^((?:https?|wss?):\/\/[^=]+)=((?:https?|wss?):\/\/.+)$/.exec(pair) ?? []
      if (!from || !to)
        throw new Error(`--api must look like https://api.example.com=http://127.0.0.1:3000, not ${pair}`)
      return [from, to]
    }),
  )
}

async function writeReport(phone: Phone, file: string): Promise<void> {
  const report = await phone.audit()
  const written = await writeAudit(report, file)
  console.log(`audit: ${report.score} of 100, ${written.join(' and ')}`)
}

/** Runs until it is interrupted. Prints the automator's address when the mini-program is up. */
export async function runHost(args = process.argv.slice(2)): Promise<void> {
  if (args[0] === 'survey') return void (process.exitCode = await runSurvey(args.slice(1)))
  const options = readArguments(args)
  if (!options) return console.log(HELP)
  const { auditFile, ...rest } = options
  const phone = await startHost({ ...rest, audit: auditFile !== undefined, endsOnSignals: false })
  if (auditFile !== undefined) phone.beforeClose(() => writeReport(phone, auditFile))
  // The browser may be gone before it is closed.
  const stop = () =>
    void phone.close().then(
      () => process.exit(0),
      () => process.exit(0),
    )
  process.once('SIGINT', stop)
  process.once('SIGTERM', stop)
  phone.whenClosed(() => Promise.resolve(void setImmediate(() => process.exit(0))))
  phone.listen((event, detail) => {
    if (event === 'error') console.error(`mini-program: ${String(detail.message)}\n${String(detail.stack)}`)
  })
  console.log(phone.wsEndpoint)
}

if (require.main === module) {
  runHost().catch((error: Error) => {
    console.error(error.message)
    process.exit(1)
  })
}
