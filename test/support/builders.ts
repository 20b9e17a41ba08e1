import type { DataSource } from 'typeorm'
import { DataCipher, LookupHash, dataKeysFrom } from '../../server/src/core/crypto'
import type { Caller, TestServer } from './server'

/** Builders give a valid thing and take what matters to the test. They write rows as the past would have left them. */
export interface Built {
  id: string
}

let counter = 0
const next = (): number => (counter += 1)
const LONG_AGO = new Date('2025-01-01T00:00:00Z')

async function insert(db: DataSource, table: string, row: Record<string, unknown>): Promise<Built> {
  const { insertId } = await db.query(`INSERT INTO ${table} (${Object.keys(row).join(', ')}) VALUES (?)`, [
    Object.values(row),
  ])
  return { id: String(insertId) }
}

/** The organisation itself, with its settings. */
export async function anOrganization(
  db: DataSource,
  changes: { licenceProfile?: string; settings?: object } = {},
): Promise<void> {
  const { licenceProfile = 'community', settings = {} } = changes
  await db.query(
    'INSERT INTO organizations (id, name, licenceProfile, serviceHours, settings) VALUES (1, ?, ?, ?, ?) ON DUPLICATE KEY UPDATE licenceProfile = VALUES(licenceProfile), settings = VALUES(settings)',
    ['安和人寿江城分公司', licenceProfile, '工作日 9:00-18:00', JSON.stringify(settings)],
  )
}

export async function aTeam(
  db: DataSource,
  changes: { name?: string; parent?: Built & { path: string } } = {},
): Promise<Built & { path: string }> {
  const { name = `团队${next()}`, parent } = changes
  const { id } = await insert(db, 'teams', {
    parentId: parent?.id ?? null,
    name,
    path: `/new${next()}/`,
    leaderAgentId: null,
  })
  const path = `${parent?.path ?? '/'}${id}/`
  await db.query('UPDATE teams SET path = ? WHERE id = ?', [path, id])
  return { id, path }
}

export interface BuiltAgent extends Built {
  name: string
  code: string
  teamId: string
}

export async function anAgent(
  db: DataSource,
  changes: { name?: string; teamId?: string; status?: string; leads?: string } = {},
): Promise<BuiltAgent> {
  const number = next()
  const { name = `代理人${number}`, status = 'active', leads } = changes
  const teamId = changes.teamId ?? leads ?? (await aTeam(db)).id
  const code = `agent${number}`
  const { id } = await insert(db, 'agents', {
    code, teamId, name, title: '客户经理', company: '安和人寿', licenceNumber: `0000${number}`.padStart(26, '1'), intro: '从业十年', status, joinedAt: LONG_AGO, departedAt: null,
  }) // prettier-ignore
  if (leads) await db.query('UPDATE teams SET leaderAgentId = ? WHERE id = ?', [id, leads])
  return { id, name, code, teamId }
}

/** The agent's WeChat account: signs in as this person and is the agent from now on. */
export async function signInAgent(server: TestServer, agent: Built, person = `agent-${agent.id}`): Promise<Caller> {
  const caller = await server.as(person)
  await server.db.query('UPDATE wechat_accounts SET agentId = ? WHERE id = ?', [agent.id, caller.accountId])
  return caller
}

export async function signInStaff(server: TestServer, role: string, person = `staff-${role}`): Promise<Caller> {
  const caller = await server.as(person)
  const { id } = await insert(server.db, 'staff', { name: role, role })
  await server.db.query('UPDATE wechat_accounts SET staffId = ? WHERE id = ?', [id, caller.accountId])
  return caller
}

export async function aGroup(
  db: DataSource,
  changes: { name?: string; hostAgentId?: string; isOpen?: boolean } = {},
): Promise<Built> {
  const { name = `圈子${next()}`, isOpen = true } = changes
  const hostAgentId = changes.hostAgentId ?? (await anAgent(db)).id
  return insert(db, 'interest_groups', {
    name, topicWords: '读书', intro: '一起读书', rules: JSON.stringify(['友善交流']), hostAgentId, isOpen, createdAt: LONG_AGO,
  }) // prettier-ignore
}

export async function aContent(
  db: DataSource,
  changes: {
    title?: string
    status?: string
    groupId?: string
    topic?: string
    publishedAt?: Date
    paragraphs?: number
  } = {},
): Promise<Built> {
  const {
    title = `文章${next()}`,
    status = 'published',
    groupId = null,
    topic = 'insurance',
    publishedAt = LONG_AGO,
    paragraphs = 1,
  } = changes
  const { id } = await insert(db, 'contents', {
    creationKey: null, topic, status, groupId, currentVersion: 1, createdAt: LONG_AGO, publishedAt: status === 'draft' ? null : publishedAt, recalledAt: null, recalledReason: null,
  }) // prettier-ignore
  await db.query(
    'INSERT INTO content_versions (contentId, version, title, summary, minutes, blocks, sources, digest, writtenByStaffId, writtenAt, approvedByStaffId, approvedAt) VALUES (?, 1, ?, ?, 3, ?, ?, ?, NULL, ?, NULL, ?)',
    [
      id,
      title,
      '摘要',
      JSON.stringify(Array.from({ length: paragraphs }, () => ({ kind: 'paragraph', text: '正文，'.repeat(20) }))),
      '[]',
      '0'.repeat(64),
      LONG_AGO,
      LONG_AGO,
    ],
  )
  return { id }
}

/** Consents of this account as if given long ago. */
export async function consents(db: DataSource, accountId: string, ...purposes: string[]): Promise<void> {
  for (const purpose of purposes)
    await db.query(
      "INSERT INTO consents (accountId, purpose, state, textVersion, decidedAt) VALUES (?, ?, 'given', '2026-11', ?) ON DUPLICATE KEY UPDATE state = 'given'",
      [accountId, purpose, LONG_AGO],
    )
}

export interface BuiltClient extends Caller {
  recordId: string
}

/** A client of this agent with a session; without an agent one of the unassigned pool. */
export async function aClient(
  server: TestServer,
  ownerAgentId: string | null,
  changes: { person?: string; displayName?: string; phone?: string; consents?: string[] } = {},
): Promise<BuiltClient> {
  const { person = `client-${next()}`, displayName = '林女士', phone } = changes
  const caller = await server.as(person)
  const cipher = new DataCipher(dataKeysFrom(server.env.DATA_KEYS))
  const lookup = new LookupHash(Buffer.from(server.env.LOOKUP_KEY, 'base64'))
  const sealed = phone === undefined ? null : cipher.encrypt(phone)
  const phoneHash = phone === undefined ? null : lookup.phone(phone)
  const { id } = await insert(server.db, 'client_records', {
    ownerAgentId, displayName, phoneEnc: sealed, phoneHash, status: 'active', bindingRule: ownerAgentId === null ? 'unassigned' : 'first_touch',
    provenanceKind: 'walk_in', provenanceShareId: null, provenanceReferralId: null, becameClientAt: LONG_AGO,
  }) // prettier-ignore
  await server.db.query(
    'UPDATE wechat_accounts SET recordId = ?, phoneEnc = ?, phoneHash = ?, isAdult = 1 WHERE id = ?',
    [id, sealed, phoneHash, caller.accountId],
  )
  await consents(server.db, caller.accountId, ...(changes.consents ?? ['use_service', 'be_served']))
  return { ...caller, recordId: id }
}
