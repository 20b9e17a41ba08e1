import type { Page } from 'playwright-core'
import { merge } from './merge'
import type { Observations, ProjectFacts } from './observations'
import { auditReport, type AuditReport } from './report'

/** Follows one headless phone through all its starts, and reports on them together. */
export class Auditor {
  private before?: Observations
  /** Headers of pictures from elsewhere, by address; the page itself cannot see them. */
  private readonly headers = new Map<string, Record<string, string>>()

  constructor(
    private readonly page: Page,
    private readonly facts: () => ProjectFacts,
    /** What the reader of a report has to know. */
    private readonly notes: string[],
  ) {
    page.on('response', (response) => {
      if (response.request().resourceType() === 'image') this.headers.set(response.url(), response.headers())
    })
  }

  /** Keeps what was seen, before the page is loaded afresh. */
  async keep(): Promise<void> {
    this.before = await this.observe()
  }

  /** Judges everything since the phone was taken. Throws when the phone was taken without an audit. */
  async report(): Promise<AuditReport> {
    const seen = await this.observe()
    if (!seen) throw new Error('nothing was watched for an audit: this phone was taken with audit: false')
    return auditReport(seen, this.facts(), this.notes)
  }

  private async observe(): Promise<Observations | undefined> {
    const now = await this.page.evaluate(() => window.__phone?.observations())
    if (!now) return this.before
    const fetches = now.fetches.map((each) => ({ ...each, headers: this.headers.get(each.url) }))
    return merge(this.before, { ...now, fetches })
  }
}
