import type { ConsentText } from '../consents/consent-text.entity'
import { businessDay } from '../core/days'
import { daysAfter } from './calendar'
import { PROVIDERS } from './library/providers'
import { AGENTS, ORGANIZATION, STAFF, TEAMS, type DemoAgent } from './people'
import type { World } from './world'

/** The tree of teams, the people who work here with their accounts, and the professionals they vouch for. */
export function seedOrganization(world: World): void {
  world.tables.organizations.push({
    id: '1', name: `${ORGANIZATION.name}${ORGANIZATION.branch}`, licenceProfile: 'community', serviceHours: '每天 8:30–20:00', settings: {},
  }) // prettier-ignore
  seedEarlierTexts(world)
  seedTeams(world)
  seedAgents(world)
  seedStaff(world)
  seedProviders(world)
}

function seedTeams(world: World): void {
  const { teams } = world.tables
  TEAMS.forEach(({ key, name, parentKey }, index) => {
    const id = world.name('team', key, String(index + 1))
    const parent = parentKey === null ? null : teams[Number(world.idOf('team', parentKey)) - 1]!
    teams.push({ id, parentId: parent?.id ?? null, name, path: `${parent?.path ?? '/'}${id}/`, leaderAgentId: null })
  })
}

function seedAgents(world: World): void {
  const firstSeen = world.calendar.moment(world.random, -30, 'agents')
  AGENTS.forEach((agent, index) => {
    const id = world.name('agent', agent.key, String(index + 1))
    const { key, name, teamKey, title, licenceNumber, intro, joinedOn } = agent
    const teamId = world.idOf('team', teamKey)
    world.tables.agents.push({
      id, code: codeOf(agent), teamId, name, title, company: ORGANIZATION.name, licenceNumber, intro, status: 'active',
      joinedAt: new Date(`${joinedOn}T01:00:00Z`), departedAt: null,
    }) // prettier-ignore
    if (agent.leadsTeamKey !== null)
      world.tables.teams[Number(world.idOf('team', agent.leadsTeamKey)) - 1]!.leaderAgentId = id
    const person = world.arrives(key, firstSeen, ['insurance', 'family'])
    Object.assign(person.account, { agentId: id, isAdult: true, alias: name })
    world.agents.set(id, person)
  })
}

/** What a client types to choose this agent. */
const codeOf = ({ key }: DemoAgent): string => key.replaceAll('-', '').slice(0, 16)

function seedStaff(world: World): void {
  const firstSeen = world.calendar.moment(world.random, -30, 'agents')
  STAFF.forEach(({ key, name, role }, index) => {
    const id = world.name('staff', key, String(index + 1))
    world.tables.staff.push({ id, name, role })
    const person = world.arrives(key, firstSeen, ['insurance'])
    Object.assign(person.account, { staffId: id, isAdult: true, alias: name })
    world.staff.set(id, person)
  })
}

function seedProviders(world: World): void {
  PROVIDERS.forEach(({ key, kind, name, place, hours, licence, vouchedByAgentKey, validUntil, contact }, index) => {
    const id = world.name('provider', key, String(index + 1))
    world.tables.providers.push({
      id, kind, name, place, hours, licence, contactEnc: world.settings.cipher.encrypt(contact),
      vouchedByAgentId: world.idOf('agent', vouchedByAgentKey), validUntil: stillValid(validUntil, world.settings.asOf),
      creationKey: null, status: 'listed', proposedAt: null, decidedByStaffId: null, decidedAt: null, renewUntil: null, renewByAgentId: null,
      endedAt: null, erasedAt: null, reason: null,
    }) // prettier-ignore
    vouch(world, id, vouchedByAgentKey, index)
  })
}

const VOUCHES = [
  '证照齐全，我陪客户去过两次，说得清楚，不催人。',
  '家里老人找过，答复及时，收费都写在单子上。',
  '几位客户办完都说省心，有问题也肯回头处理。',
]

/** Who brought the provider vouches, and for some a colleague does too. */
function vouch(world: World, providerId: string, agentKey: string, index: number): void {
  const { tables, random, calendar } = world
  const at = daysAfter(calendar.moment(random.fork(`vouch ${providerId}`), 0, 'agents'), -40 + index)
  const others = AGENTS.filter(({ key }) => key !== agentKey)
  const keys = index % 3 === 0 ? [agentKey, others[index % others.length]!.key] : [agentKey]
  for (const [place, key] of keys.entries())
    tables.provider_vouches.push({
      id: String(tables.provider_vouches.length + 1), providerId, agentId: world.idOf('agent', key),
      words: VOUCHES[(index + place) % VOUCHES.length]!, at: daysAfter(at, place),
    }) // prettier-ignore
}

/** A qualification is checked again each year, so none in the directory has run out. */
function stillValid(day: string, asOf: Date): string {
  const [year = '', ...rest] = day.split('-')
  const next = [Number(year) + 1, ...rest].join('-')
  return day > businessDay(daysAfter(asOf, 30)) ? day : stillValid(next, asOf)
}

/** What people agreed to a year ago was the first edition of the texts, where today's came into force only later. */
function seedEarlierTexts(world: World): void {
  const { texts } = world.settings
  const begin = daysAfter(world.calendar.moment(world.random, 0, 'agents'), -60)
  const first = new Map<string, ConsentText>()
  for (const text of texts) if (!first.has(text.purpose)) first.set(text.purpose, text)
  const version = businessDay(begin).slice(0, 7)
  for (const text of first.values())
    if (text.inForceAt > begin && text.version !== version)
      world.tables.consent_texts.push({ ...text, version, inForceAt: new Date(`${version}-01T00:00:00Z`) })
}
