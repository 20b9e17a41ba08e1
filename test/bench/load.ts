import { spawn } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { newBatch } from '../faults/phones'
import { findWrk } from '../launch/wrk'
import type { Latency } from './measure'
import { storedThroughHttp, usage, type Round, type Stage } from './stage'

/** Engagements to choose from; each gets an id of its own when it is sent. */
const STOCK = 2000
const SPAN_MS = 2000
/** More than a server process has been seen to take: the one in batches, the other one by one. */
const ENGAGEMENTS_A_SECOND = 40_000
const REQUESTS_A_SECOND = 10_000

export interface Load {
  /** Engagements a request. */
  batch: number
  /** In all; each server process gets its part. */
  connections: number
  seconds: number
  /** In all, on average: each phone waits by chance between an answer and what it sends next. Without it phones send without a pause. */
  requestsASecond?: number
}

/** What a run of wrk has to say, see the script's `done`. */
interface Said {
  requests: number
  seconds: number
  /** Answers other than 2xx, and requests that got none. */
  failed: number
  latency: Latency
}

/**
 * Phones by the hundred, played by wrk: phones that run on Node would take more of this machine than the server that they are to measure. Throws when a
 * request failed, or less is stored than was acknowledged.
 */
export async function pound(stage: Stage, { batch, connections, seconds, requestsASecond }: Load): Promise<Round> {
  const { program, env } = await findWrk()
  const before = await storedThroughHttp(stage.pool)
  const used = usage(stage)
  const each = Math.ceil(connections / stage.servers.length)
  const said = await Promise.all(
    stage.servers.map(async ({ url }, index, servers) => {
      const script = join(stage.dir, `phones-${index}.lua`)
      // A person has one phone, and it keeps its connection.
      const tokens = stage.tokens.filter((_, person) => person % servers.length === index)
      const stock = Math.ceil((requestsASecond ?? Math.min(ENGAGEMENTS_A_SECOND / batch, REQUESTS_A_SECOND)) * seconds)
      const pauseMs = requestsASecond === undefined ? null : (connections / requestsASecond) * 1000
      writeFileSync(script, phones({ things: stage.things, tokens }, { batch, stock, pauseMs }))
      const args = ['--threads=1', `--connections=${each}`, `--duration=${seconds}s`, `--script=${script}`, url]
      const output = await outputOf(program, args, env)
      return JSON.parse(/^\{.*\}$/mu.exec(output)?.[0] ?? '{"failed":1}') as Said
    }),
  )
  const usedThen = used()
  const stored = (await storedThroughHttp(stage.pool)) - before
  const acknowledged = sum(said, ({ requests }) => requests) * batch
  if (said.some(({ failed }) => failed > 0)) throw new Error(`Requests failed: ${JSON.stringify(said)}`)
  // What was under way when time was up is stored, too, and nobody heard of it.
  if (stored < acknowledged) throw new Error(`${acknowledged} were acknowledged, ${stored} are stored.`)
  return {
    rows: acknowledged,
    seconds: Math.max(...said.map((one) => one.seconds)),
    latency: slowestOf(said.map(({ latency }) => latency)),
    ...usedThen,
  }
}

const slowestOf = (all: readonly Latency[]): Latency => ({
  p50: Math.max(...all.map(({ p50 }) => p50)),
  p90: Math.max(...all.map(({ p90 }) => p90)),
  p99: Math.max(...all.map(({ p99 }) => p99)),
  most: Math.max(...all.map(({ most }) => most)),
})

const sum = <T>(all: readonly T[], of: (one: T) => number): number => all.reduce((total, one) => total + of(one), 0)

function outputOf(program: string, args: string[], env: NodeJS.ProcessEnv): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { env, stdio: ['ignore', 'pipe', 'inherit'] })
    let output = ''
    child.stdout.on('data', (part: Buffer) => (output += part.toString()))
    child.on('error', reject)
    child.on('close', () => resolve(output))
  })
}

interface Script {
  batch: number
  /** Requests made beforehand. */
  stock: number
  /** How long a phone waits on average; null for phones that never wait. */
  pauseMs: number | null
}

/** The script with which wrk makes requests as phones do: another person's each time, with ids of their own (UUIDv7). */
function phones({ tokens, things }: Pick<Stage, 'tokens' | 'things'>, { batch, stock, pauseMs }: Script): string {
  const bodies = newBatch(things, STOCK).map(({ id: _, occurredAt: __, ...event }) => JSON.stringify(event).slice(1))
  return `
local tokens = { ${tokens.map(quoted).join(', ')} }
local bodies = { ${bodies.map(quoted).join(', ')} }
local ready, taken = {}, 0
local sent, made, self = 0, 0, 0
-- What these phones tell of happened in the last seconds, one thing after the other.
local began, step = os.time() * 1000 - ${SPAN_MS}, ${SPAN_MS} / ${stock * batch}

local function engagement()
  made = made + 1
  local ms = math.floor(began + made * step)
  local id = string.format('%08x-%04x-7%03x-8%03x-%04x%08x', math.floor(ms / 65536), ms % 65536,
    math.random(0, 4095), math.random(0, 4095), self % 65536, made)
  local at = os.date('!%Y-%m-%dT%H:%M:%S', math.floor(ms / 1000)) .. string.format('.%03dZ', ms % 1000)
  return '{"id":"' .. id .. '","occurredAt":"' .. at .. '",' .. bodies[math.random(1, #bodies)]
end

local function another()
  sent = sent + 1
  local batch = {}
  for index = 1, ${batch} do batch[index] = engagement() end
  local headers = { ['content-type'] = 'application/json', authorization = 'Bearer ' .. tokens[sent % #tokens + 1] }
  return wrk.format('POST', '/v1/engagements', headers, '{"events":[' .. table.concat(batch, ',') .. ']}')
end

-- Runs before the clock does: phones make theirs elsewhere. What is asked for beyond it is made on the spot.
function init()
  local source = io.open('/dev/urandom', 'rb')
  local a, b, c, d = source:read(4):byte(1, 4)
  source:close()
  self = ((a * 256 + b) * 256 + c) * 256 + d
  math.randomseed(self)
  sent = math.random(0, #tokens)
  for index = 1, ${stock} do ready[index] = another() end
end

function request()
  taken = taken + 1
  return ready[taken] or another()
end

${pauseMs === null ? '' : `function delay() return math.floor(-math.log(1 - math.random()) * ${pauseMs} + 0.5) end`}

function done(summary, latency)
  local errors = summary.errors
  io.write(string.format('{"requests":%d,"seconds":%f,"failed":%d,"latency":{"p50":%f,"p90":%f,"p99":%f,"most":%f}}\\n',
    summary.requests, summary.duration / 1e6,
    errors.connect + errors.read + errors.write + errors.status + errors.timeout,
    latency:percentile(50) / 1e3, latency:percentile(90) / 1e3, latency:percentile(99) / 1e3, latency.max / 1e3))
end
`
}

/** As Lua reads a text: all that we send is plain, but for quotation marks. */
const quoted = (text: string): string => `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`
