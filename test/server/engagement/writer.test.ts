import type { BulkDatabase } from '../../../server/src/core/bulk-database'
import { EngagementWriter } from '../../../server/src/engagement/engagement.writer'

/** A database that refuses everything, so that each turn of the writer is short. */
const broken = { transact: () => Promise.reject(new Error('down')) } as unknown as BulkDatabase

it('an engagement is never left waiting, at whatever moment of the one before it comes', async () => {
  for (let moment = 0; moment < 40; moment += 1) {
    const writer = new EngagementWriter(broken)
    const first = writer.write('1', []).catch((error: Error) => error.message)
    const second = first.then(async () => {
      for (let turn = 0; turn < moment; turn += 1) await Promise.resolve()
      return writer.write('2', []).catch((error: Error) => error.message)
    })
    expect([await first, await second]).toEqual(['down', 'down'])
  }
}, 5000)
