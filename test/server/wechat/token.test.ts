import { randomBytes } from 'node:crypto'
import { DataCipher } from '../../../server/src/core/crypto'
import { connectWechat } from '../../../server/src/core/wechat/wechat.api'
import type { WechatConfig } from '../../../server/src/core/wechat/wechat.config'
import { WechatHttp } from '../../../server/src/core/wechat/wechat.http'
import { WechatToken } from '../../../server/src/core/wechat/wechat.token'
import { openTestDatabase, type TestDatabase } from '../../support/database'
import { APP, errorOf, SILENT, World } from './support'

let world: World
let database: TestDatabase

beforeAll(async () => {
  world = await World.start()
  database = await openTestDatabase()
})
afterAll(async () => {
  await database?.close()
  await world.sandbox.close()
})
beforeEach(async () => {
  await world.order('state', undefined, 'DELETE')
  await database.empty()
})

const cipher = new DataCipher([{ id: 'k1', key: randomBytes(32) }])
const fault = (api: string, kind: string, more: object = {}) => world.order('faults', { api, kind, ...more })

/** One process: its own memory, the common row. */
function holder(change: Partial<WechatConfig> = {}, keys = cipher): WechatToken {
  const config = world.config(change)
  return new WechatToken(config, new WechatHttp(config), database.db, keys, SILENT)
}

const wechat = () => connectWechat(world.config({ timeoutMs: 5_000 }), database.db, cipher, SILENT)
const row = async () => {
  const rows = await database.db.query<Row[]>('SELECT * FROM wechat_tokens WHERE app_id = ?', [APP.appId])
  return rows[0]!
}

interface Row {
  token_enc: Buffer
  claimed_by: string | null
  claimed_until: Date | null
}

it('is fetched once for a hundred callers at the same time', async () => {
  const one = holder()
  const tokens = await Promise.all(Array.from({ length: 100 }, () => one.get()))
  expect(new Set(tokens).size).toBe(1)
  expect(await world.calls('stable_token')).toHaveLength(1)
})

it('is fetched once for a hundred callers in ten processes', async () => {
  await fault('stable_token', 'slow', { delayMs: 200 })
  const processes = Array.from({ length: 10 }, () => holder())
  const tokens = await Promise.all(Array.from({ length: 100 }, (_, at) => processes[at % 10]!.get()))
  expect(new Set(tokens).size).toBe(1)
  expect(await world.calls('stable_token')).toHaveLength(1)
})

it('survives a restart, and stands in the row unreadable', async () => {
  const token = await holder().get()
  expect(await holder().get()).toBe(token)
  expect(await world.calls('stable_token')).toHaveLength(1)
  const { token_enc, claimed_by, claimed_until } = await row()
  expect(token_enc.includes(token)).toBe(false)
  expect(cipher.decrypt(token_enc)).toBe(token)
  expect([claimed_by, claimed_until]).toEqual([null, null])
})

it('is refreshed once when it expires under a hundred calls in five processes, and all succeed', async () => {
  const processes = Array.from({ length: 5 }, wechat)
  for (const one of processes) await one.qrCode({ scene: 'warm' })
  await world.order('clock', { advanceSeconds: 7_300 })
  const codes = await Promise.all(
    Array.from({ length: 100 }, (_, at) =>
      processes[at % 5]!.generateUrlLink({ query: `n=${at}`, expireDays: 1 }).then(Boolean),
    ),
  )
  expect(codes.every(Boolean)).toBe(true)
  expect(await world.calls('stable_token')).toHaveLength(2)
})

it('that was dropped does not take a newer one with it', async () => {
  const [slow, quick] = [holder(), holder()]
  const first = await slow.get()
  await quick.get()
  await world.order('clock', { advanceSeconds: 7_300 })
  await quick.drop(first)
  const second = await quick.get()
  expect(second).not.toBe(first)
  await slow.drop(first)
  expect(await slow.get()).toBe(second)
  expect(await world.calls('stable_token')).toHaveLength(2)
})

it('is taken from WeChat again even if WeChat insists on the one that was refused', async () => {
  const one = holder()
  const token = await one.get()
  await one.drop(token)
  expect(await one.get()).toBe(token)
  expect(await world.calls('stable_token')).toHaveLength(2)
})

it('is fetched by another process when the one that claimed it died', async () => {
  await database.db.query(
    `INSERT INTO wechat_tokens (app_id, claimed_by, claimed_until)
     VALUES (?, 'dead', UTC_TIMESTAMP(3) + INTERVAL 400000 MICROSECOND)`,
    [APP.appId],
  )
  const started = Date.now()
  expect(await holder().get()).toBeTruthy()
  expect(Date.now() - started).toBeGreaterThan(300)
  expect(await world.calls('stable_token')).toHaveLength(1)
})

it('fails for now while another process holds the claim for too long', async () => {
  await database.db.query(
    `INSERT INTO wechat_tokens (app_id, claimed_by, claimed_until) VALUES (?, 'stuck', UTC_TIMESTAMP(3) + INTERVAL 1 HOUR)`,
    [APP.appId],
  )
  expect(await errorOf(holder({ timeoutMs: 10 }).get())).toMatchObject({ kind: 'transient', api: 'stableToken' })
})

it('gives the claim back when WeChat fails, and is fetched the next time', async () => {
  await fault('stable_token', 'html502')
  const one = holder()
  expect(await errorOf(one.get())).toMatchObject({ kind: 'transient' })
  expect((await row()).claimed_by).toBeNull()
  expect(await one.get()).toBeTruthy()
})

it('a hundred callers all hear of the failure of the one call', async () => {
  await fault('stable_token', 'errcode', { errcode: 40164 })
  const one = holder()
  const errors = await Promise.all(Array.from({ length: 100 }, () => errorOf(one.get())))
  expect(new Set(errors.map(({ kind }) => kind))).toEqual(new Set(['config']))
  expect(await world.calls('stable_token')).toHaveLength(1)
})

it('written with a key that is gone is fetched anew', async () => {
  await holder().get()
  const others = new DataCipher([{ id: 'k2', key: randomBytes(32) }])
  expect(await holder({}, others).get()).toBeTruthy()
  expect(others.decrypt((await row()).token_enc)).toBeTruthy()
})
