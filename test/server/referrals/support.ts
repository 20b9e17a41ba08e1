import type { DataSource } from 'typeorm'
import { newKey, type Caller, type TestServer } from '../../support/server'

export const give = async (client: Caller): Promise<{ id: string; code: string }> => {
  const { body } = await client.post('/referrals', { key: newKey(), words: '说话实在，推荐你认识' })
  return { id: body.id, code: body.share.code }
}

const decisions = [{ purpose: 'be_served', textVersion: '2026-11', given: true }]
export const accept = (friend: Caller, code: string, displayName = '陈先生') =>
  friend.post(`/referrals/invitations/${code}/consent`, { decisions, isAdult: true, displayName })
export const openCard = (friend: Caller, code: string, proof?: object) =>
  friend.post(`/referrals/invitations/${code}/opening`, proof ? { proof } : {})

export const recordOf = async ({ db }: TestServer, { accountId }: Caller): Promise<string> =>
  (await db.query('SELECT recordId FROM wechat_accounts WHERE id = ?', [accountId]))[0].recordId

export const arrive = (caller: Caller, shareCode: string) =>
  caller.post('/engagements', {
    events: [{ id: newKey(), kind: 'arrived', subject: 'app', shareCode, occurredAt: new Date().toISOString() }],
  })

/** Orders something of WeChat's client. */
export async function wechat<T>({ sandbox }: TestServer, path: string, body: object): Promise<T> {
  const response = await fetch(`${sandbox.url}/sandbox/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  if (!response.ok) throw new Error(await response.text())
  return (await response.json()) as T
}

/** The private message as it lies in the chat of two people; answers its ticket. */
export const sendPrivately = async (server: TestServer, activityId: string, from: string, to: string) =>
  (await wechat<{ shareTicket: string }>(server, 'private-messages', { activityId, from, to })).shareTicket

/** What wx.authPrivateMessage gives this person; null when it is not valid. */
export async function proofOf(server: TestServer, person: string, shareTicket: string): Promise<object | null> {
  const { valid, ...proof } = await wechat<{ valid: boolean }>(server, 'private-messages/check', {
    person,
    shareTicket,
  })
  return valid ? proof : null
}

/** A request of this client's that was closed with so many stars then. */
export const aRating = (
  db: DataSource,
  { recordId, accountId }: { recordId: string; accountId: string },
  stars: number,
  at: Date,
) =>
  db.query(
    `INSERT INTO referral_requests (creationKey, accountId, recordId, category, words, urgency, audience, wordsReview, status, askedAt,
                                    outcome, rating, closedAt)
     VALUES (?, ?, ?, 'lawyer', '想找一位律师', 'normal', 'agent', 'passed', 'closed', ?, 'solved', ?, ?)`,
    [newKey(), accountId, recordId, at, stars, at],
  )
