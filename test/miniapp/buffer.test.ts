import type { EngagementInput, EngagementReceipt } from '@quanke/shared/contracts/engagement'
import { limits } from '@quanke/shared/domain/limits'
import { EngagementBuffer, type Engagement } from '@/features/engagement/buffer'
import { AppError } from '@/lib/http'
import { sendEngagements } from '@/features/engagement/engagement.api'
import taro, { freshPhone, storage } from './stubs/taro'

const viewed = (subjectId: string): Engagement => ({ kind: 'viewed', subject: 'content', subjectId })
const allOf = (events: EngagementInput[]): EngagementReceipt => ({
  accepted: events.map(({ id }) => id),
  duplicates: [],
  refused: [],
})
const kept = (): EngagementInput[] => JSON.parse(storage.get('engagements') ?? '[]') as EngagementInput[]

describe('the engagement buffer', () => {
  beforeEach(() => {
    freshPhone()
    jest.useFakeTimers()
  })
  afterEach(() => jest.useRealTimers())

  it('has everything in storage before `record` returns, so that a crash loses nothing', () => {
    const send = jest.fn(() => Promise.reject(new AppError('offline', '网络不通')))
    new EngagementBuffer(send).record(viewed('1'))
    expect(kept()).toHaveLength(1)

    const afterRestart = new EngagementBuffer(send)
    expect(afterRestart.size).toBe(1)
  })

  it('gives each engagement an id of its own that stays the same over every try', async () => {
    const sent: EngagementInput[][] = []
    const send = jest.fn((events: EngagementInput[]) => {
      sent.push(events)
      return sent.length === 1 ? Promise.reject(new AppError('timeout', '网络有些慢')) : Promise.resolve(allOf(events))
    })
    const buffer = new EngagementBuffer(send)
    buffer.record(viewed('1'))
    buffer.record(viewed('1'))
    await buffer.flush()
    await buffer.flush()
    expect(sent[1]?.map(({ id }) => id)).toEqual(sent[0]?.map(({ id }) => id))
    expect(new Set(sent[0]?.map(({ id }) => id)).size).toBe(2)
    expect(sent[0]?.[0]?.id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-/u)
    expect(kept()).toEqual([])
  })

  it('removes only what was acknowledged or finally refused', async () => {
    const answers = [
      (events: EngagementInput[]): EngagementReceipt => ({
        accepted: [events[0]?.id ?? ''],
        duplicates: [events[1]?.id ?? ''],
        refused: [{ id: events[2]?.id ?? '', code: 'invalid_request', message: '' }],
      }),
    ]
    const send = jest.fn((events: EngagementInput[]) => {
      const answer = answers.shift()
      return answer ? Promise.resolve(answer(events)) : Promise.reject(new AppError('offline', '网络不通'))
    })
    const buffer = new EngagementBuffer(send)
    for (const id of ['1', '2', '3', '4']) buffer.record(viewed(id))
    await buffer.flush()
    expect(kept().map(({ subjectId }) => subjectId)).toEqual(['4'])
  })

  it('sends batches of at most fifty, one after the other', async () => {
    const sizes: number[] = []
    let atOnce = 0
    const send = jest.fn(async (events: EngagementInput[]) => {
      atOnce++
      expect(atOnce).toBe(1)
      sizes.push(events.length)
      await Promise.resolve()
      atOnce--
      return allOf(events)
    })
    const buffer = new EngagementBuffer(send)
    for (let one = 0; one < 120; one++) buffer.record(viewed(String(one + 1)))
    await Promise.all([buffer.flush(), buffer.flush(), buffer.flush()])
    expect(sizes).toEqual([limits.engagementBatch, limits.engagementBatch, 20])
  })

  it('sends what is recorded while a batch is under way as well', async () => {
    const send = jest.fn((events: EngagementInput[]) => {
      if (events[0]?.subjectId === '1') buffer.record(viewed('2'))
      return Promise.resolve(allOf(events))
    })
    const buffer: EngagementBuffer = new EngagementBuffer(send)
    buffer.record(viewed('1'))
    await buffer.flush()
    expect(kept()).toEqual([])
    expect(send).toHaveBeenCalledTimes(2)
  })

  it('isolates an entry that makes the whole batch malformed, and drops only that one', async () => {
    const stored: (string | undefined)[] = []
    const send = jest.fn((events: EngagementInput[]) => {
      if (events.some(({ subjectId }) => subjectId === 'bad')) {
        return Promise.reject(new AppError('invalid_request', '提交的内容有误', 400))
      }
      stored.push(...events.map(({ subjectId }) => subjectId))
      return Promise.resolve(allOf(events))
    })
    const buffer = new EngagementBuffer(send)
    for (const id of ['1', '2', 'bad', '3', '4']) buffer.record(viewed(id))
    await buffer.flush()
    expect(stored).toEqual(['1', '2', '3', '4'])
    expect(kept()).toEqual([])
  })

  it('keeps what was done when only the share it came through is unknown', async () => {
    const send = jest.fn((events: EngagementInput[]) =>
      Promise.resolve<EngagementReceipt>(
        events[0]?.shareCode
          ? { accepted: [], duplicates: [], refused: [{ id: events[0].id, code: 'share_not_found', message: '' }] }
          : allOf(events),
      ),
    )
    const buffer = new EngagementBuffer(send)
    buffer.record({ ...viewed('1'), shareCode: 'abcdefghijkl0123' })
    await buffer.flush()
    expect(send).toHaveBeenCalledTimes(2)
    expect(kept()).toEqual([])
  })

  it('tries again later by itself, ever more slowly, until the server has it', async () => {
    let tries = 0
    const send = jest.fn((events: EngagementInput[]) =>
      ++tries < 3 ? Promise.reject(new AppError('offline', '网络不通')) : Promise.resolve(allOf(events)),
    )
    new EngagementBuffer(send).record(viewed('1'))
    await jest.advanceTimersByTimeAsync(30_000)
    expect(send).toHaveBeenCalledTimes(3)
    expect(kept()).toEqual([])
  })

  it('does not send the same for ever when a receipt names nothing of it', async () => {
    const send = jest.fn(() => Promise.resolve<EngagementReceipt>({ accepted: [], duplicates: [], refused: [] }))
    const buffer = new EngagementBuffer(send)
    buffer.record(viewed('1'))
    await buffer.flush()
    expect(send).toHaveBeenCalledTimes(1)
    expect(kept()).toHaveLength(1)
  })

  it('lets the oldest go when a phone stays offline for very long', () => {
    const buffer = new EngagementBuffer(() => Promise.reject(new AppError('offline', '网络不通')))
    for (let one = 1; one <= 605; one++) buffer.record(viewed(String(one)))
    expect(kept()).toHaveLength(600)
    expect(kept()[0]?.subjectId).toBe('6')
  })
})

describe('a batch on its way', () => {
  beforeEach(freshPhone)

  it('says what the phone believes the time to be, so that the server can put its clock right', async () => {
    const bodies: unknown[] = []
    taro.request.mockImplementation(({ url, data }: { url: string; data: unknown }) => {
      if (url.endsWith('/engagements')) bodies.push(data)
      const session = { token: 't'.repeat(43), expiresAt: '2099-01-01T00:00:00.000Z', me: {} }
      return Promise.resolve({ statusCode: 200, data: url.endsWith('/session') ? session : allOf([]) })
    })
    jest.useFakeTimers({ now: new Date('2019-03-01T00:00:00.000Z'), doNotFake: ['nextTick', 'setImmediate'] })
    await sendEngagements([])
    jest.useRealTimers()
    expect(bodies).toEqual([{ events: [], sentAt: '2019-03-01T00:00:00.000Z' }])
  })
})
