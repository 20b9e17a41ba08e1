import {
  COMPLAINT_DAYS,
  type ComplaintAbout,
  type ComplaintActor,
  type ComplaintStatus,
} from '@quanke/shared/domain/complaint'
import { GOOD_STARS } from '@quanke/shared/domain/referral-ask'
import { deadlineOf } from '../complaints/complaint.rules'
import { daysAfter } from './calendar'
import type { Person, World } from './world'

interface DemoComplaint {
  about: ComplaintAbout
  words: string
  daysAgo: number
  /** How the leader answers, and after how many days. */
  answer: { afterDays: number; words: string } | null
}

const COMPLAINTS: readonly DemoComplaint[] = [
  {
    about: 'service',
    words: '上个月约好来家里讲解续期的事，改了两次时间都没有提前告诉我，请安排好再通知。',
    daysAgo: 8,
    answer: {
      afterDays: 4,
      words:
        '核对了两次改期的记录，确实没有提前告知，向您致歉。已约定本周六上午由代理人上门讲解，今后改期至少提前一天由本人电话说明。',
    },
  },
  {
    about: 'content',
    words: '活动介绍里写的是家庭理财讲座，到场后大半时间在讲一款产品，希望今后把内容写清楚。',
    daysAgo: 1.4,
    answer: null,
  },
]

/** Two clients of 陈思远 complained: one has an answer to judge, the other waits for 宋雅琴, who leads the team. */
export function seedComplaints(world: World): void {
  const agent = world.agent('chen-siyuan')
  const leader = world.agent('song-yaqin')
  const clients = complainants(world, agent)
  COMPLAINTS.forEach((complaint, index) => {
    const client = clients[index]
    if (client) file(world, complaint, { client, agent, leader })
  })
}

/** Not those whom the demo shows as glad, or in dispute. */
function complainants(world: World, agent: Person): Person[] {
  const { tables, calendar } = world
  const glad = new Set(
    tables.referral_requests.flatMap(({ recordId, rating }) => ((rating ?? 0) >= GOOD_STARS ? recordId : [])),
  )
  const disputed = new Set(
    tables.ownership_cases.flatMap(({ heldRecordId, otherRecordId }) => [heldRecordId, otherRecordId]),
  )
  return world
    .clientsOf(agent.account.agentId!)
    .filter(
      ({ stays, record }) =>
        !stays &&
        !glad.has(record!.id) &&
        !disputed.has(record!.id) &&
        record!.becameClientAt < calendar.minutesAgo(60 * 24 * 60),
    )
}

function file(
  world: World,
  { about, words, daysAgo, answer }: DemoComplaint,
  { client, agent, leader }: Record<'client' | 'agent' | 'leader', Person>,
): void {
  const { complaints, complaint_steps: steps } = world.tables
  const filedAt = world.calendar.minutesAgo(daysAgo * 24 * 60)
  const id = String(complaints.length + 1)
  let [status, movedAt]: [ComplaintStatus, Date] = ['filed', filedAt]
  const move = (to: ComplaintStatus, actor: ComplaintActor, by: Person, at: Date, said: string | null = null): void => {
    steps.push({
      id: String(steps.length + 1), creationKey: said === null ? null : world.key(at), complaintId: id, step: to, actor, actorAccountId: by.account.id, words: said, at,
    }) // prettier-ignore
    world.audit(by, `complaint.${to}`, 'complaint', id, at, to === 'filed' ? { about } : {})
    ;[status, movedAt] = [to, at]
  }
  move('filed', 'client', client, filedAt)
  if (answer) {
    move('accepted', 'leader', leader, daysAfter(filedAt, 0.6))
    move('answered', 'leader', leader, daysAfter(filedAt, answer.afterDays), answer.words)
  }
  complaints.push({
    id, creationKey: world.key(filedAt), accountId: client.account.id, recordId: client.record!.id, agentId: agent.account.agentId, about, words,
    status, filedAt, movedAt, ...deadlineOf(filedAt, COMPLAINT_DAYS), remindedAt: null, escalatedAt: null, escalatedToAgentId: null, reopenedAt: null, sharedAt: null,
  }) // prettier-ignore
  if (client.account.lastSeenAt < filedAt) client.account.lastSeenAt = filedAt
}
