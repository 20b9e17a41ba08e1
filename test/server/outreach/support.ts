import { armOf } from '../../../server/src/outreach/assignment'
import { newKey, type Caller, type TestServer } from '../../support/server'
import { aClient, consents, type Built, type BuiltClient } from '../../support/builders'

/** A plan about an article for the agent's own clients, as it is sent. */
export const aPlan = (content: Built, changes: object = {}) => ({
  key: newKey(),
  kind: 'content',
  reach: 'own',
  contentId: content.id,
  title: '年末保单整理',
  holdoutPercent: 50,
  windowDays: 14,
  drawsLater: false,
  outcome: 'read',
  ...changes,
})

/** A plan of care, which needs no article. */
export const aCarePlan = (changes: object = {}) => ({
  key: newKey(),
  kind: 'care',
  reach: 'own',
  careWay: 'greeting',
  title: '冬至问候',
  holdoutPercent: 50,
  windowDays: 14,
  drawsLater: false,
  outcome: 'asked',
  ...changes,
})

/** Clients of this agent who have agreed to marketing too. */
export async function clientsOf(server: TestServer, agentId: string, count: number): Promise<BuiltClient[]> {
  const clients: BuiltClient[] = []
  for (let index = 0; index < count; index += 1) {
    const client = await aClient(server, agentId, { displayName: `客户${index + 1}` })
    await consents(server.db, client.accountId, 'marketing')
    clients.push(client)
  }
  return clients
}

export async function made(caller: Caller, path: string, body: object = {}) {
  const answer = await caller.post(path, body)
  if (answer.status !== 200) throw new Error(`POST ${path} answered ${answer.status}: ${JSON.stringify(answer.body)}`)
  return answer.body
}

/** Plans and starts; answers the plan that runs. */
export async function started(caller: Caller, plan: object) {
  const { id } = await made(caller, '/outreach/plans', plan)
  return made(caller, `/outreach/plans/${id}/start`)
}

type Row = Record<string, any>

export const drawnInto = ({ db }: TestServer, planId: string): Promise<Row[]> =>
  db.query('SELECT * FROM outreach_members WHERE planId = ? ORDER BY id', [planId])

interface Stage {
  server: TestServer
  agent: Caller
  agentId: string
  article: Built
}

/** A running plan with six clients in each arm: its seed is replaced by one that divides these clients so. */
export async function evenlyDrawn({ server, agent, agentId, article }: Stage) {
  const clients = await clientsOf(server, agentId, 12)
  const { id } = await made(agent, '/outreach/plans', aPlan(article))
  const isEven = (seed: Buffer) =>
    clients.filter(({ recordId }) => armOf(seed, id, recordId, 50) === 'held_out').length === 6
  const seed = Buffer.alloc(32)
  for (let next = 1; !isEven(seed); next += 1) seed.writeUInt32BE(next)
  await server.db.query('UPDATE outreach_plans SET seed = ? WHERE id = ?', [seed, id])
  const plan = await made(agent, `/outreach/plans/${id}/start`)
  const drawn = await drawnInto(server, id)
  return {
    plan,
    drawn,
    clientOf: (row: Row) => clients.find(({ recordId }) => recordId === row.recordId)!,
    treated: drawn.filter(({ arm }) => arm === 'treated'),
    heldOut: drawn.filter(({ arm }) => arm === 'held_out'),
  }
}

/** This person's phone reports an article as read to the end. */
export const reads = (client: Caller, contentId: string, at: Date) =>
  client.post('/engagements', {
    events: [
      { id: newKey(), kind: 'read', subject: 'content', subjectId: contentId, occurredAt: at.toISOString(), seconds: 60, percent: 95 },
    ],
  }) // prettier-ignore

/** This person comes in by a card. */
export const opens = (client: Caller, shareCode: string, at: Date) =>
  client.post('/engagements', {
    events: [{ id: newKey(), kind: 'arrived', subject: 'app', shareCode, occurredAt: at.toISOString(), scene: 1007 }],
  })
