import { randomUUID } from 'node:crypto'
import { auditHtml } from './audit/html'
import type { HeadlessPhone } from './headless-phone'

type Params = Record<string, unknown>

/** A person whom DevTools' automator may log in as. */
export interface TestAccount {
  openid: string
  nickName: string
  avatarUrl?: string
  [key: string]: unknown
}

export interface ToolOptions {
  /** The login ticket that the tool begins with. */
  ticket?: string
  /** Who can be logged in as; by default the phone's own person. */
  testAccounts?: readonly TestAccount[]
  /** Whether Tool.close ends the phone, as it ends DevTools; otherwise it starts the mini-program afresh. */
  canClose: boolean
}

const TICKET_LIFE_MS = 2 * 60 * 60 * 1000

/** DevTools' own part of the protocol: what is asked of the tool and not of the mini-program. */
export class Tools {
  private ticket: string

  constructor(
    private readonly phone: HeadlessPhone,
    private readonly options: ToolOptions,
    private readonly announce: (method: string) => void,
  ) {
    this.ticket = options.ticket ?? ''
  }

  /** The answer, or undefined for a method that is not the tool's. */
  answer(method: string, params: Params): Promise<object> | object | undefined {
    switch (method) {
      case 'Tool.getInfo':
        return { SDKVersion: '3.8.12', version: '1.06.2412050' }
      case 'Tool.close':
        return this.close()
      case 'Tool.enableRemoteDebug':
        // The answer first: the client begins to wait for the event after it.
        setTimeout(() => this.announce('Tool.onRemoteDebugConnected'), 50)
        return {}
      case 'Tool.getTestAccounts':
        return { accounts: this.options.testAccounts ?? [this.owner()] }
      case 'Tool.getTicket':
        return this.ticket ? { ticket: this.ticket, expiredTime: Date.now() + TICKET_LIFE_MS } : { ticket: '' }
      case 'Tool.setTicket':
        if (typeof params.ticket !== 'string') throw new Error('ticket must be a string')
        this.ticket = params.ticket
        return {}
      case 'Tool.refreshTicket':
        if (!this.ticket) throw new Error('there is no ticket to refresh')
        this.ticket = randomUUID()
        return {}
      case 'Tool.stopAudits':
        return this.stopAudits()
      default:
        return undefined
    }
  }

  private async close(): Promise<object> {
    // The answer first.
    if (this.options.canClose) setImmediate(() => void this.phone.close())
    else await this.phone.reset()
    return {}
  }

  private owner(): TestAccount {
    const person = this.phone.person
    return { openid: person, nickName: person }
  }

  /** The report as a page to look at, and as data. */
  private async stopAudits(): Promise<object> {
    const report = await this.phone.audit()
    return { report: auditHtml(report), data: JSON.stringify(report) }
  }
}
