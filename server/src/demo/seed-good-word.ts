import { noticesOfMeeting } from '../referrals/referral.rules'
import { minutesAfter } from './calendar'
import { REQUESTS } from './library/requests'
import { close } from './seed-requests'
import type { World } from './world'

const DAY = 24 * 60

/** For 陈思远: a client who is glad about an introduction, whom he may ask now, and a client who opened another agent's card. */
export function seedGoodWord(world: World): void {
  const { tables, calendar } = world
  const agentId = world.agent('chen-siyuan').account.agentId!
  const clients = world.clientsOf(agentId).filter(({ stays }) => !stays)
  const at = calendar.minutesAgo(2 * DAY + 190)
  for (const request of [...tables.referral_requests].reverse()) {
    const client = clients.find(({ record }) => record!.id === request.recordId)
    const demo = REQUESTS.find(({ words, rating }) => words === request.words && rating >= 4)
    const isReady = request.status === 'introduced' && minutesAfter(request.askedAt, 3 * DAY) < at
    if (!client || !demo || !isReady) continue
    close(world, client, request, demo, at)
    break
  }

  const met = clients.find(({ record }) => record!.becameClientAt < calendar.minutesAgo(90 * DAY))
  const card = [...tables.referrals]
    .reverse()
    .find(
      ({ agentId: other, status, givenAt }) =>
        other !== agentId && status === 'opened' && givenAt < calendar.minutesAgo(1.5 * DAY),
    )
  if (!met || !card) return
  const openedAt = calendar.minutesAgo(1.2 * DAY)
  const meeting = { cardAgentId: card.agentId, clientRecordId: met.record!.id, ownerAgentId: agentId }
  for (const told of noticesOfMeeting(meeting))
    tables.agent_notices.push({
      id: String(tables.agent_notices.length + 1), ...told, referralId: card.id, at: openedAt, seenAt: null,
    }) // prettier-ignore
}
