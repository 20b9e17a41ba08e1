import { OutboxWorker } from '../../../server/src/core/outbox.worker'
import { addToOutbox, type OutboxKind } from '../../../server/src/core/outbox'
import { testServer } from '../../support/server'

const server = testServer()
let worker: OutboxWorker
let delivered: string[]
beforeAll(() => {
  worker = server.app.get(OutboxWorker)
})
beforeEach(() => {
  delivered = []
})

const KIND: OutboxKind = 'message.new-request'
const note = (id: string, at = new Date(0)) =>
  server.db.transaction((tx) => addToOutbox(tx, KIND, id, { requestId: id }, at))
const settled = () =>
  server.db.query<{ attempts: number; failure: string | null; settledAt: Date | null }[]>(
    'SELECT attempts, failure, settledAt FROM outbox_messages ORDER BY id',
  )
const until = async (holds: () => boolean | Promise<boolean>) => {
  for (let turn = 0; turn < 200 && !(await holds()); turn += 1) await new Promise((resolve) => setTimeout(resolve, 20))
}

describe('the outbox', () => {
  it('delivers each note once, and a note made twice is one note', async () => {
    worker.handle(KIND, ({ requestId }) => {
      delivered.push(requestId)
      return Promise.resolve()
    })
    await note('1')
    await note('1')
    await note('2')
    await Promise.all([worker.deliverDue(), worker.deliverDue(), worker.deliverDue()])
    await until(async () => (await settled()).every(({ settledAt }) => settledAt !== null))
    expect(delivered.sort()).toEqual(['1', '2'])
  })

  it('leaves to another server what that one has taken since', async () => {
    worker.handle(KIND, async ({ requestId }) => {
      delivered.push(requestId)
      await server.db.query("UPDATE outbox_messages SET claimedBy = 'another', claimedUntil = '2099-01-01'")
    })
    await server.db.transaction(async (tx) => {
      for (const id of ['slow', 'behind']) await addToOutbox(tx, KIND, id, { requestId: id }, new Date(0))
    })
    await worker.deliverDue()
    await until(async () => (await settled())[0]!.settledAt !== null)
    await new Promise((resolve) => setTimeout(resolve, 100))
    expect(delivered).toEqual(['slow'])
  })

  it('is counted for the people who watch over the server', async () => {
    await note('waiting', new Date('2099-01-01'))
    const metrics = (await server.app.inject({ url: '/metrics' })).body
    expect(metrics).toContain('quanke_outbox_due 1')
  })

  it('keeps nothing of a statement that failed, which may hold somebody’s words', async () => {
    worker.handle(KIND, async () => {
      await server.db.query("SELECT '林女士' FROM nowhere")
    })
    await note('broken')
    await until(async () => (await settled())[0]!.failure !== null)
    expect((await settled())[0]!.failure).toBe('the database refused a statement (ER_NO_SUCH_TABLE)')
  })

  it('loses nothing when the transaction is rolled back: there is no note at all', async () => {
    await server.db
      .transaction(async (tx) => {
        await addToOutbox(tx, KIND, '3', { requestId: '3' }, new Date(0))
        throw new Error('changed my mind')
      })
      .catch(() => undefined)
    expect(await settled()).toEqual([])
  })

  it('tries again later what failed, and gives up what can never succeed', async () => {
    worker.handle(KIND, ({ requestId }) =>
      Promise.reject(Object.assign(new Error('no'), requestId === 'never' ? { kind: 'permanent' } : {})),
    )
    await note('later')
    await note('never')
    await until(async () => (await settled()).every(({ attempts }) => attempts > 0))
    const [later, never] = await settled()
    expect(later).toMatchObject({ attempts: 1, settledAt: null })
    expect(never).toMatchObject({ attempts: 1, failure: 'no', settledAt: expect.any(Date) })
  })

  it('takes over what a killed process had claimed, once its lease has run out', async () => {
    worker.handle(KIND, ({ requestId }) => {
      delivered.push(requestId)
      return Promise.resolve()
    })
    await note('orphan', new Date(Date.now() + 3_600_000))
    await server.db.query("UPDATE outbox_messages SET claimedBy = 'dead', claimedUntil = ?, availableAt = ?", [
      new Date(Date.now() + 1500),
      new Date(0),
    ])
    expect(await worker.deliverDue()).toBe(0)
    await until(() => delivered.length > 0)
    expect(delivered).toEqual(['orphan'])
  })
})
