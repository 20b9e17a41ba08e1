import { createHash } from 'node:crypto'
import { createReadStream, statSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { extname, join, posix } from 'node:path'
import type { ProjectFacts } from './audit/observations'
import { projectFacts } from './audit/project-facts'
import { runtimeBundle } from './bundle'
import { compileProject, type Compilation } from './compile/compile'
import { Domains } from './limits/domains'
import { readLimits, type Limit } from './limits/limits'
import { checkProject } from './limits/project-limits'
import { NativeEndpoints } from './native/native'
import type { Emit } from './native/request'
import { isOwnOrigin } from './own-origin'
import { phonePage } from './phone-page'
import { regionsJson } from './regions'
import { readPrivacyScopes, type PrivacyScope } from './runtime/limits/privacy-scopes'
import {
  ASKING_FIXTURES,
  DEFAULT_FIXTURES,
  type DeviceShape,
  type Fixtures,
  type Launch,
  type PhoneSettings,
} from './runtime/settings'
import { TrafficLog } from './traffic-log'

/** Which of a phone's limits are kept. Without anything said all of them are, but what nobody declared is not checked. */
export interface Strictness {
  /** Limits that are not to be kept: names of `LIMITS`, or `all`. */
  loose?: readonly (Limit | 'all')[]
  /** What the platform's privacy guide declares. When absent, undeclared interfaces are not found. */
  privacy?: readonly PrivacyScope[]
  /** Origins that requests may go to besides those of `api`; they answer for themselves. */
  domains?: readonly string[]
}

export interface HostServerOptions extends Strictness {
  /** Folder with app.json, or with a project.config.json that names it. */
  dist: string
  /** Runs what can be run of a mini-program with missing or faulty files; otherwise they are an error. */
  tolerant?: boolean
  /** Origin that the mini-program was built with to the origin that answers. Others are refused. */
  api?: Record<string, string>
  /** Address of the WeChat sandbox, which gives out login and phone codes. */
  sandbox?: string
  /** Whose phone it is when the address names nobody. */
  person?: string
  /** 'ask' shows WeChat's prompts to the visitor; 'fixtures' answers them. */
  prompts?: 'ask' | 'fixtures'
  fixtures?: Partial<Fixtures>
  fontScale?: number
  /** Where the phones' clocks start; the real time when absent. */
  now?: string | number
  /** No animations. */
  still?: boolean
  /** Whether everything is watched for an audit; default false. */
  audit?: boolean
}

/** What the address of a phone may say; `device`, `fixtures` and `launch` are JSON. */
export type PhoneQuery =
  'person' | 'entry' | 'query' | 'scene' | 'clear' | 'online' | 'fontScale' | 'device' | 'fixtures' | 'launch' | 'audit'

const PREFIX = '/__host/'
const MAX_BODY_BYTES = 32 * 1024 * 1024
const TYPES: Record<string, string> = {
  ...{ '.png': 'image/png', '.jpg': 'image/jpeg', '.jpeg': 'image/jpeg', '.gif': 'image/gif', '.webp': 'image/webp' },
  ...{ '.webm': 'video/webm', '.mp4': 'video/mp4', '.mp3': 'audio/mpeg', '.m4a': 'audio/mp4', '.wav': 'audio/wav' },
  ...{ '.svg': 'image/svg+xml', '.ttf': 'font/ttf', '.woff2': 'font/woff2', '.json': 'application/json' },
}

/**
 * Serves phones to browsers: `/__host/phone?person=&entry=&query=&scene=` is a phone, to be shown in a frame or opened
 * by itself. Mount it in any Node http server: `if (await host.handle(request, response)) return`.
 */
export class HostServer {
  readonly traffic = new TrafficLog()
  private readonly native: NativeEndpoints
  private readonly loose: Limit[]
  private readonly privacy?: PrivacyScope[]
  private compiled!: Compilation

  constructor(private readonly options: HostServerOptions) {
    this.loose = readLimits(options.loose ?? [])
    this.privacy = options.privacy && readPrivacyScopes(options.privacy)
    const { files, project } = this.compile()
    checkProject(files, project.app, this.loose)
    const domains = new Domains(options.api ?? {}, options.domains, !this.loose.includes('domains'))
    this.native = new NativeEndpoints({
      ...{ domains, sandbox: options.sandbox, appId: project.appId },
      locate: (path) => this.compiled.files.locate(path),
    })
  }

  /** Answers a request for the host; false when the address is not the host's. */
  async handle(request: IncomingMessage, response: ServerResponse): Promise<boolean> {
    const url = new URL(request.url ?? '/', 'http://host')
    if (!url.pathname.startsWith(PREFIX)) return false
    try {
      await this.answer(url, request, response)
    } catch (error) {
      if (!response.headersSent) send(response, 500, 'text/plain', (error as Error).message)
    }
    return true
  }

  /** Removes what the phones stored on this computer. */
  close(): void {
    this.native.files.close()
  }

  /** The address of a phone, relative to wherever this server is mounted. */
  static phoneUrl(query: Partial<Record<PhoneQuery, string>>): string {
    return `${PREFIX}phone?${new URLSearchParams(query).toString()}`
  }

  private async answer(url: URL, request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = url.pathname.slice(PREFIX.length)
    const [first = '', ...rest] = path.split('/')
    const name = decode(rest)
    if (first === 'native') return this.answerNative(name, request, response)
    if (request.method !== 'GET' && request.method !== 'HEAD') return send(response, 405, 'text/plain', 'GET only')
    switch (first) {
      case 'phone':
        if (url.searchParams.get('clear') === '1') this.native.files.of(this.settings(url.searchParams).person).clear()
        return send(response, 200, 'text/html', phonePage(this.settings(url.searchParams)))
      case 'runtime.js':
        return sendKept(request, response, 'text/javascript', await runtimeBundle())
      case 'host.css':
        return sendKept(request, response, 'text/css', await styles())
      case 'project.json':
        return sendKept(request, response, 'application/json', jsonOf(this.compile().project))
      case 'package':
        return this.sendPackage(name, response)
      case 'regions.json':
        return send(response, 200, 'application/json', regionsJson())
      case 'file': {
        const [person = '', ...path] = rest
        const { data, type } = this.native.files.of(decodeURIComponent(person)).read(`wxfile://${decode(path)}`)
        return send(response, 200, type || 'application/octet-stream', data)
      }
      case 'app':
        return this.sendAsset(name, response, request.headers.range)
      default:
        return send(response, 404, 'text/plain', `no ${url.pathname} here`)
    }
  }

  /** What is known of the mini-program without running it, for an audit. */
  facts(): ProjectFacts {
    return projectFacts(this.compile())
  }

  /** The mini-program as its files are now. */
  private compile(): Compilation {
    this.compiled = compileProject(this.options.dist, { tolerant: this.options.tolerant })
    return this.compiled
  }

  /** The scripts of one package; the main package's root is empty. */
  private sendPackage(root: string, response: ServerResponse): void {
    // Of the same compilation as the project.json that the phone has.
    const scripts = this.compiled.scripts[root]
    if (scripts) send(response, 200, 'application/json', jsonOf(scripts))
    else send(response, 404, 'text/plain', `no package ${root}`)
  }

  private settings(query: URLSearchParams): PhoneSettings {
    const { options } = this
    const started = options.now === undefined ? undefined : new Date(options.now).getTime()
    return {
      person: query.get('person') ?? options.person ?? 'visitor',
      entry: query.get('entry') ?? '',
      query: Object.fromEntries(splitQuery(query.get('query') ?? '')),
      scene: Number(query.get('scene') ?? 1001),
      launch: parsed<Launch>(query.get('launch')) ?? {},
      clear: query.get('clear') === '1',
      online: query.get('online') !== '0',
      prompts: options.prompts ?? 'ask',
      origins: options.api ?? {},
      fixtures: {
        ...DEFAULT_FIXTURES,
        ...(options.prompts === 'fixtures' ? {} : ASKING_FIXTURES),
        ...options.fixtures,
        ...parsed<Fixtures>(query.get('fixtures')),
      },
      fontScale: Number(query.get('fontScale') ?? options.fontScale ?? 1),
      device: parsed<DeviceShape>(query.get('device')),
      now: started,
      still: options.still ?? false,
      audit: options.audit ?? query.get('audit') === '1',
      loose: this.loose,
      privacy: this.privacy,
    }
  }

  private sendAsset(name: string, response: ServerResponse, range?: string): void {
    const path = posix.normalize(name)
    const file = path.startsWith('..') ? undefined : this.compiled.files.locate(path)
    if (!file || !statSync(file).isFile()) {
      return send(response, 404, 'text/plain', `no ${name} in the mini-program`)
    }
    const { size } = statSync(file)
    const headers = { 'content-type': TYPES[extname(file)] ?? 'application/octet-stream', 'cache-control': 'no-cache' }
    // Media elements ask for parts, to be able to seek.
    const [, from, to] = /^bytes=(\d+)-(\d*)$/.exec(range ?? '') ?? []
    if (from === undefined || Number(from) >= size) {
      response.writeHead(200, { ...headers, 'accept-ranges': 'bytes', 'content-length': size })
      createReadStream(file).pipe(response)
      return
    }
    const start = Number(from)
    const end = Math.min(to ? Number(to) : size - 1, size - 1)
    response.writeHead(206, {
      ...headers,
      'content-range': `bytes ${start}-${end}/${size}`,
      'content-length': end - start + 1,
    })
    createReadStream(file, { start, end }).pipe(response)
  }

  /** Only pages of this server get through: other sites cannot send JSON here without a preflight, which is granted to nobody else. */
  private async answerNative(name: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (isOwnOrigin(request)) response.setHeader('access-control-allow-origin', request.headers.origin!)
    if (request.method === 'OPTIONS') {
      response.writeHead(204, { 'access-control-allow-headers': 'content-type', 'access-control-max-age': '600' })
      return void response.end()
    }
    if (request.method !== 'POST' || !request.headers['content-type']?.startsWith('application/json')) {
      return send(response, 405, 'text/plain', 'POST application/json only')
    }
    const body = JSON.parse(await readBody(request, MAX_BODY_BYTES)) as Record<string, unknown> & { person: string }
    if (await this.stream(name, body, response)) return
    try {
      const answer = await this.native.call(name, body)
      if (answer === undefined) return send(response, 404, 'text/plain', `no native endpoint ${name}`)
      send(response, 200, 'application/json', JSON.stringify(answer))
    } catch (error) {
      send(
        response,
        200,
        'application/json',
        JSON.stringify({ error: (error as Error).message, fields: (error as { fields?: object }).fields }),
      )
    }
  }

  /** A native call that tells of itself while it runs: one JSON event a line. False when it is not of that kind. */
  private async stream(
    name: string,
    body: Record<string, unknown> & { person: string },
    response: ServerResponse,
  ): Promise<boolean> {
    const controller = new AbortController()
    const send: Emit = (event) => {
      if (!response.headersSent) response.writeHead(200, { 'content-type': 'application/x-ndjson' })
      response.write(`${JSON.stringify(event)}\n`)
    }
    const emit = typeof body.url === 'string' ? this.traffic.watch(name, body, send) : send
    const running = this.native.stream(name, body, emit, controller.signal)
    if (!running) return false
    response.on('close', () => controller.abort())
    await running.catch((error: Error) => emit({ type: 'error', message: error.message }))
    response.end()
    return true
  }
}

function decode(parts: string[]): string {
  return decodeURIComponent(parts.join('/'))
}

/** How WeChat's tags look. */
async function styles(): Promise<string> {
  const sheets = ['host.css', 'tags.css'].map((name) => readFile(join(__dirname, 'runtime', name), 'utf8'))
  return (await Promise.all(sheets)).join('\n')
}

/** What every phone of a browser loads: kept there, so that the next one only asks whether it is still the same. */
function sendKept(request: IncomingMessage, response: ServerResponse, type: string, body: string): void {
  const tag = `"${createHash('sha1').update(body).digest('base64url')}"`
  if (request.headers['if-none-match'] === tag) {
    response.writeHead(304, { etag: tag, 'cache-control': 'no-cache' }).end()
    return
  }
  const headers = { 'content-type': `${type}; charset=utf-8`, etag: tag, 'cache-control': 'no-cache' }
  response.writeHead(200, { ...headers, 'x-content-type-options': 'nosniff' }).end(body)
}

const texts = new WeakMap<object, string>()

/** JSON of something that does not change any more. */
function jsonOf(value: object): string {
  const known = texts.get(value)
  if (known !== undefined) return known
  const text = JSON.stringify(value)
  texts.set(value, text)
  return text
}

function send(response: ServerResponse, status: number, type: string, body: string | Buffer): void {
  const charset = type.startsWith('text/') ? '; charset=utf-8' : ''
  response.writeHead(status, {
    'content-type': `${type}${charset}`,
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
  })
  response.end(body)
}

/** Query pairs as they stand, still encoded, as WeChat hands them to pages. */
function splitQuery(query: string): [string, string][] {
  return query
    .replace(/^\?/, '')
    .split('&')
    .filter(Boolean)
    .map((pair) => {
      const [name = '', value = ''] = pair.split(/=(.*)/s)
      return [name, value]
    })
}

/** A JSON object of an address; nothing when it is none. */
function parsed<T>(text: string | null): Partial<T> {
  try {
    return text ? (JSON.parse(text) as Partial<T>) : {}
  } catch {
    return {}
  }
}

/** The text of a request's body; refuses one of more than so many bytes. */
export async function readBody(request: IncomingMessage, mostBytes: number): Promise<string> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > mostBytes) throw new Error('request too large')
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}
