import type { Purpose } from '@quanke/shared/domain/consent'
import type { Topic } from '@quanke/shared/domain/content'
import type { ClientRecord } from '../clients/client-record.entity'
import type { ConsentText } from '../consents/consent-text.entity'
import type { Consent } from '../consents/consent.entity'
import type { Reading } from '../contents/reading.entity'
import type { DataCipher, LookupHash } from '../core/crypto'
import type { Engagement } from '../engagement/engagement.entity'
import type { Membership } from '../groups/membership.entity'
import type { WechatAccount } from '../identity/wechat-account.entity'
import type { Picture } from '../referral-requests/picture-file'
import type { Share } from '../shares/share.entity'
import type { Touch } from '../shares/touch.entity'
import { Agenda } from './agenda'
import { Calendar } from './calendar'
import { ALIASES } from './names'
import { demoOpenid, demoPhone } from './openid'
import { seededRandom, type Random } from './random'
import { Tables } from './tables'

/** What other members call 林小满. */
export const LIN_ALIAS = '小满不满'

export interface DemoSettings {
  asOf: Date
  seed: number
  appId: string
  cipher: DataCipher
  lookup: LookupHash
  /** The consent texts that the migrations wrote, the oldest first. */
  texts: readonly ConsentText[]
  /** The picture that somebody adds to a request. */
  picture: Picture
}

/** Somebody with a WeChat account, and all that the account has left behind so far. */
export interface Person {
  key: string
  /** Stays in the groups joined and never withdraws: the demo page shows this person. */
  stays: boolean
  account: WechatAccount
  record: ClientRecord | null
  topics: readonly Topic[]
  engagements: Engagement[]
  touches: Map<string, Touch>
  readings: Map<string, Reading>
  consents: Map<Purpose, Consent>
  memberships: Map<string, Membership>
}

/** The demo organisation while its year goes by. */
export class World {
  readonly tables = new Tables()
  readonly calendar: Calendar
  readonly agenda: Agenda
  readonly random: Random
  readonly people = new Map<string, Person>()
  /** The account of each agent, by the agent's id. */
  readonly agents = new Map<string, Person>()
  readonly staff = new Map<string, Person>()
  /** Ids by the key of the demo's texts, such as `agent chen-siyuan`. */
  private readonly ids = new Map<string, string>()
  /** Shares of each agent's chains, in the order of their making. */
  private readonly chains = new Map<string, Share[]>()
  private readonly clients = new Map<string, Person>()
  private readonly aliases: string[]
  private readonly keys: Random

  constructor(readonly settings: DemoSettings) {
    this.calendar = new Calendar(settings.asOf)
    this.agenda = new Agenda(settings.asOf)
    this.random = seededRandom(settings.seed)
    this.keys = this.random.fork('keys')
    this.aliases = this.random.fork('aliases').shuffle(ALIASES.filter((alias) => alias !== LIN_ALIAS))
  }

  name(kind: string, key: string, id: string): string {
    this.ids.set(`${kind} ${key}`, id)
    return id
  }

  idOf(kind: string, key: string): string {
    const id = this.ids.get(`${kind} ${key}`)
    if (id === undefined) throw new Error(`The demo knows no ${kind} ${key}`)
    return id
  }

  agent(key: string): Person {
    return this.agents.get(this.idOf('agent', key))!
  }

  /** Somebody opens the mini-program for the first time. */
  arrives(key: string, at: Date, topics: readonly Topic[]): Person {
    const { appId } = this.settings
    const openid = demoOpenid(appId, key)
    const account: WechatAccount = {
      id: String(this.tables.wechat_accounts.length + 1), appId, openid, unionid: null, alias: `圈友${String(this.keys.int(0, 9999)).padStart(4, '0')}`,
      phoneEnc: null, phoneHash: null, isAdult: false, neverAsk: false, neverAskSaidAt: null, recordId: null, agentId: null, staffId: null,
      createdAt: at, lastSeenAt: at, closedAt: null,
    } // prettier-ignore
    this.tables.wechat_accounts.push(account)
    const person: Person = {
      key, stays: false, account, record: null, topics, engagements: [], touches: new Map(), readings: new Map(), consents: new Map(), memberships: new Map(),
    } // prettier-ignore
    this.people.set(account.id, person)
    return person
  }

  /** Another person whom the demo has no name for. */
  stranger(at: Date, topics: readonly Topic[]): Person {
    return this.arrives(`person-${this.people.size + 1}`, at, topics)
  }

  /** The person lets WeChat tell the phone number. */
  verifyPhone({ key, account, record }: Person): void {
    const { cipher, lookup } = this.settings
    const phone = demoPhone(key)
    const sealed = { phoneEnc: cipher.encrypt(phone), phoneHash: lookup.phone(phone) }
    Object.assign(account, sealed)
    if (record) Object.assign(record, sealed)
  }

  /** An alias that nobody has chosen yet; the first one stays when all are taken. */
  chooseAlias(person: Person): void {
    const alias = this.aliases.pop()
    if (alias !== undefined) person.account.alias = alias
  }

  remember(share: Share): void {
    this.tables.shares.push(share)
    if (share.agentId === null || share.subject === 'referral') return
    const chain = this.chains.get(share.agentId) ?? []
    chain.push(share)
    this.chains.set(share.agentId, chain)
  }

  /** What was shared in an agent's chains since then, the oldest first. */
  sharesOf(agentId: string, since: Date): Share[] {
    const chain = this.chains.get(agentId) ?? []
    let start = chain.length
    while (start > 0 && chain[start - 1]!.createdAt >= since) start -= 1
    return chain.slice(start)
  }

  rememberClient(person: Person): void {
    this.clients.set(person.account.id, person)
  }

  /** Clients who are served now, by one agent or by any, in the order in which they came. */
  clientsOf(agentId?: string): Person[] {
    return [...this.clients.values()].filter(
      ({ record }) =>
        record?.status === 'active' &&
        record.ownerAgentId !== null &&
        (agentId ?? record.ownerAgentId) === record.ownerAgentId,
    )
  }

  /** A UUIDv7 of that moment. */
  uuid(at: Date): Buffer {
    const bytes = Buffer.alloc(16)
    bytes.writeUIntBE(at.getTime(), 0, 6)
    for (let index = 6; index < 16; index += 2) bytes.writeUInt16BE(this.keys.int(0, 0xffff), index)
    bytes[6] = (bytes[6]! & 0x0f) | 0x70
    bytes[8] = (bytes[8]! & 0x3f) | 0x80
    return bytes
  }

  /** The same as text: what a phone makes as the key of a thing. */
  key(at: Date): string {
    return this.uuid(at)
      .toString('hex')
      .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/u, '$1-$2-$3-$4-$5')
  }

  /** The short code of a share. */
  code(): string {
    const letters = '23456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnpqrstuvwxyz'
    return Array.from({ length: 16 }, () => letters[this.keys.int(0, letters.length - 1)]).join('')
  }

  /** The audit line of a write. */
  audit(actor: Person | null, action: string, kind: string, id: string, at: Date, detail = {}): void {
    const account = actor?.account
    this.tables.audit_entries.push({
      id: '0', at, accountId: account?.id ?? null, agentId: account?.agentId ?? null, staffId: account?.staffId ?? null, action,
      subjectKind: kind, subjectId: id, requestId: `demo-${this.key(at)}`, detail,
    }) // prettier-ignore
  }
}
