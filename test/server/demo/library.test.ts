import { ALIASES, clientName, DISTRICTS, NAME_COUNT, OCCUPATIONS } from '../../../server/src/demo/names'
import { AGENTS, DEMO_PEOPLE, ORGANIZATION, STAFF, TEAMS } from '../../../server/src/demo/people'
import type { Block } from '@quanke/shared/domain/content'
import { limits } from '@quanke/shared/domain/limits'
import type { DemoArticle } from '../../../server/src/demo/library/article'
import { FAMILY_ARTICLES } from '../../../server/src/demo/library/family'
import { GROUPS } from '../../../server/src/demo/library/groups'
import { HEALTH_ARTICLES } from '../../../server/src/demo/library/health'
import { INSURANCE_ARTICLES } from '../../../server/src/demo/library/insurance'
import { PROVIDERS } from '../../../server/src/demo/library/providers'
import { REQUESTS } from '../../../server/src/demo/library/requests'
import { TAX_ARTICLES } from '../../../server/src/demo/library/tax'
import { REFERRAL_CARD_WORDS, THANK_YOU_WORDS } from '../../../server/src/demo/library/words'

const ARTICLES = [...INSURANCE_ARTICLES, ...HEALTH_ARTICLES, ...FAMILY_ARTICLES, ...TAX_ARTICLES]
const AGENT_KEYS = AGENTS.map((agent) => agent.key)
const GROUP_KEYS = GROUPS.map((group) => group.key)

/** What approved texts may not say: advertising law and the insurance marketing rules. */
const BANNED = (
  '最 第一 唯一 国家级 顶级 100% 绝对 保本 保息 保收益 零风险 无风险 低风险 低门槛 秒到账 稳赚 躺赚 高收益 刚兑 返佣 返现 佣金 ' +
  '送礼 抽奖 秒赔 必赔 停售 涨价 限时抢购 存款 利息 本金 监管批准 官方推荐 代理退保 全额退保 不用健康告知 ! ！'
).split(' ')

/** A calm reader on a phone. */
const CHARACTERS_A_MINUTE = 220

const lengthOf = (text: string): number => [...text].length
const textOf = (block: Block): string => (block.kind === 'list' ? block.items.join('') : block.text)
const hanziOf = (article: DemoArticle): number =>
  lengthOf(
    article.blocks
      .map(textOf)
      .join('')
      .replace(/[^\p{Script=Han}]/gu, ''),
  )

/** Every string anywhere inside, so that no field is forgotten. */
function stringsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  if (value === null || typeof value !== 'object') return []
  return Object.values(value).flatMap(stringsIn)
}

function expectDifferent(values: readonly string[]): void {
  expect(values.filter((value, index) => values.indexOf(value) !== index)).toEqual([])
}

describe('the demo library', () => {
  it('has six articles on each of the four topics, and no two with one key or title', () => {
    expect(INSURANCE_ARTICLES.map((article) => article.topic)).toEqual(Array(6).fill('insurance'))
    expect(HEALTH_ARTICLES.map((article) => article.topic)).toEqual(Array(6).fill('health'))
    expect(FAMILY_ARTICLES.map((article) => article.topic)).toEqual(Array(6).fill('family'))
    expect(TAX_ARTICLES.map((article) => article.topic)).toEqual(Array(6).fill('tax'))
    expectDifferent(ARTICLES.map((article) => article.key))
    expectDifferent(ARTICLES.map((article) => article.title))
  })

  it.each(ARTICLES.map((article) => [article.title, article] as const))('fits the screens: %s', (_, article) => {
    expect(lengthOf(article.title)).toBeLessThanOrEqual(28)
    expect(lengthOf(article.summary)).toBeLessThanOrEqual(80)
    expect(hanziOf(article)).toBeGreaterThanOrEqual(500)
    expect(hanziOf(article)).toBeLessThanOrEqual(1_100)
    expect(article.minutes).toBe(Math.ceil(hanziOf(article) / CHARACTERS_A_MINUTE))
    expect(article.blocks.filter((block) => textOf(block).trim() === '')).toEqual([])
    expect(GROUP_KEYS).toContain(article.groupKey)
  })

  it('has at least one article that points to every group', () => {
    expect(GROUP_KEYS.filter((key) => !ARTICLES.some((article) => article.groupKey === key))).toEqual([])
  })

  it.each(BANNED)('nowhere says “%s”', (word) => {
    const all = [
      ARTICLES,
      GROUPS,
      PROVIDERS,
      REQUESTS,
      REFERRAL_CARD_WORDS,
      THANK_YOU_WORDS,
      AGENTS,
      DEMO_PEOPLE,
      ALIASES,
    ]
    const plain = stringsIn(all).map((text) => text.normalize('NFKC').replace(/\s/g, ''))
    expect(plain.filter((text) => text.includes(word.normalize('NFKC')))).toEqual([])
  })

  it('has groups, each with a host and a short convention', () => {
    expectDifferent(GROUP_KEYS)
    expect(GROUPS).toHaveLength(8)
    for (const group of GROUPS) {
      expect(lengthOf(group.name)).toBeLessThanOrEqual(14)
      expect(lengthOf(group.intro)).toBeLessThanOrEqual(120)
      expect([4, 5, 6]).toContain(group.rules.length)
      expect(AGENT_KEYS).toContain(group.hostAgentKey)
    }
  })

  it('has providers that an agent vouches for', () => {
    expectDifferent(PROVIDERS.map((provider) => provider.key))
    expect(PROVIDERS).toHaveLength(8)
    for (const provider of PROVIDERS) {
      expect(AGENT_KEYS).toContain(provider.vouchedByAgentKey)
      expect(provider.validUntil).toMatch(/^\d{4}-\d{2}-\d{2}$/)
    }
  })

  it('answers every request with somebody who exists and, if a provider, does that kind of work', () => {
    expectDifferent(REQUESTS.map((request) => request.key))
    expect(REQUESTS).toHaveLength(14)
    for (const { answer, category, rating } of REQUESTS) {
      const provider = PROVIDERS.find((candidate) => candidate.key === answer.providerKey)
      if (answer.providerKey) expect(provider?.kind).toBe(category)
      if (answer.agentKey) expect(AGENT_KEYS).toContain(answer.agentKey)
      expect(answer.providerKey ?? answer.agentKey).not.toBeNull()
      expect(rating).toBeGreaterThanOrEqual(1)
      expect(rating).toBeLessThanOrEqual(5)
    }
  })

  it('has words for referral cards and thanks, each once', () => {
    expect(REFERRAL_CARD_WORDS).toHaveLength(16)
    expect(THANK_YOU_WORDS).toHaveLength(20)
    expectDifferent([...REFERRAL_CARD_WORDS, ...THANK_YOU_WORDS])
    expect([...REFERRAL_CARD_WORDS, ...THANK_YOU_WORDS].filter((words) => lengthOf(words) > limits.shortWords)).toEqual(
      [],
    )
  })
})

describe('the demo people', () => {
  it('stand in a tree of three levels with one root', () => {
    const levelOf = (key: string): number => {
      const parent = TEAMS.find((team) => team.key === key)?.parentKey
      return parent ? 1 + levelOf(parent) : 1
    }
    expect(ORGANIZATION.name).not.toBe('')
    expectDifferent(TEAMS.map((team) => team.key))
    expect(TEAMS.map((team) => levelOf(team.key)).sort()).toEqual([1, 2, 2, 3, 3, 3, 3])
  })

  it('are twelve agents with a licence and a team, and every team has one leader', () => {
    const teamKeys = TEAMS.map((team) => team.key)
    expect(AGENTS).toHaveLength(12)
    expectDifferent([...AGENT_KEYS, ...STAFF.map((member) => member.key)])
    expectDifferent(AGENTS.map((agent) => agent.licenceNumber))
    for (const agent of AGENTS) {
      expect(teamKeys).toContain(agent.teamKey)
      expect(agent.licenceNumber).toMatch(/^\d{26}$/)
      expect(lengthOf(agent.intro)).toBeLessThanOrEqual(60)
      expect(agent.joinedOn).toMatch(/^\d{4}-\d{2}-\d{2}$/)
    }
    expect(AGENTS.flatMap((agent) => agent.leadsTeamKey ?? []).sort()).toEqual([...teamKeys].sort())
  })

  it('puts the main agent under the demo leader, and the second agent elsewhere', () => {
    const agent = (key: string) => AGENTS.find((candidate) => candidate.key === key)
    const districtOf = (key: string) => TEAMS.find((team) => team.key === agent(key)?.teamKey)?.parentKey
    expect(districtOf('chen-siyuan')).toBe(agent('gao-jianguo')?.leadsTeamKey)
    expect(districtOf('xu-wenjing')).not.toBe(agent('gao-jianguo')?.leadsTeamKey)
  })

  it('on the demo page are known when they work here', () => {
    const known = [...AGENT_KEYS, ...STAFF.map((member) => member.key)]
    const working = DEMO_PEOPLE.filter((person) => ['agent', 'leader', 'staff'].includes(person.role))
    expect(working.filter((person) => !known.includes(person.key))).toEqual([])
    expectDifferent(DEMO_PEOPLE.map((person) => person.key))
  })

  it('are enough names and aliases for a few hundred clients', () => {
    const names = Array.from({ length: NAME_COUNT }, (_, n) => clientName(n).name)
    const taken = [...AGENTS, ...STAFF, ...DEMO_PEOPLE].map((person) => person.name)
    expect(NAME_COUNT).toBeGreaterThan(300)
    expect(new Set(names).size).toBe(NAME_COUNT)
    expect(names.filter((name) => taken.includes(name))).toEqual([])
    expect(ALIASES.length).toBeGreaterThanOrEqual(120)
    expectDifferent(ALIASES)
    expect(ALIASES.filter((alias) => lengthOf(alias) > limits.alias)).toEqual([])
    expectDifferent(DISTRICTS)
    expectDifferent(OCCUPATIONS)
  })
})
