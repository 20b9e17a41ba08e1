import { build } from 'esbuild'
import { readFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { basename, join } from 'node:path'
import type { Observations } from 'weapp-host/observations'
import { readBody } from 'weapp-host/server'
import { Live } from './live'
import { openPhones } from './phones'

export interface DemoAddresses {
  apiUrl: string
  sandboxUrl: string
}

export interface DemoPage {
  url: string
  port: number
  /** From now on the phones are shown; until then the page asks for patience. */
  show(addresses: DemoAddresses): Promise<void>
  close(): Promise<void>
}

const FIRST_PORT = 3000
const LAST_PORT = 3050

/** Listens on the port asked for, or with null on 3000 or the next free one. A busy port asked for is an error. */
export async function openDemoPage(wantedPort: number | null): Promise<DemoPage> {
  let answer: Answer = waiting
  const server = createServer((request, response) => {
    const isOurs = isOurHost(request)
    void Promise.resolve(isOurs ? answer(request, response) : send(response, 421, 'text/plain', 'unknown host')).catch(
      (error: Error) => {
        if (!response.headersSent) send(response, 500, 'text/plain; charset=utf-8', error.message)
        else response.destroy(error)
      },
    )
  })
  const port = await listen(server, wantedPort)
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    async show(addresses) {
      answer = await demo(addresses)
    },
    async close() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()))
      server.closeAllConnections()
      await closed
    },
  }
}

type Answer = (request: IncomingMessage, response: ServerResponse) => unknown

function waiting(_: IncomingMessage, response: ServerResponse): void {
  response.setHeader('retry-after', '2')
  send(response, 503, 'text/html; charset=utf-8', readFileSync(join(__dirname, 'page/waiting.html')))
}

async function demo({ apiUrl, sandboxUrl }: DemoAddresses): Promise<Answer> {
  const phones = openPhones(apiUrl, sandboxUrl)
  const live = new Live(apiUrl, sandboxUrl)
  const files = new Map<string, [type: string, content: Buffer | string]>([
    ['/', ['text/html; charset=utf-8', readFileSync(join(__dirname, 'page/index.html'))]],
    ...(await bundle(join(__dirname, 'page/page.tsx'))),
  ])
  return async (request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost')
    const file = files.get(pathname)
    if (file) return send(response, 200, ...file)
    if (pathname === '/demo/events') return live.listen(response)
    if (pathname === '/demo/people' && request.method === 'POST') return meetVisitor(sandboxUrl, request, response)
    if (pathname === '/demo/private-messages' && request.method === 'POST')
      return passOnMessage(sandboxUrl, request, response)
    if (pathname === '/demo/people') return sendJson(response, await live.people())
    if (pathname === '/demo/audit' && request.method === 'POST')
      return sendJson(response, phones.audit((await readJson(request)) as Observations))
    if (pathname.startsWith('/demo/links/')) return passOnLink(sandboxUrl, pathname, response)
    if (await phones.answer(request, response)) return
    send(response, 404, 'text/plain; charset=utf-8', 'Not found')
  }
}

/** Somebody who was never here before: a WeChat account of its own, known to nobody. */
async function meetVisitor(sandboxUrl: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
  // A page elsewhere cannot send this type without asking first, and is never answered.
  if (!request.headers['content-type']?.startsWith('application/json'))
    return send(response, 405, 'text/plain', 'JSON only')
  const number = Math.floor(1000 + Math.random() * 9000)
  const answer = await fetch(`${sandboxUrl}/sandbox/people`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      ...{ key: `visitor-${Date.now().toString(36)}`, name: `访客${number}`, role: 'visitor' },
      note: '刚刚新建的微信用户，从没来过',
    }),
  })
  sendJson(response, await answer.json())
}

/** A card that somebody sent as a private message; the sandbox gives its ticket. */
async function passOnMessage(sandboxUrl: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (!request.headers['content-type']?.startsWith('application/json'))
    return send(response, 405, 'text/plain', 'JSON only')
  const answer = await fetch(`${sandboxUrl}/sandbox/private-messages`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(await readJson(request)),
  })
  sendJson(response, await answer.json())
}

/** Where a URL link of the sandbox leads: a path with its query, or nothing. */
async function passOnLink(sandboxUrl: string, pathname: string, response: ServerResponse): Promise<void> {
  const code = pathname.slice('/demo/links/'.length)
  const answer = await fetch(`${sandboxUrl}/sandbox/links?code=${code}`)
  sendJson(response, await answer.json())
}

/** The page's script and style. */
async function bundle(entry: string): Promise<[path: string, file: [type: string, content: string]][]> {
  const { outputFiles } = await build({
    entryPoints: [entry],
    outdir: '/',
    entryNames: 'demo',
    bundle: true,
    write: false,
    format: 'esm',
    jsx: 'automatic',
    target: 'es2022',
    minify: true,
    logLevel: 'silent',
    define: { 'process.env.NODE_ENV': '"production"' },
  })
  return outputFiles.map(({ path, text }) => {
    const type = path.endsWith('.css') ? 'text/css' : 'text/javascript'
    return [`/${basename(path)}`, [`${type}; charset=utf-8`, text]]
  })
}

const MAX_BODY_BYTES = 16 * 1024 * 1024

const readJson = async (request: IncomingMessage): Promise<unknown> =>
  JSON.parse(await readBody(request, MAX_BODY_BYTES))

function sendJson(response: ServerResponse, value: unknown): void {
  send(response, 200, 'application/json', JSON.stringify(value))
}

function send(response: ServerResponse, status: number, type: string, body: Buffer | string): void {
  response.writeHead(status, { 'content-type': type, 'cache-control': 'no-store' }).end(body)
}

/** A name that leads to this machine by a trick of DNS would let a foreign page act as the demo people. */
function isOurHost({ headers }: IncomingMessage): boolean {
  const name = (headers.host ?? '').replace(/:\d+$/, '')
  return ['127.0.0.1', 'localhost', '[::1]'].includes(name)
}

async function listen(server: Server, wantedPort: number | null): Promise<number> {
  for (let port = wantedPort ?? FIRST_PORT; port <= (wantedPort ?? LAST_PORT); port++) {
    const problem = await tryToListen(server, port)
    if (!problem) return port
    if (problem.code !== 'EADDRINUSE') throw new Error(`The page cannot listen on port ${port}: ${problem.message}`)
  }
  if (wantedPort === null)
    throw new Error(`The ports ${FIRST_PORT} to ${LAST_PORT} are all busy. Choose one: npm start -- --port N`)
  throw new Error(`Port ${wantedPort} is busy. Choose another one (npm start -- --port N), or stop what listens there.`)
}

function tryToListen(server: Server, port: number): Promise<NodeJS.ErrnoException | null> {
  return new Promise((resolve) => {
    const onError = (error: NodeJS.ErrnoException) => resolve(error)
    server.once('error', onError)
    server.listen(port, '127.0.0.1', () => {
      server.off('error', onError)
      resolve(null)
    })
  })
}
