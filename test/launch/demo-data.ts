import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DEMO_PEOPLE } from '../../server/src/demo/people'
import { migrate } from './backend'
import type { DatabaseServer } from './database'
import { root } from './paths'
import { runOrThrow } from './run'
import type { Secrets } from './secrets'

type Loading = 'loading' | 'loaded'

/** Migrates the main database and, on first run, loads the demo organisation. One that was cut short is loaded anew. */
export async function prepareDatabase(server: DatabaseServer, dataDir: string, secrets: Secrets): Promise<string> {
  const url = server.urlFor(server.mainDatabase)
  const marker = join(dataDir, 'demo.json')
  const isThere = (await server.listDatabases()).includes(server.mainDatabase)
  const state = isThere ? readMarker(marker, nameOf(server)) : null
  // Only our own database may be thrown away.
  if (state === 'loading' && server.isPrivate) await server.dropDatabase(server.mainDatabase)
  await server.createDatabase(server.mainDatabase)
  const migrated = await migrate(url)
  if (state === 'loaded') return migrated.trim().split('\n').at(-1) ?? ''

  writeMarker(marker, nameOf(server), 'loading')
  await runOrThrow('Loading the demo organisation', process.execPath, [join(root, 'server/dist/demo/seed.js')], {
    env: { ...process.env, ...secrets, DATABASE_URL: url },
  })
  writeMarker(marker, nameOf(server), 'loaded')
  return 'demo organisation loaded'
}

/** Subscription messages as they would be set up in WeChat's console for the demo, by the setting that names each. */
const TEMPLATES = {
  WECHAT_TEMPLATE_NEW_REQUEST: {
    id: 'demoNewRequest00000000000000000000000000000',
    title: '客户求推荐提醒',
    labels: { thing1: '求推荐内容', thing2: '提醒', time3: '发起时间' },
  },
  WECHAT_TEMPLATE_INTRODUCTION: {
    id: 'demoIntroduction000000000000000000000000000',
    title: '求推荐进展提醒',
    labels: { thing1: '求推荐内容', thing2: '进展', time3: '更新时间' },
  },
  WECHAT_TEMPLATE_THANKS: {
    id: 'demoThanks000000000000000000000000000000000',
    title: '致谢提醒',
    labels: { thing1: '事项', thing2: '内容', time3: '时间' },
  },
  WECHAT_TEMPLATE_OWNERSHIP_CASE: {
    id: 'demoOwnershipCase00000000000000000000000000',
    title: '归属裁定进展提醒',
    labels: { thing1: '事项', thing2: '进展', time3: '时间' },
  },
  WECHAT_TEMPLATE_EVENT: {
    id: 'demoEvent0000000000000000000000000000000000',
    title: '活动通知',
    labels: { thing1: '活动类型', thing2: '通知', time3: '活动时间' },
  },
  WECHAT_TEMPLATE_COMPLAINT: {
    id: 'demoComplaint000000000000000000000000000000',
    title: '投诉处理进展提醒',
    labels: { thing1: '事项', thing2: '进展', time3: '时间' },
  },
}

/** What the server has to be told so that it sends the demo's subscription messages. */
export const templateSettings = Object.fromEntries(Object.entries(TEMPLATES).map(([name, { id }]) => [name, id]))

/** Tells the sandbox who the demo people are, so that they can log in, and which messages there are. */
export async function prepareSandbox(sandboxUrl: string): Promise<void> {
  const templates = Object.values(TEMPLATES).map((template) => ({
    ...template,
    type: 2,
    keys: ['thing1', 'thing2', 'time3'],
  }))
  await post(`${sandboxUrl}/sandbox/people`, DEMO_PEOPLE)
  await post(`${sandboxUrl}/sandbox/templates`, { templates })
}

async function post(url: string, body: unknown): Promise<void> {
  const headers = { 'content-type': 'application/json' }
  const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) })
  if (!response.ok) throw new Error(`The WeChat sandbox refused ${url}: ${response.status} ${await response.text()}`)
}

function readMarker(file: string, database: string): Loading | null {
  if (!existsSync(file)) return null
  const marker = JSON.parse(readFileSync(file, 'utf8')) as { database: string; state: Loading }
  return marker.database === database ? marker.state : null
}

function writeMarker(file: string, database: string, state: Loading): void {
  writeFileSync(file, JSON.stringify({ database, state }))
}

/** Which database the marker speaks of; our own is the same one on whatever port it listens. */
function nameOf(server: DatabaseServer): string {
  if (server.isPrivate) return `private/${server.mainDatabase}`
  return `${new URL(server.urlFor(server.mainDatabase)).host}/${server.mainDatabase}`
}
