import { GOOD_STARS, type AskAnswer } from '@quanke/shared/domain/referral-ask'
import { GROUP_CARD_SCENES } from '@quanke/shared/domain/source'
import type { ReferralRequest } from '../referral-requests/referral-request.entity'
import { daysAfter, minutesAfter } from './calendar'
import { REQUESTS } from './library/requests'
import { ask, hasAsked } from './seed-requests'
import type { Person, World } from './world'

const HOUR = 60

/** What happens now and then rather than every day: groups in which cards were opened, a picture, an edit, an answer that is late, a proposal, questions. */
export function seedDetails(world: World): void {
  const agent = world.agent('chen-siyuan')
  seedChatGroups(world, agent)
  seedPicture(world)
  seedEdit(world)
  seedLateRequest(world, agent, world.agent('song-yaqin'))
  seedProposal(world, agent)
  seedAsks(world, agent)
}

/** The agent gave a name to the second one only. */
const GROUP_NAMES = [null, '滨江家长群', null] as const
const GROUP_DAYS = 150

/** Cards of an agent that were opened in three WeChat groups, each card in one of them. */
function seedChatGroups(world: World, { account }: Person): void {
  const { tables, settings } = world
  const since = daysAfter(settings.asOf, -GROUP_DAYS)
  const inGroups = tables.touches
    .filter(({ agentId, scene, firstAt }) => agentId === account.agentId && isGroup(scene) && firstAt > since)
    .sort((a, b) => a.firstAt.getTime() - b.firstAt.getTime())
  for (const touch of inGroups) {
    const share = tables.shares[Number(touch.shareId) - 1]!
    const key = `demo ${Number(share.rootId) % GROUP_NAMES.length}`
    const groupHash = settings.lookup.chatGroup(key)
    let group = tables.chat_groups.find((one) => one.groupHash.equals(groupHash))
    if (!group) {
      group = { id: String(tables.chat_groups.length + 1), groupHash, createdAt: touch.firstAt }
      tables.chat_groups.push(group)
      const number = tables.chat_group_names.length + 1
      const name = GROUP_NAMES[number - 1] ?? null
      const agentId = account.agentId!
      tables.chat_group_names.push({ agentId, chatGroupId: group.id, number, name, firstAt: touch.firstAt })
    }
    touch.chatGroupId = group.id
  }
}

const isGroup = (scene: number | null): boolean => GROUP_CARD_SCENES.some((one) => one === scene)

/** The latest request of this kind that still waits. */
function waiting({ tables }: World, key: string): ReferralRequest | undefined {
  const { words } = REQUESTS.find((one) => one.key === key)!
  return [...tables.referral_requests].reverse().find((one) => one.words === words && one.status === 'open')
}

const askerOf = ({ people }: World, { accountId }: ReferralRequest): Person => people.get(accountId)!

/** A sketch of the flat, added to a request for care at home. */
function seedPicture(world: World): void {
  const request = waiting(world, 'after-surgery-care')
  if (!request) return
  const { tables, settings } = world
  const { content, width, height } = settings.picture
  const addedAt = minutesAfter(request.askedAt, 2)
  const id = String(tables.request_pictures.length + 1)
  const review = request.groupId === null ? ('pending' as const) : ('passed' as const)
  tables.request_pictures.push({
    id, creationKey: world.key(addedAt), requestId: request.id, contentEnc: settings.cipher.encryptBytes(content), width, height,
    review, checkCode: null, traceId: null, addedAt,
  }) // prettier-ignore
  world.audit(askerOf(world, request), 'request.picture-added', 'request', request.id, addedAt, { pictureId: id })
}

const FIRST_WORDS = '今年汇算要补税，想找人帮着看一遍。'

/** A request that said too little at first. */
function seedEdit(world: World): void {
  const request = waiting(world, 'side-income-tax')
  if (!request) return
  const { request_edits: edits } = world.tables
  const at = minutesAfter(request.askedAt, 38)
  edits.push({
    id: String(edits.length + 1), requestId: request.id, version: 0, words: FIRST_WORDS, answers: [], urgency: request.urgency, at,
  }) // prettier-ignore
  Object.assign(request, { version: 1, editedAt: at })
  world.audit(askerOf(world, request), 'request.edited', 'request', request.id, at, { version: 1 })
}

/** A request that nobody answered within its day, so that the leader was told. */
function seedLateRequest(world: World, { account }: Person, leader: Person): void {
  const demo = REQUESTS.find(({ key }) => key === 'father-blood-pressure')!
  const at = world.calendar.minutesAgo(27 * HOUR)
  const client = world
    .clientsOf(account.agentId!)
    .find(
      (one) =>
        !one.stays && one.record!.becameClientAt < at && one.memberships.size === 0 && !hasAsked(world, one, demo),
    )
  if (!client) return
  ask(world, client, demo, 'open', at)
  const request = world.tables.referral_requests.at(-1)!
  const { remindAt, answerBy } = request
  const escalatedToAgentId = leader.account.agentId!
  Object.assign(request, { remindedAt: remindAt, escalatedAt: answerBy, escalatedToAgentId })
  world.audit(null, 'request.reminded', 'request', request.id, remindAt!)
  world.audit(null, 'request.escalated', 'request', request.id, answerBy!, { agentId: escalatedToAgentId })
}

/** A provider whom the agent vouches for, and compliance has still to look at. */
function seedProposal(world: World, agent: Person): void {
  const { tables, settings } = world
  const at = world.calendar.minutesAgo(31 * HOUR)
  const id = String(tables.providers.length + 1)
  const agentId = agent.account.agentId!
  tables.providers.push({
    id, creationKey: world.key(at), kind: 'elder_care', name: '和悦康复护理站', place: '滨江区柳岸街 17 号一层', hours: '每天 8:00–20:00',
    licence: '护理站执业登记 00000420115000317', contactEnc: settings.cipher.encrypt('6555 0188（前台）'), vouchedByAgentId: agentId,
    validUntil: `${settings.asOf.getUTCFullYear() + 1}-12-31`, status: 'proposed', proposedAt: at, decidedByStaffId: null, decidedAt: null,
    renewUntil: null, renewByAgentId: null, endedAt: null, erasedAt: null, reason: null,
  }) // prettier-ignore
  const { provider_vouches: vouches } = tables
  const words = '两位客户术后请过他们的护理员，都说手法稳，收费写在单子上。'
  vouches.push({ id: String(vouches.length + 1), providerId: id, agentId, words, at })
  world.audit(agent, 'provider.proposed', 'provider', id, at, { category: 'elder_care' })
}

/** How clients answered the question whether they would recommend the agent; the latest is still open. */
const ANSWERS: readonly (AskAnswer | null)[] = [null, 'willing', 'never']

function seedAsks(world: World, agent: Person): void {
  const { tables, settings } = world
  const clients = world.clientsOf(agent.account.agentId!).filter(({ stays }) => !stays)
  const glad = tables.referral_requests
    .filter(({ rating, closedAt }) => (rating ?? 0) >= GOOD_STARS && closedAt !== null && closedAt < settings.asOf)
    .sort((a, b) => b.closedAt!.getTime() - a.closedAt!.getTime())
    .flatMap(({ accountId, closedAt }) => {
      const client = clients.find(({ account }) => account.id === accountId)
      return client ? [{ client, askedAt: minutesAfter(closedAt!, 26 * HOUR) }] : []
    })
  // The latest of all is left for whoever tries the demo; each client is asked once.
  const asked = new Set<Person>()
  const [spared, ...others] = glad
  for (const { client, askedAt } of others) {
    if (asked.size === ANSWERS.length) break
    if (client === spared!.client || asked.has(client) || askedAt > settings.asOf) continue
    answer(world, { agent, client, askedAt }, ANSWERS[asked.size]!)
    asked.add(client)
  }
}

interface Asking {
  agent: Person
  client: Person
  askedAt: Date
}

function answer(world: World, { agent, client, askedAt }: Asking, said: AskAnswer | null): void {
  const { referral_asks: asks } = world.tables
  const id = String(asks.length + 1)
  const answeredAt = said === null ? null : minutesAfter(askedAt, 7 * HOUR)
  asks.push({
    id, creationKey: world.key(askedAt), accountId: client.account.id, agentId: agent.account.agentId!, askedAt, answer: said, answeredAt,
  }) // prettier-ignore
  world.audit(agent, 'referral.asked-for', 'client', client.record!.id, askedAt)
  if (answeredAt === null) return
  if (said === 'never') Object.assign(client.account, { neverAsk: true, neverAskSaidAt: answeredAt })
  world.audit(client, 'referral.ask-answered', 'ask', id, answeredAt, { answer: said })
}
