import { createHash } from 'node:crypto'
import sharp from 'sharp'
import { DataCipher, dataKeysFrom } from '../../../server/src/core/crypto'
import { OutboxWorker } from '../../../server/src/core/outbox.worker'
import {
  aClient,
  aContent,
  aGroup,
  anAgent,
  anOrganization,
  aTeam,
  consents,
  signInAgent,
  signInStaff,
  type Built,
  type BuiltAgent,
} from '../../support/builders'
import { newKey, startTestServer, type Caller, type TestServer } from '../../support/server'
import { anEvent, inHours, type EventChanges } from '../events/support'
import { aCarePlan, aPlan } from '../outreach/support'
import { aComplaint, anAnswer } from '../complaints/support'
import { aPolicy } from '../policies/support'
import { aProvider, joins } from '../referral-requests/support'
import { aRating, recordOf } from '../referrals/support'
import { ROLES, type Role } from './roles'

export interface Person {
  accountId: string
  token: string | null
}

/** One organisation in which every role is somebody, and the things that they ask for. */
export interface World {
  server: TestServer
  people: Record<Role, Person>
  agents: Record<'owner' | 'teammate' | 'outsider' | 'leader' | 'otherLeader', BuiltAgent>
  /** The records of `client` and `otherClient`. */
  clientId: string
  otherClientId: string
  groupId: string
  contentId: string
  providerId: string
  /** The owner's share of the content, and the client's below it. */
  share: { id: string; code: string }
  /** Things that are made to be used up. */
  make: ReturnType<typeof makers>
  /** Takes back what made a client of somebody who is none. */
  restore(): Promise<void>
  close(): Promise<void>
}

export type Callers = Record<Exclude<Role, 'anonymous'>, Caller>

/** Builds the whole world once; nothing in it moves by itself. */
export async function buildWorld(): Promise<World> {
  const server = await startTestServer()
  // What leaves the server would change rows behind the back of a test that looks whether anything changed.
  await server.app.get(OutboxWorker).onApplicationShutdown()
  // Whoever tries every route with everything asks more than a day allows.
  await anOrganization(server.db, { settings: { matchesPerDay: 1_000_000 } })
  const agents = await agentsOf(server)
  const callers = await callersOf(server, agents)
  const { client, otherClient, owner } = callers
  const group = await aGroup(server.db, { hostAgentId: agents.owner.id })
  const content = await aContent(server.db, { groupId: group.id })
  for (const member of [client, otherClient, owner]) await joins(server.db, group.id, member.accountId)
  for (const { accountId } of Object.values(callers)) await consents(server.db, accountId, 'use_service')
  const share = await created(owner, '/shares', shareOf(content))
  const make = makers(server, callers, agents)
  await make.request()
  await make.card()
  await make.campaign()
  await make.event()
  return {
    server,
    people: peopleOf(callers),
    agents,
    clientId: client.recordId,
    otherClientId: otherClient.recordId,
    groupId: group.id,
    contentId: content.id,
    providerId: await aProvider(server, agents.owner.id),
    share,
    make,
    restore: () => restore(server, [client.recordId, otherClient.recordId]),
    close: () => server.close(),
  }
}

async function agentsOf(server: TestServer): Promise<World['agents']> {
  const { db } = server
  const top = await aTeam(db, { name: '江城分公司' })
  const east = await aTeam(db, { name: '东区', parent: top })
  const eastFirst = await aTeam(db, { name: '东区一部', parent: east })
  const west = await aTeam(db, { name: '西区', parent: top })
  return {
    owner: await anAgent(db, { name: '归属代理人', teamId: eastFirst.id }),
    teammate: await anAgent(db, { name: '同组代理人', teamId: eastFirst.id }),
    outsider: await anAgent(db, { name: '外组代理人', teamId: west.id }),
    leader: await anAgent(db, { name: '东区主管', leads: east.id }),
    otherLeader: await anAgent(db, { name: '西区主管', leads: west.id }),
  }
}

async function callersOf(server: TestServer, agents: World['agents']) {
  return {
    visitor: await server.as('visitor'),
    client: await aClient(server, agents.owner.id, { person: 'client', displayName: '许女士' }),
    otherClient: await aClient(server, agents.outsider.id, { person: 'otherClient', displayName: '韩先生' }),
    owner: await signInAgent(server, agents.owner, 'owner'),
    teammate: await signInAgent(server, agents.teammate, 'teammate'),
    outsider: await signInAgent(server, agents.outsider, 'outsider'),
    leader: await signInAgent(server, agents.leader, 'leader'),
    otherLeader: await signInAgent(server, agents.otherLeader, 'otherLeader'),
    compliance: await signInStaff(server, 'compliance', 'compliance'),
    serviceDesk: await signInStaff(server, 'service_desk', 'serviceDesk'),
    administrator: await signInStaff(server, 'administrator', 'administrator'),
  } satisfies Callers
}

function peopleOf(callers: Callers): World['people'] {
  const nobody: Person = { accountId: '0', token: null }
  return Object.fromEntries(
    ROLES.map((role) => [role, role === 'anonymous' ? nobody : callers[role]]),
  ) as World['people']
}

/** Each makes one thing of the client's (or of staff's) through the API, as its maker would. */
function makers(server: TestServer, callers: Callers, agents: World['agents']) {
  const ownerAgent = agents.owner
  const [teammateId, eastTeamId] = [agents.teammate.id, agents.leader.teamId]
  const { client, owner, administrator } = callers
  const { db } = server
  let numbers = 0
  const make = {
    async request(changes: object = {}): Promise<string> {
      const words = '想找一位懂继承的律师'
      const body = { key: newKey(), category: 'lawyer', words, urgency: 'normal', audience: 'agent', ...changes }
      const { id } = await created(client, '/referral-requests', body)
      await db.query("UPDATE referral_requests SET wordsReview = 'passed' WHERE id = ?", [id])
      return id
    },
    async introduction(changes: object = {}): Promise<string> {
      const path = `/referral-requests/${await make.request()}/introductions`
      const { introductions } = await created(owner, path, introduction(changes))
      return introductions[0].id as string
    },
    /** The code of the card on which somebody is introduced. */
    async introductionCard(changes: object = {}): Promise<string> {
      const [row] = await db.query('SELECT cardCode FROM introductions WHERE id = ?', [
        await make.introduction(changes),
      ])
      return row.cardCode as string
    },
    /** A card on which this very person has said yes. */
    async agreedCard(role: Role): Promise<string> {
      const code = await make.introductionCard()
      const accountId = role === 'anonymous' ? null : callers[role].accountId
      const values = [accountId, code]
      await db.query(
        "UPDATE introductions SET status = 'counterpart_agreed', counterpartAccountId = ? WHERE cardCode = ?",
        values,
      )
      return code
    },
    /** An introduction to which both have agreed. */
    async connection(): Promise<string> {
      const id = await make.introduction()
      await db.query("UPDATE introductions SET status = 'connected' WHERE id = ?", [id])
      await db.query(
        "UPDATE referral_requests SET status = 'introduced' WHERE id = (SELECT requestId FROM introductions WHERE id = ?)",
        [id],
      )
      return id
    },
    /** The owner looks at the client's record. */
    async look(): Promise<void> {
      const { status } = await owner.get(`/clients/${await recordOf(server, client)}`)
      if (status !== 200) throw new Error(`the owner saw no client: ${status}`)
    },
    /** What the client thanked the owner for. */
    async thanks(): Promise<void> {
      const id = await make.connection()
      await db.query("UPDATE introductions SET thanksWords = '谢谢您帮忙', thankedAt = NOW(3) WHERE id = ?", [id])
    },
    /** A picture on a request of the client's; for the group it has passed the check. */
    async picture(changes: object = {}): Promise<string> {
      const { insertId } = await db.query(
        `INSERT INTO request_pictures (creationKey, requestId, contentEnc, width, height, review, checkCode, addedAt)
         VALUES (?, ?, ?, 1, 1, 'passed', NULL, NOW(3))`,
        [newKey(), await make.request(changes), seal(server, await aPhoto())],
      )
      return String(insertId)
    },
    /** The address under which WeChat may fetch a picture. */
    async pictureCheck(): Promise<string> {
      const [id, code] = [await make.picture(), newKey().replaceAll('-', '')]
      await db.query("UPDATE request_pictures SET review = 'pending', checkCode = ? WHERE id = ?", [code, id])
      return code
    },
    photo: aPhoto,
    /** A provider that the owner has proposed. */
    async proposal(): Promise<string> {
      return (await created(owner, '/providers', provider())).id as string
    },
    listedProvider: (): Promise<string> => aProvider(server, ownerAgent.id),
    /** A request that nobody answered in time. */
    async escalated(): Promise<string> {
      const id = await make.request({ words: '想找一位肯上门的护理师' })
      const since = new Date('2026-01-01')
      await db.query('UPDATE referral_requests SET escalatedAt = askedAt, answerBy = ? WHERE id = ?', [since, id])
      return id
    },
    async card(): Promise<{ id: string; code: string }> {
      const { id, share } = await created(client, '/referrals', { key: newKey(), words: '她很可靠，解释得清楚' })
      return { id, code: share.code as string }
    },
    /** A card whose friend has consented. */
    async referral(): Promise<string> {
      const { id } = await make.card()
      await db.query("UPDATE referrals SET status = 'consented' WHERE id = ?", [id])
      return id
    },
    /** A policy of the client's. */
    policy: async (changes: object = {}): Promise<string> =>
      (await created(owner, `/clients/${await recordOf(server, client)}/policies`, aPolicy(changes))).id,
    complaint: async (): Promise<string> =>
      (await created(client, '/complaints', aComplaint({ words: '许女士觉得现金价值没有讲明白' }))).id,
    /** A complaint of the client's that the leader has taken in hand. */
    async acceptedComplaint(): Promise<string> {
      const id = await make.complaint()
      await created(callers.leader, `/complaints/${id}/acceptance`, {})
      return id
    },
    async answeredComplaint(): Promise<string> {
      const id = await make.acceptedComplaint()
      await created(callers.leader, `/complaints/${id}/answer`, anAnswer())
      return id
    },
    /** A client of the owner's who has just given five stars. */
    async satisfiedClient(): Promise<string> {
      const { recordId, accountId } = await aClient(server, ownerAgent.id)
      await aRating(db, { recordId, accountId }, 5, new Date())
      return recordId
    },
    /** The owner has asked the client for a recommendation. */
    async ask(): Promise<string> {
      const { insertId } = await db.query(
        'INSERT INTO referral_asks (creationKey, accountId, agentId, askedAt) VALUES (?, ?, ?, ?)',
        [newKey(), client.accountId, ownerAgent.id, new Date()],
      )
      return String(insertId)
    },
    /** A client of the owner's who said yes to the owner's question. */
    async willingClient(): Promise<void> {
      const { accountId } = await aClient(server, ownerAgent.id, { displayName: '愿意介绍的客户' })
      await db.query(
        "INSERT INTO referral_asks (creationKey, accountId, agentId, askedAt, answer, answeredAt) VALUES (?, ?, ?, NOW(3), 'willing', NOW(3))",
        [newKey(), accountId, ownerAgent.id],
      )
    },
    /** What the owner is told of a card that met somebody's client. */
    async notice(): Promise<string> {
      const { insertId } = await db.query(
        "INSERT INTO agent_notices (agentId, kind, referralId, recordId, at) VALUES (?, 'card_met_client', ?, 0, ?)",
        [ownerAgent.id, (await make.card()).id, new Date()],
      )
      return String(insertId)
    },
    async ownerNotice(): Promise<string> {
      const { insertId } = await db.query('INSERT INTO owner_notices (agentId, caseId, at) VALUES (?, ?, NOW(3))', [
        ownerAgent.id,
        await make.ownershipCase(),
      ])
      return String(insertId)
    },
    async campaign(): Promise<string> {
      return (await created(owner, '/campaigns', { key: newKey(), name: '重阳问候' })).id as string
    },
    async clientOfOwner(): Promise<string> {
      return (await aClient(server, ownerAgent.id)).recordId
    },
    /** Two clients of the owner who were merged. */
    async merge(): Promise<string> {
      const [survivorId, mergedId] = [await make.clientOfOwner(), await make.clientOfOwner()]
      const body = { key: newKey(), survivorId, mergedId, reason: '同一位客户' }
      return (await created(owner, '/merges', body)).id as string
    },
    /** A case between the owner, who has the older binding, and a teammate: the east's leader decides. */
    async ownershipCase(): Promise<string> {
      const heldId = await make.clientOfOwner()
      const { insertId } = await db.query(
        `INSERT INTO ownership_cases (origin, basis, heldRecordId, holderAgentId, claimantAgentId, status, levelTeamId, openedAt, deadlineAt)
         VALUES ('dispute', 'dispute', ?, ?, ?, 'open', ?, NOW(3), ?)`,
        [heldId, ownerAgent.id, teammateId, eastTeamId, new Date('2030-01-01')],
      )
      const id = String(insertId)
      await db.query(
        "INSERT INTO ownership_case_evidence (creationKey, caseId, agentId, side, words, pointsTo, at) VALUES (?, ?, ?, 'holder', '我先服务的这位客户', '[]', NOW(3))",
        [newKey(), id, ownerAgent.id],
      )
      return id
    },
    async decidedCase(): Promise<string> {
      const id = await make.ownershipCase()
      await db.query(
        "UPDATE ownership_cases SET status = 'decided', outcome = 'holder', decisionReason = '首次服务更早', decidedAt = NOW(3) WHERE id = ?",
        [id],
      )
      return id
    },
    /** The number of a client of the owner's. */
    async clientsNumber(): Promise<string> {
      const phone = `139${String((numbers += 1)).padStart(8, '0')}`
      await aClient(server, ownerAgent.id, { phone: `+86${phone}` })
      return phone
    },
    async clientOfPool(): Promise<string> {
      return (await aClient(server, null)).recordId
    },
    async draft(): Promise<string> {
      return (await created(administrator, '/contents', draft())).id as string
    },
    async submitted(): Promise<string> {
      const id = await make.draft()
      await created(administrator, `/contents/${id}/submission`, {})
      return id
    },
    published: async (): Promise<string> => (await aContent(db)).id,
    /** An event of the owner's. */
    async event({ beginsInHours = 720, ...changes }: EventChanges & { beginsInHours?: number } = {}): Promise<string> {
      const terms = { title: '归属代理人的茶会', beginsAt: inHours(beginsInHours), capacity: 100 }
      return (await anEvent(db, { hostAgentId: ownerAgent.id, ...terms, ...changes })).id
    },
    /** This very person's place in an event of the owner's. */
    async registration(role: Role, beginsInHours = 720): Promise<{ id: string; eventId: string }> {
      const eventId = await make.event({ beginsInHours })
      const { insertId } = await db.query(
        "INSERT INTO event_registrations (eventId, accountId, number, status, registeredAt) VALUES (?, ?, 1, 'confirmed', ?)",
        [eventId, role === 'anonymous' ? '0' : callers[role].accountId, new Date()],
      )
      return { id: String(insertId), eventId }
    },
    /** What the owner shows at the door. */
    checkInCode: async (eventId: string): Promise<string> =>
      (await owner.get(`/events/${eventId}/check-in-code`)).body.code as string,
    /** A chat group in which cards of the owner were opened, and which the owner gave a name. */
    async chatGroup(): Promise<string> {
      const { insertId } = await db.query('INSERT INTO chat_groups (groupHash, createdAt) VALUES (?, ?)', [
        createHash('sha256').update(newKey()).digest(),
        new Date(),
      ])
      const id = String(insertId)
      await db.query(
        'INSERT INTO chat_group_names (agentId, chatGroupId, number, name, firstAt) VALUES (?, ?, ?, ?, ?)',
        [ownerAgent.id, id, Number(id), '归属代理人的群', new Date()],
      )
      return id
    },
    /** A plan of the owner for all own clients, before anybody is drawn. */
    outreachDraft: async (changes: object = {}): Promise<string> =>
      (await created(owner, '/outreach/plans', aCarePlan({ title: '归属代理人的冬至问候', ...changes }))).id,
    async outreachPlan(): Promise<string> {
      const id = await make.outreachDraft({ holdoutPercent: 0 })
      await created(owner, `/outreach/plans/${id}/start`, {})
      return id
    },
    /** A client whom the owner may send an article by a plan. */
    async outreachMember(): Promise<string> {
      await consents(db, client.accountId, 'marketing')
      const plan = aPlan(await aContent(db), { holdoutPercent: 0 })
      const { id } = await created(owner, '/outreach/plans', plan)
      await created(owner, `/outreach/plans/${id}/start`, {})
      const rows = await db.query(
        'SELECT m.id FROM outreach_members m JOIN wechat_accounts a ON a.recordId = m.recordId WHERE m.planId = ? AND a.id = ?',
        [id, client.accountId],
      )
      return rows[0].id as string
    },
    async groupWith(role: Role): Promise<string> {
      const { id } = await aGroup(db)
      if (role !== 'anonymous') await joins(db, id, callers[role].accountId)
      return id
    },
    emptyGroup: async (): Promise<string> => (await aGroup(db)).id,
    /** A code of WeChat: of `wx.login`, or of the phone number button. */
    async wechatCode(kind: 'login-codes' | 'phone-codes', person: string): Promise<string> {
      const response = await fetch(`${server.sandbox.url}/sandbox/${kind}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ person }),
      })
      return ((await response.json()) as { code: string }).code
    },
    /** Another session of the same person; somebody new for the visitor, whom an act may make unrecognisable. */
    async session(role: Role): Promise<string | null> {
      if (role === 'anonymous') return null
      return (await server.as(role === 'visitor' ? `visitor-${newKey()}` : role)).token
    },
    async consentTo(role: Role, purpose: string): Promise<void> {
      if (role !== 'anonymous') await consents(db, callers[role].accountId, purpose)
    },
    textVersion: async (purpose: string): Promise<string> =>
      ((await client.get('/consents')).body.consents as { purpose: string; textVersion: string }[]).find(
        (consent) => consent.purpose === purpose,
      )!.textVersion,
    /** WeChat's check of our push address, rightly signed. */
    pushCheck(): Record<string, string> {
      const [timestamp, nonce] = ['1700000000', 'nonce']
      const parts = [server.env.WECHAT_PUSH_TOKEN, timestamp, nonce].sort().join('')
      return { timestamp, nonce, echostr: 'echo', signature: createHash('sha1').update(parts).digest('hex') }
    },
  }
  return make
}

const aPhoto = (): Promise<Buffer> =>
  sharp({ create: { width: 8, height: 8, channels: 3, background: 'navy' } })
    .jpeg()
    .toBuffer()

const seal = ({ env }: TestServer, content: Buffer): Buffer =>
  new DataCipher(dataKeysFrom(env.DATA_KEYS)).encryptBytes(content)

export const shareOf = (content: Built) => ({
  key: newKey(),
  subject: 'content',
  subjectId: content.id,
  channel: 'card',
})

export const introduction = (changes: object = {}) => ({
  key: newKey(),
  kind: 'person',
  name: '沈律师',
  words: '经手过很多继承案件',
  ...changes,
})

export const provider = (changes: object = {}) => ({
  key: newKey(),
  kind: 'lawyer',
  name: '明衡律师事务所',
  place: '滨江区沿江大道',
  hours: '工作日',
  licence: '执业许可证',
  contact: '一楼前台',
  validUntil: '2027-06-30',
  words: '几位客户都找过',
  ...changes,
})

export const draft = (changes: object = {}) => ({
  key: newKey(),
  topic: 'health',
  title: '睡眠与心脏',
  summary: '每晚七小时',
  minutes: 3,
  blocks: [{ kind: 'paragraph', text: '正文' }],
  ...changes,
})

async function created(caller: Caller, path: string, body: object) {
  const answer = await caller.post(path, body)
  if (answer.status !== 200) throw new Error(`POST ${path} answered ${answer.status}: ${JSON.stringify(answer.body)}`)
  return answer.body
}

async function restore({ db }: TestServer, recordIds: string[]): Promise<void> {
  await db.query(
    `UPDATE wechat_accounts SET recordId = NULL WHERE recordId NOT IN (?) AND (agentId IS NOT NULL OR staffId IS NOT NULL)`,
    [recordIds],
  )
}
