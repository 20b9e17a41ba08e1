import type { Page } from 'playwright-core'
import type { ReportedError } from './runtime/phone'
import type { TrafficLog } from './traffic-log'

const KEPT_LINES = 2000

/** What happened on a phone, over all starts of the mini-program: its console, its requests, its uncaught errors. */
export class Journal {
  /** One line a message, as `warn: text`; the latest 2000. */
  readonly console: string[] = []
  private errors: ReportedError[] = []
  private expected: (string | RegExp)[] = []

  constructor(
    page: Page,
    readonly traffic: TrafficLog,
  ) {
    page.on('console', (message) => {
      this.console.push(`${message.type()}: ${message.text()}`)
      if (this.console.length > KEPT_LINES) this.console.shift()
    })
  }

  /** Keeps an error unless it is expected. */
  add(error: ReportedError): void {
    if (!this.isExpected(error)) this.errors.push(error)
  }

  /** Errors to come whose message contains the text, or matches, are no surprise. */
  expect(patterns: (string | RegExp)[]): void {
    this.expected.push(...patterns)
  }

  expectNothing(): void {
    this.expected = []
  }

  /** The unexpected errors since the last time. */
  takeErrors(): ReportedError[] {
    return this.errors.splice(0)
  }

  private isExpected({ message }: ReportedError): boolean {
    return this.expected.some((pattern) =>
      typeof pattern === 'string' ? message.includes(pattern) : pattern.test(message),
    )
  }
}
