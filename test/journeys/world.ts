import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { DataSource } from 'typeorm'
import { Clock } from '../../server/src/core/clock'
import { DataCipher, dataKeysFrom, LookupHash } from '../../server/src/core/crypto'
import type { Log } from '../../server/src/core/log.token'
import { loadDemo } from '../../server/src/demo/load'
import { demoOpenid } from '../../server/src/demo/openid'
import { EscalationService } from '../../server/src/referral-requests/escalation.service'
import { startBrowser, type PhoneBrowser } from 'weapp-host'
import { failures } from 'weapp-host/audit'
import { writeAudit } from 'weapp-host/audit-files'
import { startBackend, type Backend } from '../launch/backend'
import { openChildren, type Children } from '../launch/children'
import { prepareSandbox, templateSettings } from '../launch/demo-data'
import { newSecrets, type Secrets } from '../launch/secrets'
import { aContent, aGroup, aTeam, anAgent, anOrganization, type Built, type BuiltAgent } from '../support/builders'
import { openTestDatabase, type TestDatabase } from '../support/database'
import { PATIENCE_MS, Person } from './person'

/** The compiled mini-program; another build may be named. */
export const DIST = process.env.MINIAPP_DIST ?? join(__dirname, '../../miniapp/dist')
/** The rules of the audit that go by the clock alone. */
const TIMED = new Set(['script-time', 'first-screen', 'render-time', 'request-time'])
/** Where the audits of the phones can be read afterwards. */
const REPORTS = join(__dirname, '../output/audits')
/** The origin that the mini-program is built with. */
const BUILT_FOR = 'https://api.quanke.example'

/** What our privacy guide declares in the console of WeChat's platform; anything else fails, as it would on a phone. */
const DECLARED = ['userInfo', 'phoneNumber', 'clipboard', 'album', 'chosenMedia'] as const

/** The organisation that the journeys happen in. */
export interface Cast {
  chen: BuiltAgent
  xu: BuiltAgent
  group: Built
  article: Built
}

/** How a phone is taken, and by what the mini-program is opened on it. */
interface Launch {
  card?: string
  scene?: number
  query?: Record<string, string>
  /** Of a card that came as a private message. */
  shareTicket?: string
  device?: string
  fontScale?: number
}

/** The product as it runs: API server, WeChat sandbox, database, and phones with the compiled mini-program. */
export class World {
  private readonly people: Person[] = []
  /** Started when the first person takes a phone. */
  private browser?: Promise<PhoneBrowser>

  private constructor(
    private readonly database: TestDatabase,
    private readonly children: Children,
    private readonly backend: Backend,
    private readonly secrets: Secrets,
    private readonly folder: string,
  ) {}

  get db(): DataSource {
    return this.database.db
  }

  get apiUrl(): string {
    return this.backend.apiUrl
  }

  get sandboxUrl(): string {
    return this.backend.sandboxUrl
  }

  static async open(): Promise<World> {
    const folder = mkdtempSync(join(tmpdir(), 'quanke-journey-'))
    const secrets = newSecrets()
    const database = await openTestDatabase('journeys')
    const children = openChildren()
    const backend = await startBackend({
      children,
      databaseUrl: database.url,
      secrets,
      logDir: folder,
      env: { RATE_LIMIT: '0', ...templateSettings },
    })
    await prepareSandbox(backend.sandboxUrl)
    return new World(database, children, backend, secrets, folder)
  }

  /** Two teams with an agent each, an interest group, and an article that points to it. */
  async cast(): Promise<Cast> {
    await anOrganization(this.db)
    const root = await aTeam(this.db, { name: '江城分公司' })
    const chen = await anAgent(this.db, {
      name: '陈思远',
      teamId: (await aTeam(this.db, { name: '晨曦组', parent: root })).id,
    })
    const xu = await anAgent(this.db, {
      name: '许文静',
      teamId: (await aTeam(this.db, { name: '清和组', parent: root })).id,
    })
    await this.agentAccount('chen-siyuan', chen)
    await this.agentAccount('xu-wenjing', xu)
    const group = await aGroup(this.db, { name: '保单整理小组', hostAgentId: chen.id })
    const article = await aContent(this.db, { title: '保单整理：从一张清单开始', groupId: group.id, paragraphs: 30 })
    return { chen, xu, group, article }
  }

  /** Instead of the cast: the demo organisation with its year. */
  async demo(): Promise<void> {
    const { WECHAT_APP_ID: appId, DATA_KEYS, LOOKUP_KEY } = this.secrets
    await loadDemo(this.db, {
      asOf: new Date(),
      seed: 20_261_123,
      appId,
      cipher: new DataCipher(dataKeysFrom(DATA_KEYS)),
      lookup: new LookupHash(Buffer.from(LOOKUP_KEY, 'base64')),
    })
  }

  /** A person takes a phone; the mini-program opens on it. `card` is the path of a share card, as WeChat hands it on. */
  async person(key: string, launch: Launch = {}): Promise<Person> {
    const { card = '', scene = card ? 1007 : 1001, ...how } = launch
    this.browser ??= startBrowser()
    const phone = await (
      await this.browser
    ).phone({
      dist: DIST,
      api: { [BUILT_FOR]: this.backend.apiUrl },
      sandbox: this.backend.sandboxUrl,
      person: key,
      entry: card.replace(/^\//u, ''),
      scene,
      ...how,
      privacy: DECLARED,
      busyMs: PATIENCE_MS,
    })
    const person = await Person.on(phone)
    this.people.push(person)
    return person
  }

  /** What lies in the chat of two people after a card was sent as a private message: the ticket by which the receiver opens it. */
  async sentPrivately(activityId: string, from: string, to: string): Promise<string> {
    const message = { activityId, from, to }
    return (await this.wechat<{ shareTicket: string }>('/sandbox/private-messages', message)).shareTicket
  }

  /** The account of a person, by the key. */
  async accountOf(key: string): Promise<string> {
    const openid = demoOpenid(this.secrets.WECHAT_APP_ID, key)
    const [account] = await this.db.query<{ id: string }[]>('SELECT id FROM wechat_accounts WHERE openid = ?', [openid])
    if (!account) throw new Error(`${key} was never here`)
    return account.id
  }

  /** The pages that messages from WeChat lead this person to, the earliest first. */
  async messagesTo(key: string): Promise<string[]> {
    const response = await fetch(`${this.sandboxUrl}/sandbox/messages?person=${key}`)
    return ((await response.json()) as { page: string }[]).map(({ page }) => page)
  }

  /** What a second server beside this one would find due of the requests. */
  async sweepRequests(): Promise<void> {
    const cipher = new DataCipher(dataKeysFrom(this.secrets.DATA_KEYS))
    const log = { info: () => undefined } as unknown as Log
    await new EscalationService(this.db, cipher, new Clock(), log).sweepDue()
  }

  /** A subscription message by WeChat, as the server sends it, to a person who agreed to it just before. */
  async notify(key: string, page: string, data: Record<string, string>): Promise<void> {
    const template = templateSettings.WECHAT_TEMPLATE_NEW_REQUEST!
    const { WECHAT_APP_ID: appid, WECHAT_APP_SECRET: secret } = this.secrets
    await this.wechat('/sandbox/subscriptions', { person: key, answers: { [template]: 'accept' } })
    const grant = { grant_type: 'client_credential', appid, secret }
    const { access_token: token } = await this.wechat<{ access_token: string }>('/cgi-bin/stable_token', grant)
    const sent = await this.wechat<{ errcode: number }>(`/cgi-bin/message/subscribe/send?access_token=${token}`, {
      ...{ touser: demoOpenid(appid, key), template_id: template, page },
      data: Object.fromEntries(Object.entries(data).map(([name, value]) => [name, { value }])),
    })
    if (sent.errcode !== 0) throw new Error(`the message was refused: ${JSON.stringify(sent)}`)
  }

  /** Fails when the mini-program threw anything on any phone. */
  async expectNoErrors(): Promise<void> {
    for (const person of this.people) expect(await person.phone.errors()).toEqual([])
  }

  /**
   * Fails when WeChat's 体验评分 would find fault with any phone, on the rules that can be seen here. How long things took stands in the reports,
   * but is no matter of a test: it depends on what else the machine does. Addresses that the journey itself leads astray are named: their answers
   * are no fault of the mini-program's.
   */
  async expectFullMarks(...ledAstray: string[]): Promise<void> {
    const reports = []
    for (const { phone } of this.people) {
      const report = await phone.audit()
      await writeAudit(report, join(REPORTS, phone.name))
      reports.push(report)
    }
    const isMeant = (failure: string) => ledAstray.some((address) => failure.includes(address))
    const untimed = reports.map((report) => ({ ...report, rules: report.rules.filter(({ id }) => !TIMED.has(id)) }))
    expect(untimed.flatMap(failures).filter((failure) => !isMeant(failure))).toEqual([])
    expect(reports.flatMap(({ refusals }) => refusals)).toEqual([])
  }

  async close(): Promise<void> {
    for (const person of this.people) person.disconnect()
    await (await this.browser)?.close()
    await this.backend.stop()
    this.children.close()
    await this.database.close()
    rmSync(this.folder, { recursive: true, force: true })
  }

  private async wechat<T>(path: string, body: object): Promise<T> {
    const headers = { 'content-type': 'application/json' }
    const answer = await fetch(this.sandboxUrl + path, { method: 'POST', headers, body: JSON.stringify(body) })
    return (await answer.json()) as T
  }

  /** The account of an officer, by the key of somebody whom the sandbox knows. */
  async staffAccount(key: string, role: string): Promise<void> {
    const now = new Date()
    const { insertId } = await this.db.query<{ insertId: string }>('INSERT INTO staff (name, role) VALUES (?, ?)', [
      key,
      role,
    ])
    await this.db.query('INSERT INTO wechat_accounts (appId, openid, alias, staffId, createdAt, lastSeenAt) VALUES (?, ?, ?, ?, ?, ?)', [
      this.secrets.WECHAT_APP_ID, demoOpenid(this.secrets.WECHAT_APP_ID, key), '圈友0002', insertId, now, now,
    ]) // prettier-ignore
  }

  async agentAccount(key: string, agent: Built): Promise<void> {
    const now = new Date()
    await this.db.query('INSERT INTO wechat_accounts (appId, openid, alias, agentId, createdAt, lastSeenAt) VALUES (?, ?, ?, ?, ?, ?)', [
      this.secrets.WECHAT_APP_ID, demoOpenid(this.secrets.WECHAT_APP_ID, key), '圈友0001', agent.id, now, now,
    ]) // prettier-ignore
  }
}
