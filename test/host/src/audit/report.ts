import type { Observations, ProjectFacts } from './observations'
import type { Finding, Rule } from './rule'
import { DATA_RULES } from './rules/data'
import { LOOK_RULES } from './rules/look'
import { NETWORK_RULES } from './rules/network'
import { PRACTICE_RULES } from './rules/practice'
import { TIME_RULES } from './rules/time'

const GROUPS: Rule['group'][] = ['performance', 'experience', 'practice']

/** The rules of WeChat's 体验评分, in its order of groups. */
export const RULES: readonly Rule[] = [
  ...TIME_RULES,
  ...DATA_RULES,
  ...NETWORK_RULES,
  ...LOOK_RULES,
  ...PRACTICE_RULES,
].sort((a, b) => GROUPS.indexOf(a.group) - GROUPS.indexOf(b.group))

export interface RuleResult extends Omit<Rule, 'check'> {
  /** A hint is a rule of weight 0 that found something. */
  state: 'passed' | 'failed' | 'hint' | 'not seen'
  /** How many things were judged; 0 when a journey had none. */
  looked: number
  findings: Finding[]
  worst?: string
}

export interface AuditReport {
  name: string
  /** 0 to 100: the weights of the rules that passed, out of those that were seen. */
  score: number
  pages: string[]
  rules: RuleResult[]
  /** What a phone would not have let through; these do not count. */
  refusals: Observations['refusals']
  /** What the reader has to know. */
  notes: string[]
}

const MOST_FINDINGS = 50

/** Judges what was observed. */
export function auditReport(seen: Observations, facts: ProjectFacts, notes: string[] = []): AuditReport {
  const rules = RULES.map((rule) => judge(rule, seen, facts))
  const counted = rules.filter(({ state }) => state !== 'not seen')
  const sum = (results: RuleResult[]) => results.reduce((total, { weight }) => total + weight, 0)
  const passed = sum(counted.filter(({ state }) => state === 'passed'))
  const score = Math.round((100 * passed) / sum(counted))
  return { name: facts.name, score, pages: seen.pages, rules, refusals: seen.refusals, notes }
}

/** The findings that cost points, one line each. */
export function failures(report: AuditReport): string[] {
  return report.rules
    .filter(({ state }) => state === 'failed')
    .flatMap(({ title, findings }) => findings.map(({ page, where, what }) => `${title} · ${page} · ${where}: ${what}`))
}

function judge({ check, ...rule }: Rule, seen: Observations, facts: ProjectFacts): RuleResult {
  if (!check) return { ...rule, state: 'not seen', looked: 0, findings: [] }
  const { looked, findings, worst } = check(seen, facts)
  const state = findings.length ? (rule.weight ? 'failed' : 'hint') : 'passed'
  return { ...rule, state, looked, worst, findings: distinct(findings).slice(0, MOST_FINDINGS) }
}

function distinct(findings: Finding[]): Finding[] {
  return [...new Map(findings.map((each) => [JSON.stringify(each), each])).values()]
}
