import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { demoOpenid, demoPhone } from '../../server/src/demo/openid'
import { CallLog } from './calls'
import { FaultPlan } from './faults'
import { Push } from './push'
import { StateFile, emptyState, type Person, type State } from './state'

export interface SandboxOptions {
  /** 0 takes a free port. */
  port: number
  /** Where `sandbox.json` is kept; absent means in memory only. */
  dataDir?: string
  appId: string
  appSecret: string
  pushUrl?: string
  pushToken?: string
  pushAesKey?: string
  /** `app.json` of the compiled mini-program; with it, pages that do not exist are refused. */
  appJson?: string
}

const MINUTE = 60_000

/** Everything that the sandbox knows and that its APIs share. */
export class Sandbox {
  readonly calls = new CallLog()
  readonly faults = new FaultPlan()
  readonly push: Push
  private readonly file: StateFile

  constructor(readonly options: SandboxOptions) {
    this.file = new StateFile(options.dataDir)
    this.push = new Push(options, () => this.now())
  }

  get state(): State {
    return this.file.state
  }

  /** WeChat's clock, in ms. */
  now(): number {
    const { offsetMs, frozenAt } = this.state.clock
    return frozenAt ?? Date.now() + offsetMs
  }

  changed(): void {
    this.file.changed()
  }

  /** Forgets everything, as after a fresh start. */
  clear(): void {
    this.file.state = emptyState()
    this.calls.clear()
    this.faults.clear()
    this.push.clear()
    this.changed()
  }

  async close(): Promise<void> {
    await this.push.close()
    await this.file.close()
  }

  /** The person called `key`, made on the spot when unknown. */
  person(key: string): Person {
    return this.personByKey(key) ?? this.putPerson({ key, name: key })
  }

  personByKey(key: string): Person | undefined {
    return Object.values(this.state.people).find((person) => person.key === key)
  }

  /** Adds a person or changes one; what is not given stays. */
  putPerson(change: Partial<Person> & { key: string }): Person {
    const { appId } = this.options
    const known = this.personByKey(change.key)
    const person: Person = {
      name: change.key,
      openid: demoOpenid(appId, change.key),
      phone: demoPhone(change.key),
      ...known,
      ...change,
    }
    if (known && known.openid !== person.openid) delete this.state.people[known.openid]
    this.state.people[person.openid] = person
    this.changed()
    return person
  }

  /** The person is in the mini-program now; some APIs only work for two hours after that. */
  visit(openid: string): void {
    this.state.visits[openid] = this.now()
    this.changed()
  }

  hasVisitedLately(openid: string): boolean {
    return (this.state.visits[openid] ?? 0) > this.now() - 120 * MINUTE
  }

  /** Pages of the released mini-program; null when they are not known. */
  pages(): string[] | null {
    if (!this.options.appJson) return null
    try {
      return pagesOf(JSON.parse(readFileSync(this.options.appJson, 'utf8')) as AppJson)
    } catch {
      return null
    }
  }

  /** A code as `wx.login` and the phone button give it: for five minutes, once. */
  issueCode(kind: 'loginCodes' | 'phoneCodes', openid: string): string {
    const codes = this.state[kind]
    for (const [code, { issuedAt }] of Object.entries(codes)) {
      if (issuedAt < this.now() - 10 * MINUTE) delete codes[code]
    }
    const code = `0${randomBytes(24).toString('base64url').slice(0, 31)}`
    codes[code] = { openid, issuedAt: this.now() }
    this.changed()
    return code
  }
}

interface AppJson {
  pages?: string[]
  subPackages?: { root: string; pages: string[] }[]
  subpackages?: { root: string; pages: string[] }[]
}

function pagesOf({ pages, subPackages, subpackages }: AppJson): string[] {
  const nested = (subPackages ?? subpackages ?? []).flatMap(({ root, pages: own }) =>
    own.map((page) => `${root.replace(/\/$/, '')}/${page}`),
  )
  return [...(pages ?? []), ...nested]
}
