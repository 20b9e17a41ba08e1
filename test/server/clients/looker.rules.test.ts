import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { LOOKS, lookKinds } from '@quanke/shared/domain/look'
import { lookerOf, type LookerFacts } from '../../../server/src/clients/looker.rules'

const SERVER = join(__dirname, '../../../server/src')
const LOGGED_LOOK = /(?<=')(?:client|complaint)\.(?:[a-z-]+-)?(?:viewed|exported)(?=')/gu

const agent = { name: '苏婉清', isOwner: false, wasOwner: false, isLeader: false }
const looked: LookerFacts = { what: 'client.viewed', agent, staffRole: null }

describe('who looked is told to the client', () => {
  it.each<[string, Partial<LookerFacts>, string, string | null]>([
    ['the own adviser by name', { agent: { ...agent, isOwner: true, wasOwner: true } }, '苏婉清', '您的代理人'],
    ['one who was it by name', { agent: { ...agent, wasOwner: true, isLeader: true } }, '苏婉清', '曾为您服务的代理人'],
    ['a leader by name', { agent: { ...agent, isLeader: true } }, '苏婉清', '团队主管'],
    ['another agent by name', {}, '苏婉清', '代理人'],
    ['staff by their part', { agent: null, staffRole: 'compliance' }, '合规人员', null],
    ['a leader who read a complaint by the part', { what: 'complaint.viewed' }, '团队主管', null],
    [
      'staff who read a complaint',
      { what: 'complaint.viewed', agent: null, staffRole: 'service_desk' },
      '客服人员',
      null,
    ],
  ])('%s', (_, facts, who, role) => expect(lookerOf({ ...looked, ...facts })).toEqual({ who, role }))

  it('with words of its own for each look that the server logs', () => {
    const sources = readdirSync(SERVER, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'))
    const logged = sources.flatMap((name) => readFileSync(join(SERVER, name), 'utf8').match(LOGGED_LOOK) ?? [])
    expect([...new Set(logged)].sort()).toEqual([...lookKinds].sort())
    expect(new Set(Object.values(LOOKS)).size).toBe(lookKinds.length)
  })
})
