import type { FastifyInstance, FastifyRequest } from 'fastify'
import { APIS } from './gateway'
import { creditKey } from './api/messages'
import { FAULT_KINDS, type Fault } from './faults'
import { checkPrivateMessage, groupInfo, sealOpenData, sendPrivately } from './open-data'
import type { Order } from './push'
import type { Sandbox } from './sandbox'
import { own, type Message, type Person, type Template } from './state'

/** A control call that makes no sense; answered with 400. */
export class BadOrder extends Error {}

/** What people do in WeChat and what tests order: everything under `/sandbox`. It never leaves this machine. */
export function serveControl(app: FastifyInstance, sandbox: Sandbox): void {
  app.get('/sandbox/health', () => ({ ok: true, now: sandbox.now() }))
  app.delete('/sandbox/state', () => {
    sandbox.clear()
    return { ok: true }
  })
  app.get('/sandbox/calls', (request) => sandbox.calls.of(query(request)['api']))
  servePeople(app, sandbox)
  serveActs(app, sandbox)
  servePrivateMessages(app, sandbox)
  serveDisturbances(app, sandbox)
  servePushes(app, sandbox)
}

function servePeople(app: FastifyInstance, sandbox: Sandbox): void {
  app.get('/sandbox/people', () => Object.values(sandbox.state.people))
  app.post('/sandbox/people', (request) => {
    const given = json<(Partial<Person> & { key: string }) | (Partial<Person> & { key: string })[]>(request)
    const people = (Array.isArray(given) ? given : [given]).map((one) => {
      if (typeof one.key !== 'string' || one.key === '') throw new BadOrder('a person needs a key')
      return sandbox.putPerson(one)
    })
    return Array.isArray(given) ? people : people[0]
  })
}

function serveActs(app: FastifyInstance, sandbox: Sandbox): void {
  const personIn = (request: FastifyRequest) => {
    const { person } = json<{ person?: unknown }>(request)
    if (typeof person !== 'string' || person === '') throw new BadOrder('which person? send {"person": key}')
    return sandbox.person(person)
  }
  app.post('/sandbox/login-codes', (request) => {
    const { openid } = personIn(request)
    sandbox.visit(openid)
    return { code: sandbox.issueCode('loginCodes', openid) }
  })
  app.post('/sandbox/phone-codes', (request) => ({ code: sandbox.issueCode('phoneCodes', personIn(request).openid) }))
  app.post('/sandbox/visits', (request) => {
    sandbox.visit(personIn(request).openid)
    return { ok: true }
  })
  app.post('/sandbox/subscriptions', async (request) => {
    const { openid } = personIn(request)
    const { answers } = json<{ answers?: Record<string, string> }>(request)
    return { deliveries: await subscribe(sandbox, openid, answers ?? {}) }
  })
  app.get('/sandbox/messages', (request) => {
    const { person } = query(request)
    const openid = person === undefined ? undefined : sandbox.personByKey(person)?.openid
    return sandbox.state.messages
      .filter((one) => person === undefined || one.openid === openid)
      .map((one) => asReceived(sandbox, one))
  })
  app.get('/sandbox/links', (request) => own(sandbox.state.links, query(request)['code']) ?? {})
}

/** What WeChat's client does with open data and private cards: it encrypts with the key of the person's last login. */
function servePrivateMessages(app: FastifyInstance, sandbox: Sandbox): void {
  app.post('/sandbox/open-data', (request) => {
    const { person, data } = json<{ person?: string; data?: object }>(request)
    if (typeof person !== 'string' || typeof data !== 'object') throw new BadOrder('send {"person": key, "data": {}}')
    const sealed = sealOpenData(sandbox, sandbox.person(person).openid, data)
    if (!sealed) throw new BadOrder(`${person} has not logged in`)
    return sealed
  })
  app.post('/sandbox/group-info', (request) => {
    const { person, shareTicket } = json<{ person?: string; shareTicket?: string }>(request)
    if (typeof person !== 'string' || typeof shareTicket !== 'string')
      throw new BadOrder('send {"person": key, "shareTicket"}')
    return groupInfo(sandbox, sandbox.person(person).openid, shareTicket) ?? {}
  })
  app.post('/sandbox/private-messages', (request) => {
    const { activityId, from, to } = json<{ activityId?: string; from?: string; to?: string }>(request)
    if (!activityId || !from)
      throw new BadOrder('send {"activityId", "from": key, "to": key}, without "to" for a group')
    const receiver = to === undefined ? null : sandbox.person(to).openid
    const shareTicket = sendPrivately(sandbox, activityId, sandbox.person(from).openid, receiver)
    if (shareTicket === null) throw new BadOrder('no such activity of this person, or it is older than a week')
    return { shareTicket }
  })
  app.post('/sandbox/private-messages/check', (request) => {
    const { person, shareTicket } = json<{ person?: string; shareTicket?: string }>(request)
    if (typeof person !== 'string') throw new BadOrder('which person? send {"person": key}')
    return checkPrivateMessage(sandbox, sandbox.person(person).openid, shareTicket)
  })
}

/** The message as it lies in the receiver's WeChat: to whom, under which title, line by line. */
function asReceived({ state }: Sandbox, message: Message): object {
  const { title = '', keys = [], labels = {} } = own(state.templates, message.templateId) ?? {}
  const shown = keys.length > 0 ? keys : Object.keys(message.data)
  const lines = shown.map((key) => ({ label: own(labels, key) ?? '', value: message.data[key]?.value ?? '' }))
  return { ...message, person: own(state.people, message.openid)?.key ?? '', title, lines }
}

/** The person answered the prompt: each accept buys one message, and the server hears of it by push. */
async function subscribe(sandbox: Sandbox, openid: string, answers: Record<string, string>) {
  for (const [templateId, answer] of Object.entries(answers)) {
    if (answer !== 'accept') continue
    const key = creditKey(openid, templateId)
    sandbox.state.credits[key] = (sandbox.state.credits[key] ?? 0) + 1
  }
  sandbox.changed()
  const items = Object.entries(answers).map(([TemplateId, SubscribeStatusString]) => ({
    TemplateId,
    SubscribeStatusString,
    PopupScene: '0',
  }))
  if (items.length === 0) return []
  const List = items.length === 1 ? items[0] : items
  return sandbox.push.deliver({ event: { FromUserName: openid, Event: 'subscribe_msg_popup_event', List } })
}

function serveDisturbances(app: FastifyInstance, sandbox: Sandbox): void {
  app.post('/sandbox/faults', (request) => {
    const fault = { times: 1, ...json<Partial<Fault>>(request) }
    const isApi = fault.api === '*' || APIS.some(({ name }) => name === fault.api)
    if (!isApi) throw new BadOrder(`api is one of *, ${APIS.map(({ name }) => name).join(', ')}`)
    if (!fault.kind || !FAULT_KINDS.includes(fault.kind)) throw new BadOrder(`kind is one of ${FAULT_KINDS.join(', ')}`)
    sandbox.faults.add(fault as Fault)
    return { ok: true }
  })
  app.delete('/sandbox/faults', () => {
    sandbox.faults.clear()
    return { ok: true }
  })
  app.post('/sandbox/clock', (request) => {
    const { advanceSeconds = 0, freeze } = json<{ advanceSeconds?: number; freeze?: boolean }>(request)
    const { clock } = sandbox.state
    if (freeze === true) clock.frozenAt = sandbox.now()
    if (freeze === false && clock.frozenAt !== null) {
      clock.offsetMs = clock.frozenAt - Date.now()
      clock.frozenAt = null
    }
    if (clock.frozenAt === null) clock.offsetMs += advanceSeconds * 1000
    else clock.frozenAt += advanceSeconds * 1000
    sandbox.changed()
    return { now: sandbox.now() }
  })
  app.post('/sandbox/templates', (request) => {
    const { templates } = json<{ templates?: Template[] }>(request)
    for (const template of templates ?? []) sandbox.state.templates[template.id] = template
    sandbox.changed()
    return { ok: true }
  })
}

function servePushes(app: FastifyInstance, sandbox: Sandbox): void {
  app.post('/sandbox/push-url', (request) => {
    const { url } = json<{ url?: string }>(request)
    if (url !== undefined && !URL.canParse(url)) throw new BadOrder('url is not an address')
    sandbox.push.url = url
    return { isConfigured: sandbox.push.isConfigured }
  })
  app.post('/sandbox/pushes/verify', () => sandbox.push.verify())
  app.post('/sandbox/pushes', async (request) => {
    const { person, ...order } = json<Order & { person?: string }>(request)
    if (typeof order.event !== 'object' || order.event === null) throw new BadOrder('a push needs an event')
    const openid = person === undefined ? undefined : sandbox.person(person).openid
    const from = openid === undefined ? {} : { FromUserName: openid, OpenID: openid }
    return { deliveries: await sandbox.push.deliver({ ...order, event: { ...from, ...order.event } }) }
  })
}

function query(request: FastifyRequest): Record<string, string | undefined> {
  return request.query as Record<string, string | undefined>
}

function json<T>(request: FastifyRequest): T {
  try {
    const value: unknown = JSON.parse(String(request.body))
    if (typeof value !== 'object' || value === null) throw new Error('not an object')
    return value as T
  } catch {
    throw new BadOrder('the body is not a JSON object')
  }
}
