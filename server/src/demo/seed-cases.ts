import {
  CASE_DAYS,
  type CaseOutcome,
  type CaseReference,
  type CaseSide,
  type CaseStep,
} from '@quanke/shared/domain/ownership-case'
import { commonLine, deciderOf } from '../ownership-cases/decider.rules'
import { pairKey } from '../ownership-cases/settle-person'
import { daysAfter } from './calendar'
import { politely } from './seed-merge'
import type { Person, World } from './world'

interface Said {
  side: CaseSide
  hoursLater: number
  words: string
  /** Points to the side's own record, and to the share by which the client came. */
  withRecords: boolean
}

interface DemoCase {
  holderKey: string
  claimantKey: string
  daysAgo: number
  said: readonly Said[]
  decided: { hoursLater: number; outcome: CaseOutcome; reason: string } | null
}

/** One that waits for 高建国, one that he has decided, and one with the branch's own leader in it, which compliance decides. */
const CASES: readonly DemoCase[] = [
  {
    holderKey: 'chen-siyuan',
    claimantKey: 'zheng-haitao',
    daysAgo: 9,
    said: [
      {
        side: 'holder',
        hoursLater: 20,
        words: '我服务的这位客户一直是本人来问，号码是家里两个人共用的。',
        withRecords: true,
      },
      {
        side: 'claimant',
        hoursLater: 31,
        words: '我服务的是家里另一位，验证时用了家人办的手机号，当面见过两次，可以和本人核实。',
        withRecords: true,
      },
    ],
    decided: {
      hoursLater: 6 * 24,
      outcome: 'apart',
      reason: '已分别与两位客户通过电话核实，是一家人共用一个号码。两份档案各自保留，各由原来的代理人继续服务。',
    },
  },
  {
    holderKey: 'chen-siyuan',
    claimantKey: 'ma-xiaotang',
    daysAgo: 3,
    said: [
      {
        side: 'holder',
        hoursLater: 5,
        words: '客户从我分享的文章进来，授权以后一直由我服务。这次是用另一个微信号参加了别的圈子。',
        withRecords: true,
      },
    ],
    decided: null,
  },
  {
    holderKey: 'tang-ruoshui',
    claimantKey: 'fang-mingde',
    daysAgo: 4,
    said: [
      {
        side: 'holder',
        hoursLater: 7,
        words: '客户读了我分享的文章后授权由我服务，上周刚一起看过家里的保单。',
        withRecords: true,
      },
      {
        side: 'claimant',
        hoursLater: 26,
        words: '客户在分公司的讲座上登记时报的是同一个号码，可以和本人核实由谁服务。',
        withRecords: true,
      },
    ],
    decided: null,
  },
]

/** Clients of two agents turned out to have one phone number: whose they are is for the leader of both to say (domain rules, section 3.6). */
export function seedCases(world: World): void {
  const taken = new Set(world.tables.record_merges.map(({ survivorRecordId }) => survivorRecordId))
  for (const one of CASES) {
    const at = world.calendar.minutesAgo(one.daysAgo * 24 * 60)
    const pair = pairFor(world, one, at, taken)
    if (!pair) continue
    for (const { record } of pair) taken.add(record!.id)
    open(world, one, pair, at)
  }
}

/** The older client, and one who came long after. */
function pairFor(
  world: World,
  { holderKey, claimantKey }: DemoCase,
  at: Date,
  taken: ReadonlySet<string>,
): [held: Person, other: Person] | null {
  const of = (key: string): Person[] =>
    world
      .clientsOf(world.agent(key).account.agentId!)
      .filter(({ stays, record }) => !stays && !taken.has(record!.id) && record!.becameClientAt < daysAfter(at, -5))
  const other = of(claimantKey)
    .reverse()
    .find(({ account }) => account.phoneHash === null)
  const held = of(holderKey).find(
    ({ account, record }) =>
      account.phoneHash !== null &&
      record!.provenanceShareId !== null &&
      other !== undefined &&
      record!.becameClientAt < other.record!.becameClientAt,
  )
  return held && other ? [held, other] : null
}

function open(world: World, one: DemoCase, [held, other]: [Person, Person], at: Date): void {
  const { tables, settings } = world
  const { phoneEnc, phoneHash } = held.account
  for (const sealed of [other.account, other.record!]) Object.assign(sealed, { phoneEnc, phoneHash })
  other.record!.displayName = politely(held.record!)
  const agents = { holder: world.agent(one.holderKey), claimant: world.agent(one.claimantKey) }
  const ids = [agents.holder.account.agentId!, agents.claimant.account.agentId!]
  const line = commonLine(pathOf(world, ids[0]!), pathOf(world, ids[1]!))
  const leaders = new Map(tables.teams.map((team) => [team.id, team.leaderAgentId!]))
  const { teamId: levelTeamId, exception } = deciderOf(line, leaders, ids, 'no_common_leader')
  const leader = levelTeamId === null ? null : world.agents.get(leaders.get(levelTeamId)!)!
  const { decided } = one
  const decidedAt = decided && later(at, decided.hoursLater)
  const isDecided = decided !== null && decidedAt !== null && decidedAt <= settings.asOf
  const caseId = String(tables.ownership_cases.length + 1)
  tables.ownership_cases.push({
    id: caseId, creationKey: null, openKey: pairKey(held.record!.id, other.record!.id), origin: 'same_person', basis: 'phone',
    heldRecordId: held.record!.id, otherRecordId: other.record!.id, holderAgentId: ids[0]!, claimantAgentId: ids[1]!,
    status: isDecided ? 'decided' : 'open', levelTeamId, exception, openedAt: at, deadlineAt: daysAfter(at, CASE_DAYS), remindedAt: null,
    outcome: isDecided ? decided.outcome : null, decisionReason: isDecided ? decided.reason : null, decidedAt: isDecided ? decidedAt : null,
    decidedByAccountId: isDecided ? leader!.account.id : null, appealedByAgentId: null, appealReason: null, closedAt: null,
  }) // prettier-ignore
  const step = (what: CaseStep, actor: Person | null, then: Date, reason: string | null = null): void => {
    const { ownership_case_steps: steps } = tables
    const actorAccountId = actor?.account.id ?? null
    steps.push({ id: String(steps.length + 1), caseId, step: what, actorAccountId, reason, at: then })
  }
  const noted = (actor: Person | null, action: string, then: Date, detail = {}): void =>
    world.audit(actor, `case.${action}`, 'ownership-case', caseId, then, detail)
  step('opened', null, at)
  noted(other, 'opened', at, { origin: 'same_person', heldRecordId: held.record!.id, otherRecordId: other.record!.id })
  for (const { side, hoursLater, words, withRecords } of one.said) {
    const then = later(at, hoursLater)
    const { ownership_case_evidence: evidence } = tables
    evidence.push({
      id: String(evidence.length + 1), creationKey: world.key(then), caseId, agentId: agents[side].account.agentId!, side, words,
      pointsTo: withRecords ? recordsOf(side === 'holder' ? held : other) : [], at: then,
    }) // prettier-ignore
    step('evidence', agents[side], then)
    noted(agents[side], 'evidence-given', then, { side })
  }
  for (const [side, agentId] of [
    ['holder', ids[0]!],
    ['claimant', ids[1]!],
  ] as const) {
    // Whoever has said something has opened it; what was decided is news again.
    const own = one.said.find((said) => said.side === side)
    tables.owner_notices.push({
      id: String(tables.owner_notices.length + 1), agentId, changeId: null, caseId, at: isDecided ? decidedAt : at,
      seenAt: own && !isDecided ? later(at, own.hoursLater) : null,
    }) // prettier-ignore
  }
  if (!isDecided) return
  step('decided', leader, decidedAt, decided.reason)
  noted(leader, 'decided', decidedAt, { outcome: decided.outcome, status: 'decided' })
}

const later = (at: Date, hours: number): Date => new Date(at.getTime() + hours * 3_600_000)

function pathOf({ tables }: World, agentId: string): string {
  const { teamId } = tables.agents.find(({ id }) => id === agentId)!
  return tables.teams.find(({ id }) => id === teamId)!.path
}

function recordsOf({ record }: Person): { kind: CaseReference; id: string }[] {
  const { id, provenanceShareId } = record!
  return [{ kind: 'client', id }, ...(provenanceShareId ? [{ kind: 'share' as const, id: provenanceShareId }] : [])]
}
