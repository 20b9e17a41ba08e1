import type { DataSource } from 'typeorm'
import { aContent, anAgent, anOrganization } from '../support/builders'
import { recount, recountReadings, recountTouches } from '../support/recount'
import { newKey } from '../support/server'
import { pause, postJson, signIn, until, type ServerProcess } from '../support/server-process'
import { newLedger, sendUntil, type Ledger, type Things } from './phones'
import { openSetting, type Setting } from './setting'

const PEOPLE = 5
const PHONES_OF_EACH = 2

let setting: Setting
let server: ServerProcess
let tokens: string[]
let things: Things

beforeAll(async () => {
  setting = await openSetting()
  server = await setting.startServer()
  tokens = await Promise.all(
    Array.from({ length: PEOPLE }, (_, index) => signIn(setting, server.url, `reader-${index}`)),
  )
  things = await thingsToRead(setting.db)
}, 60_000)
afterAll(() => setting.close())

/** Articles, and an agent's shares of them. */
async function thingsToRead(db: DataSource): Promise<Things> {
  await anOrganization(db)
  const agent = await anAgent(db)
  const token = await signIn(setting, server.url, 'agent')
  await db.query(
    'UPDATE wechat_accounts SET agentId = ? WHERE id = (SELECT id FROM (SELECT MAX(id) id FROM wechat_accounts) newest)',
    [agent.id],
  )
  const contentIds = [(await aContent(db)).id, (await aContent(db)).id, (await aContent(db)).id]
  const shares = contentIds.map((subjectId) =>
    postJson(`${server.url}/v1/shares`, { key: newKey(), subject: 'content', subjectId, channel: 'card' }, token),
  )
  const shareCodes = (await Promise.all(shares)).map(({ body }) => (body as { code: string }).code)
  return { contentIds, shareCodes }
}

/** Phones send while `disturb` runs, and until each has its acknowledgement. */
async function sendDuring(disturb: () => Promise<void>): Promise<Ledger> {
  const ledger = newLedger()
  let isOver = false
  const phones = tokens.flatMap((token) =>
    Array.from({ length: PHONES_OF_EACH }, () => sendUntil(() => isOver, server.url, token, things, ledger)),
  )
  await disturb().finally(() => {
    isOver = true
  })
  await Promise.all(phones)
  return ledger
}

/** Long enough for something to be under way, and never the same moment of it. */
const aWhile = () => pause(150 + Math.random() * 700)

/** In the middle of it all a reader becomes a client, which moves what was stored before. */
const becomeClient = async (token: string): Promise<void> => {
  const decisions = [{ purpose: 'be_served', textVersion: '2026-11', given: true }]
  await until(async () => {
    const answer = await postJson(`${server.url}/v1/consents`, { decisions, isAdult: true }, token).catch(() => null)
    return answer?.status === 200
  })
}

async function expectNothingLostAndNothingDoubled({
  sent,
  acknowledged,
  acceptedTwice,
  refused,
}: Ledger): Promise<void> {
  const rows = await setting.db.query<{ id: string }[]>('SELECT LOWER(HEX(id)) id FROM engagements')
  const stored = new Set(rows.map(({ id }) => id))
  const lost = [...acknowledged].filter((id) => !stored.has(id.replaceAll('-', '')))
  expect({ lost, acceptedTwice, refused }).toEqual({ lost: [], acceptedTwice: [], refused: [] })
  expect(acknowledged).toEqual(sent)
  expect({
    totals: await recount(setting.db),
    readings: await recountReadings(setting.db),
    touches: await recountTouches(setting.db),
    untied: await setting.db.query(
      `SELECT e.id FROM engagements e JOIN wechat_accounts a ON a.id = e.accountId LEFT JOIN client_records r ON r.id = a.recordId
        WHERE NOT (e.recordId <=> a.recordId) OR NOT (e.agentId <=> r.ownerAgentId)`,
    ),
  }).toEqual({ totals: [], readings: [], touches: [], untied: [] })
}

describe('an engagement that was acknowledged is stored, once, and counted', () => {
  it('when the server is killed again and again in the middle of its work', async () => {
    const ledger = await sendDuring(async () => {
      const consenting = becomeClient(tokens[0]!)
      for (let round = 0; round < 3; round += 1) {
        await aWhile()
        process.kill(server.child.pid, 'SIGKILL')
        await server.restart()
      }
      await aWhile()
      await consenting
    })
    expect([...ledger.statuses.keys()].filter((status) => ![0, 200].includes(status))).toEqual([])
    expect(ledger.statuses.get(0)).toBeGreaterThan(0)
    await expectNothingLostAndNothingDoubled(ledger)
  }, 60_000)

  it('when the database is killed again and again, and the server lives on', async () => {
    const { pid } = server.child
    const ledger = await sendDuring(async () => {
      const consenting = becomeClient(tokens[1]!)
      for (let round = 0; round < 4; round += 1) {
        await aWhile()
        const killed = setting.databasePid()!
        process.kill(killed, 'SIGKILL')
        await until(() => ![null, killed].includes(setting.databasePid()))
        await until(async () => (await fetch(`${server.url}/health/ready`)).status === 200)
      }
      await aWhile()
      await consenting
    })
    expect([...ledger.statuses.keys()].filter((status) => ![200, 503].includes(status))).toEqual([])
    expect(server.child.pid).toBe(pid)
    await expectNothingLostAndNothingDoubled(ledger)
  }, 60_000)
})
