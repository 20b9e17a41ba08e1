import { randomBytes } from 'node:crypto'
import { Refusal } from '../answer'
import { own } from '../state'
import type { Call, Endpoint } from './endpoint'

const SHARED_WITHIN_MS = 86_400_000
const KEPT = 5000

export const activityApis: Endpoint[] = [
  {
    name: 'activityid.create',
    method: 'GET',
    path: '/cgi-bin/message/wxopen/activityid/create',
    needsToken: true,
    answer: create,
  },
]

/** An activity for a live or private card, made for one person, by openid or unionid. */
function create({ sandbox, query }: Call): object {
  const { openid, unionid } = query
  if (!openid && !unionid) throw new Refusal(40097)
  const person = openid
    ? own(sandbox.state.people, openid)
    : Object.values(sandbox.state.people).find((one) => one.unionid === unionid)
  if (!person) throw new Refusal(40003)
  const id = `${randomBytes(12).toString('hex')}_${randomBytes(24).toString('base64url')}`
  const { activities } = sandbox.state
  activities[id] = { openid: person.openid, createdAt: sandbox.now() }
  sandbox.state.activities = Object.fromEntries(Object.entries(activities).slice(-KEPT))
  sandbox.changed()
  return {
    errcode: 0,
    errmsg: 'ok',
    activity_id: id,
    expiration_time: Math.floor((sandbox.now() + SHARED_WITHIN_MS) / 1000),
  }
}
