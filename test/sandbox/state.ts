import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

export interface Person {
  key: string
  name: string
  role?: string
  note?: string
  openid: string
  unionid?: string
  phone: string
  /** What getuserriskrank says, 0 to 4. */
  riskRank?: number
  /** WeChat refuses the login of this person (40226). */
  isBlocked?: boolean
}

export interface Code {
  openid: string
  issuedAt: number
  usedAt?: number
}

export interface IssuedToken {
  value: string
  issuedAt: number
  expiresAt: number
}

export interface Template {
  id: string
  title: string
  /** 2: one accept is one message; 3: long-term. */
  type: 2 | 3
  keys: string[]
  /** What stands before each value on the message, as it was chosen in WeChat's console. */
  labels?: Record<string, string>
  enums?: Record<string, string[]>
}

export interface Message {
  msgId: string
  openid: string
  templateId: string
  page?: string
  data: Record<string, { value: string }>
  at: number
}

/** What a live or private card stands for: made for one person, who may send it for a week. */
export interface Activity {
  openid: string
  createdAt: number
}

/** A private card as it lies in a chat, by its share ticket. */
export interface PrivateMessage {
  activityId: string
  from: string
  /** Null for a group that everybody is in. */
  to: string | null
}

export interface State {
  clock: { offsetMs: number; frozenAt: number | null }
  people: Record<string, Person>
  loginCodes: Record<string, Code>
  phoneCodes: Record<string, Code>
  sessions: Record<string, { key: string; expiresAt: number }>
  visits: Record<string, number>
  tokens: { stable: IssuedToken[]; plain: IssuedToken[]; forcedAt: number[] }
  credits: Record<string, number>
  templates: Record<string, Template>
  messages: Message[]
  links: Record<string, { path: string; query: string; expiresAt: number }>
  activities: Record<string, Activity>
  privateMessages: Record<string, PrivateMessage>
}

export function emptyState(): State {
  return {
    clock: { offsetMs: 0, frozenAt: null },
    people: {},
    loginCodes: {},
    phoneCodes: {},
    sessions: {},
    visits: {},
    tokens: { stable: [], plain: [], forcedAt: [] },
    credits: {},
    templates: {},
    messages: [],
    links: {},
    activities: {},
    privateMessages: {},
  }
}

/** The entry that really is in the record: keys come from outside and may be called `__proto__`. */
export function own<T>(record: Record<string, T>, key: unknown): T | undefined {
  return typeof key === 'string' && Object.hasOwn(record, key) ? record[key] : undefined
}

const SAVE_AFTER_MS = 100

/** The sandbox's state, kept in one JSON file when there is a folder for it. The file is always whole. */
export class StateFile {
  state: State
  private readonly file: string | null
  private timer: NodeJS.Timeout | null = null
  private writing: Promise<void> = Promise.resolve()

  constructor(dataDir?: string) {
    this.file = dataDir ? join(dataDir, 'sandbox.json') : null
    if (dataDir) mkdirSync(dataDir, { recursive: true })
    this.state = { ...emptyState(), ...this.read() }
  }

  /** Call after a change; changes close together are written once. */
  changed(): void {
    if (!this.file || this.timer) return
    this.timer = setTimeout(() => {
      this.timer = null
      this.writing = this.writing.then(() => this.write())
    }, SAVE_AFTER_MS)
  }

  async close(): Promise<void> {
    if (this.timer) clearTimeout(this.timer)
    await this.writing
    if (!this.file) return
    writeFileSync(`${this.file}.new`, JSON.stringify(this.state))
    renameSync(`${this.file}.new`, this.file)
  }

  private read(): Partial<State> {
    if (!this.file) return {}
    try {
      return JSON.parse(readFileSync(this.file, 'utf8')) as Partial<State>
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return {}
      throw new Error(`${this.file} cannot be read; delete it to start with an empty sandbox`, { cause: error })
    }
  }

  private async write(): Promise<void> {
    if (!this.file) return
    await writeFile(`${this.file}.new`, JSON.stringify(this.state))
    await rename(`${this.file}.new`, this.file)
  }
}
