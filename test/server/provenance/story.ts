import { aContent, aGroup, anAgent, aTeam, signInAgent, type Built, type BuiltAgent } from '../../support/builders'
import { newKey, type Caller, type TestServer } from '../../support/server'

const MINUTE_MS = 60_000
export const minutesAgo = (minutes: number): Date =>
  new Date(Math.floor(Date.now() / 1000) * 1000 - minutes * MINUTE_MS)

export const arrived = (shareCode: string, at: Date, scene?: number) => ({
  id: newKey(), kind: 'arrived', subject: 'app', shareCode, occurredAt: at.toISOString(), ...(scene === undefined ? {} : { scene }),
}) // prettier-ignore

export const viewed = (contentId: string, shareCode: string, at: Date) => ({
  id: newKey(), kind: 'viewed', subject: 'content', subjectId: contentId, shareCode, occurredAt: at.toISOString(),
}) // prettier-ignore

export const send = (caller: Caller, ...events: object[]) => caller.post('/engagements', { events })

export async function shares(
  caller: Caller,
  subject: string,
  { id: subjectId }: Built,
  changes: { channel?: string; parentCode?: string; campaignId?: string } = {},
): Promise<{ id: string; code: string }> {
  const answer = await caller.post('/shares', { key: newKey(), subject, subjectId, channel: 'card', ...changes })
  if (answer.status !== 200) throw new Error(JSON.stringify(answer.body))
  return answer.body
}

export const yes = (shareCode?: string, ...purposes: string[]) => ({
  decisions: ['use_service', 'be_served', ...purposes].map((purpose) => ({
    purpose,
    textVersion: '2026-11',
    given: true,
  })),
  isAdult: true,
  ...(shareCode === undefined ? {} : { shareCode }),
})

export interface Story {
  agent: BuiltAgent
  agentCaller: Caller
  leader: Caller
  content: Built
  group: Built
  reader: Caller
  friend: Caller
  share: { id: string; code: string }
  passedOn: { id: string; code: string }
  card: { id: string; code: string }
}

/**
 * An agent shares an article; a reader opens it, passes it on, joins a group, becomes a client, asks to be referred and recommends the agent; one friend
 * consents, one turns the card down, somebody walks in and is assigned by the leader. Everything that the log of sources has a word for.
 */
export async function aStory(server: TestServer): Promise<Story> {
  const { db } = server
  const team = await aTeam(db)
  const leads = await anAgent(db, { name: '主管', leads: team.id })
  const agent = await anAgent(db, { name: '陈思远', teamId: team.id })
  const [leader, agentCaller] = [await signInAgent(server, leads), await signInAgent(server, agent)]
  const [content, group] = [await aContent(db), await aGroup(db, { hostAgentId: agent.id })]
  const share = await shares(agentCaller, 'content', content)
  const [reader, visitor, friend, shy] = [await server.as('reader'), await server.as('visitor'), await server.as('friend'), await server.as('shy')] // prettier-ignore

  await send(reader, arrived(share.code, minutesAgo(50), 1007), viewed(content.id, share.code, minutesAgo(49)))
  const passedOn = await shares(reader, 'content', content, { parentCode: share.code })
  await send(visitor, viewed(content.id, passedOn.code, minutesAgo(30)))
  await reader.post('/consents', yes(share.code))
  await reader.post(`/groups/${group.id}/membership`, {})
  await reader.post('/referral-requests', { key: newKey(), category: 'lawyer', words: '想找一位懂继承的律师', urgency: 'normal', audience: 'agent' }) // prettier-ignore

  const cardOf = async (words: string) => (await reader.post('/referrals', { key: newKey(), words })).body
  const given = await cardOf('她很可靠，解释得清楚')
  const card = given.share as { id: string; code: string }
  await send(friend, arrived(card.code, minutesAgo(5), 1007))
  await friend.post(`/referrals/invitations/${card.code}/opening`)
  await friend.post(`/referrals/invitations/${card.code}/consent`, yes())
  const other = (await cardOf('也推荐给你认识')).share as { code: string }
  await send(shy, arrived(other.code, minutesAgo(4), 1007))
  await shy.post(`/referrals/invitations/${other.code}/refusal`)

  const stranger = await server.as('stranger')
  await stranger.post('/consents', yes())
  const [{ recordId }] = await db.query('SELECT recordId FROM wechat_accounts WHERE id = ?', [stranger.accountId])
  await leader.post(`/clients/${recordId}/owner`, { agentId: agent.id, reason: '按区域分配' })
  return { agent, agentCaller, leader, content, group, reader, friend, share, passedOn, card }
}
