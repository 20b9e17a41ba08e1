import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { PushService } from '../../../server/src/messages/push.service'
import { EscalationService } from '../../../server/src/referral-requests/escalation.service'
import { mergeByHand } from '../../support/merge-by-hand'
import { newKey, testServer, type Caller } from '../../support/server'
import {
  aClient,
  aGroup,
  anAgent,
  aTeam,
  signInAgent,
  signInStaff,
  type BuiltAgent,
  type BuiltClient,
} from '../../support/builders'
import { joins } from '../referral-requests/support'

const PAGES = join(__dirname, '../../../miniapp/src')
const TEMPLATES = {
  newRequest: 'N'.repeat(43),
  introduction: 'I'.repeat(43),
  thanks: 'T'.repeat(43),
  complaint: 'C'.repeat(43),
}

const server = testServer({
  env: {
    WECHAT_TEMPLATE_NEW_REQUEST: TEMPLATES.newRequest,
    WECHAT_TEMPLATE_INTRODUCTION: TEMPLATES.introduction,
    WECHAT_TEMPLATE_THANKS: TEMPLATES.thanks,
    WECHAT_TEMPLATE_COMPLAINT: TEMPLATES.complaint,
  },
})
let su: BuiltAgent
let agent: Caller
let agentPerson: string
let client: BuiltClient

/** What people do in WeChat, and what tests order there. */
const sandbox = async <T = { deliveries: unknown }>(path: string, body?: object): Promise<T> => {
  const response = await fetch(`${server.sandbox.url}/sandbox/${path}`, {
    method: body ? 'POST' : 'GET',
    headers: { 'content-type': 'application/json' },
    ...(body ? { body: JSON.stringify(body) } : {}),
  })
  return (await response.json()) as T
}
const accepts = (person: string, templateId: string) =>
  sandbox('subscriptions', { person, answers: { [templateId]: 'accept' } })
const creditsOf = async (accountId: string): Promise<Record<string, number>> => {
  const rows = await server.db.query('SELECT templateId, credits FROM subscription_grants WHERE accountId = ?', [
    accountId,
  ])
  return Object.fromEntries(
    rows.map(({ templateId, credits }: { templateId: string; credits: number }) => [templateId, credits]),
  )
}
const sentTo = async (person: string) => {
  const people = await sandbox<{ key: string; openid: string }[]>('people')
  const { openid } = people.find(({ key }) => key === person)!
  const messages = await sandbox<{ openid: string; templateId: string; page: string; data: object }[]>('messages')
  return messages.filter((message) => message.openid === openid)
}
/** What the person got, in order: template, page (one that there is), what it is about, what happened. WeChat refuses a template's missing keys. */
const expectSent = async (person: string, ...messages: string[][]) =>
  expect(
    (await sentTo(person)).map(({ templateId, page, data }) => {
      const { thing1, thing2 } = data as Record<string, { value: string }>
      expect(existsSync(join(PAGES, `${page.split('?')[0]}.tsx`))).toBe(true)
      return [templateId, page, thing1?.value, thing2?.value]
    }),
  ).toEqual(messages)
const expectNoneFailed = async () =>
  expect(
    await server.db.query('SELECT kind, failure FROM outbox_messages WHERE failure IS NOT NULL OR settledAt IS NULL'),
  ).toEqual([])
const ask = async (changes: object = {}) => {
  const body = {
    key: newKey(),
    category: 'lawyer',
    words: '妈妈想立遗嘱，想找一位律师',
    urgency: 'soon',
    audience: 'agent',
    ...changes,
  }
  return (await client.post('/referral-requests', body)).body
}

beforeAll(async () => {
  await server.app.listen(0, '127.0.0.1')
  await sandbox('push-url', { url: `${await server.app.getUrl()}/v1/wechat/push` })
  const templates = Object.values(TEMPLATES).map((id) => ({
    id,
    title: '通知',
    type: 2,
    keys: ['thing1', 'thing2', 'time3'],
  }))
  await sandbox('templates', { templates })
})

beforeEach(async () => {
  su = await anAgent(server.db, { name: '苏婉清' })
  agentPerson = `agent-${newKey()}`
  agent = await signInAgent(server, su, agentPerson)
  client = await aClient(server, su.id, { displayName: '许女士' })
})

describe('WeChat’s pushes', () => {
  afterEach(() => server.setTime(null))

  it('prove the address, in the form of the console', async () => {
    expect(await sandbox('pushes/verify', {})).toMatchObject({ isAccepted: true, status: 200 })
  })

  it.each(['json', 'xml'])(
    'credit a message for each accept, as %s, once however often they are delivered',
    async (format) => {
      const person = `reader-${newKey()}`
      const { accountId } = await server.as(person)
      const event = {
        Event: 'subscribe_msg_popup_event',
        CreateTime: 1_795_000_000,
        ...(format === 'xml'
          ? {
              SubscribeMsgPopupEvent: {
                List: { TemplateId: TEMPLATES.thanks, SubscribeStatusString: 'accept', PopupScene: '0' },
              },
            }
          : { List: { TemplateId: TEMPLATES.thanks, SubscribeStatusString: 'accept', PopupScene: '0' } }),
      }
      const at = new Date('2026-11-20T02:00:00Z')
      const deliver = async (seconds: number) => {
        server.setTime(new Date(at.getTime() + seconds * 1000))
        const { deliveries } = await sandbox('pushes', { person, event, format })
        expect(deliveries).toMatchObject([{ status: 200, body: 'success', attempts: 1 }])
      }
      for (const seconds of [0, 5, 10]) await deliver(seconds)
      expect(await creditsOf(accountId)).toEqual({ [TEMPLATES.thanks]: 1 })
    },
  )

  it('count two accepts of one second, told in the same words, as two; the same delivery ten times at once as one', async () => {
    const { accountId } = await server.as(`reader-${newKey()}`)
    const [{ openid }] = await server.db.query('SELECT openid FROM wechat_accounts WHERE id = ?', [accountId])
    const take = (delivery: string) =>
      server.app.get(PushService).take(
        {
          ...{ kind: 'subscribe_answered', id: 'ab'.repeat(32), delivery: delivery.repeat(32), at: new Date() },
          ...{ openid, answers: [{ templateId: TEMPLATES.thanks, isAccepted: true }] },
        },
        'test',
      )
    server.setTime(new Date('2026-11-20T02:00:00Z'))
    await Promise.all(Array.from({ length: 10 }, () => take('01')))
    expect(await creditsOf(accountId)).toEqual({ [TEMPLATES.thanks]: 1 })
    await Promise.all([take('02'), take('01'), take('03')])
    expect(await creditsOf(accountId)).toEqual({ [TEMPLATES.thanks]: 3 })
    server.setTime(new Date('2026-11-20T02:00:05Z'))
    await take('04')
    expect(await creditsOf(accountId)).toEqual({ [TEMPLATES.thanks]: 3 })
  })

  it('a no gives nothing, and switching a template off ends what was given', async () => {
    const person = `reader-${newKey()}`
    const { accountId } = await server.as(person)
    const List = [
      { TemplateId: TEMPLATES.thanks, SubscribeStatusString: 'accept' },
      { TemplateId: TEMPLATES.introduction, SubscribeStatusString: 'reject' },
    ]
    await sandbox('pushes', { person, event: { Event: 'subscribe_msg_popup_event', List } })
    expect(await creditsOf(accountId)).toEqual({ [TEMPLATES.thanks]: 1 })
    const off = {
      Event: 'subscribe_msg_change_event',
      List: { TemplateId: TEMPLATES.thanks, SubscribeStatusString: 'reject' },
    }
    await sandbox('pushes', { person, event: off })
    expect(await creditsOf(accountId)).toEqual({ [TEMPLATES.thanks]: 0 })
  })

  it.each(['signature', 'ciphertext', 'plaintext'])(
    'a forged one (%s) is refused and changes nothing',
    async (forge) => {
      const person = `reader-${newKey()}`
      await server.as(person)
      const event = {
        Event: 'subscribe_msg_popup_event',
        List: { TemplateId: TEMPLATES.thanks, SubscribeStatusString: 'accept' },
      }
      const { deliveries } = await sandbox('pushes', { person, event, forge })
      expect(deliveries).toMatchObject([{ status: 403 }])
      expect(await server.db.query('SELECT event FROM wechat_pushes')).toEqual([])
      expect(await server.db.query('SELECT * FROM subscription_grants')).toEqual([])
    },
  )

  it('a phone number that is taken back is forgotten, in the account and in the record', async () => {
    const person = `client-${newKey()}`
    const owner = await aClient(server, su.id, { person, phone: '+8613900000003' })
    await sandbox('pushes', { person, event: { Event: 'user_authorization_revoke', RevokeInfo: '13' } })
    expect((await owner.get('/me')).body.phone).not.toBeNull()
    await sandbox('pushes', { person, event: { Event: 'user_authorization_revoke', RevokeInfo: '8' } })
    expect((await owner.get('/me')).body.phone).toBeNull()
    const rows = await server.db.query('SELECT phoneEnc, phoneHash FROM client_records WHERE id = ?', [owner.recordId])
    expect(rows).toEqual([{ phoneEnc: null, phoneHash: null }])
  })

  it('which it also is in records that became part of that one, however many merges ago', async () => {
    const person = `client-${newKey()}`
    const [first, second] = [await aClient(server, su.id), await aClient(server, su.id)]
    const third = await aClient(server, su.id, { person, phone: '+8613900000004' })
    for (const [survivor, merged] of [
      [second, third],
      [first, second],
    ] as const) {
      const pair = { survivorId: survivor.recordId, mergedId: merged.recordId }
      expect((await mergeByHand(agent, pair)).status).toBe(200)
    }
    await sandbox('pushes', { person, event: { Event: 'user_authorization_revoke', RevokeInfo: '8' } })
    const ids = [first, second, third].map(({ recordId }) => recordId)
    const left = await server.db.query('SELECT id FROM client_records WHERE id IN (?) AND phoneHash IS NOT NULL', [ids])
    expect(left).toEqual([])
  })

  it('what concerns nobody here is taken and left alone', async () => {
    for (const event of [
      { Event: 'wxa_media_check', trace_id: 'x', result: { suggest: 'risky', label: 20002 } },
      { Event: 'something_new' },
      { Event: 'subscribe_msg_popup_event', FromUserName: 'nobody', List: [] },
    ])
      expect((await sandbox('pushes', { event })).deliveries).toMatchObject([{ status: 200, body: 'success' }])
  })

  it('a text that is no push is refused in the one shape, and XML is no way into other routes', async () => {
    const url = await server.app.getUrl()
    const xml = (path: string) =>
      fetch(`${url}/v1${path}`, {
        method: 'POST',
        headers: { 'content-type': 'text/xml', authorization: `Bearer ${client.token}` },
        body: '<!DOCTYPE x [<!ENTITY a "b">]><xml>&a;</xml>',
      })
    const push = await xml('/wechat/push')
    expect({ status: push.status, body: await push.json() }).toMatchObject({
      status: 403,
      body: { code: 'push_signature_invalid' },
    })
    const other = await xml('/referral-requests')
    expect({ status: other.status, body: await other.json() }).toMatchObject({
      status: 400,
      body: { code: 'invalid_request' },
    })
  })
})

describe('messages', () => {
  it('tell the agent of a new request, in WeChat’s forms, without the client’s name or words', async () => {
    await accepts(agentPerson, TEMPLATES.newRequest)
    const { id } = await ask()
    await server.deliver()
    const [message] = await sentTo(agentPerson)
    expect(message).toMatchObject({
      templateId: TEMPLATES.newRequest,
      page: `packages/agent/introduce/index?id=${id}`,
      data: {
        thing1: { value: '律师，一周内' },
        time3: { value: expect.stringMatching(/^\d{4}年\d{2}月\d{2}日 \d{2}:\d{2}$/u) },
      },
    })
    expect(JSON.stringify(message)).not.toMatch(/许女士|遗嘱/u)
    expect(await creditsOf(agent.accountId)).toEqual({ [TEMPLATES.newRequest]: 0 })
    await ask()
    await server.deliver()
    expect(await sentTo(agentPerson)).toHaveLength(1)
  })

  it('are not sent without a credit, and that is no failure', async () => {
    await ask()
    await server.deliver()
    const [message] = await server.db.query(
      "SELECT settledAt, failure, payload FROM outbox_messages WHERE kind = 'message.new-request'",
    )
    expect(message).toMatchObject({ settledAt: expect.any(Date), failure: null })
    expect(JSON.stringify(message.payload)).not.toMatch(/许女士|遗嘱/u)
  })

  it('end the credits when WeChat says that none is left', async () => {
    await server.db.query('INSERT INTO subscription_grants VALUES (?, ?, 3, NOW(3))', [
      agent.accountId,
      TEMPLATES.newRequest,
    ])
    await ask()
    await server.deliver()
    expect(await creditsOf(agent.accountId)).toEqual({ [TEMPLATES.newRequest]: 0 })
    const [{ failure }] = await server.db.query(
      "SELECT failure FROM outbox_messages WHERE kind = 'message.new-request'",
    )
    expect(failure).toBeNull()
  })

  it('give the credit back and try again when WeChat is out of order', async () => {
    await server.db.query('INSERT INTO subscription_grants VALUES (?, ?, 1, NOW(3))', [
      agent.accountId,
      TEMPLATES.newRequest,
    ])
    await sandbox('faults', { api: 'subscribe.send', kind: 'html502' })
    await ask()
    await server.deliver()
    expect(await creditsOf(agent.accountId)).toEqual({ [TEMPLATES.newRequest]: 1 })
    const [waiting] = await server.db.query(
      "SELECT settledAt, attempts FROM outbox_messages WHERE kind = 'message.new-request'",
    )
    expect(waiting).toMatchObject({ settledAt: null, attempts: 1 })
  })

  it('tell the client of an introduction and the referrer of thanks', async () => {
    const person = `client-${newKey()}`
    client = await aClient(server, su.id, { person })
    await accepts(person, TEMPLATES.introduction)
    await accepts(person, TEMPLATES.thanks)
    const { id } = await ask()
    const introduction = {
      key: newKey(),
      kind: 'person',
      name: '沈律师',
      words: '很耐心',
    }
    await agent.post(`/referral-requests/${id}/introductions`, introduction)
    const card = (await client.post('/referrals', { key: newKey(), words: '说话实在' })).body
    await server.db.query("UPDATE referrals SET status = 'consented' WHERE id = ?", [card.id])
    await agent.post(`/referrals/${card.id}/thanks`, { at: 'consent', words: '谢谢您的信任' })
    await server.deliver()
    const messages = await sentTo(person)
    expect(messages.map(({ templateId, page }) => [templateId, page])).toEqual([
      [TEMPLATES.introduction, `packages/request/detail/index?id=${id}`],
      [TEMPLATES.thanks, 'packages/referral/list/index'],
    ])
  })

  it('tell the leader and the service desk of a complaint, and the client of the answer, without a word of it', async () => {
    const [person, leaderPerson, deskPerson] = [`client-${newKey()}`, `leader-${newKey()}`, `desk-${newKey()}`]
    client = await aClient(server, su.id, { person, displayName: '许女士' })
    const leader = await signInAgent(server, await anAgent(server.db, { leads: su.teamId }), leaderPerson)
    await signInStaff(server, 'service_desk', deskPerson)
    for (const one of [person, leaderPerson, deskPerson, agentPerson]) await accepts(one, TEMPLATES.complaint)
    const words = '改了两次时间，都没有提前告诉我'
    const { id } = (await client.post('/complaints', { key: newKey(), about: 'service', words })).body
    await server.deliver()
    const [own, handled] = ['complaint', 'handle'].map((page) => `packages/service/${page}/index?id=${id}`)
    for (const one of [leaderPerson, deskPerson])
      await expectSent(one, [TEMPLATES.complaint, handled!, '投诉', '客户提交了投诉'])
    await leader.post(`/complaints/${id}/acceptance`)
    await server.deliver()
    await expectSent(person, [TEMPLATES.complaint, own!, '投诉', '已受理'])
    await expectSent(agentPerson)
    expect(JSON.stringify(await sentTo(deskPerson))).not.toMatch(/许女士|改了两次/u)
    await expectNoneFailed()
  })

  it('tell of a request that waits: the agent before it is due, then the leader, then the colleague who is asked to help', async () => {
    const team = await aTeam(server.db)
    const [gao, lu] = [
      await anAgent(server.db, { name: '高主管', leads: team.id }),
      await anAgent(server.db, { name: '陆言', teamId: team.id }),
    ]
    await server.db.query('UPDATE agents SET teamId = ? WHERE id = ?', [team.id, su.id])
    const [leaderPerson, helperPerson] = [`leader-${newKey()}`, `helper-${newKey()}`]
    const leader = await signInAgent(server, gao, leaderPerson)
    await signInAgent(server, lu, helperPerson)
    const { id } = await ask()
    await server.deliver()
    for (const person of [agentPerson, leaderPerson, helperPerson]) await accepts(person, TEMPLATES.newRequest)
    const sweepWhen = async (column: 'remindAt' | 'answerBy') => {
      await server.db.query(`UPDATE referral_requests SET ${column} = ? WHERE id = ?`, [
        new Date(Date.now() - 1000),
        id,
      ])
      await server.app.get(EscalationService).sweepDue()
      await server.deliver()
    }
    await sweepWhen('remindAt')
    expect(await sentTo(leaderPerson)).toEqual([])
    await sweepWhen('answerBy')
    await leader.post(`/referral-requests/${id}/helper`, { agentId: lu.id })
    await server.deliver()
    await expectSent(agentPerson, [
      TEMPLATES.newRequest,
      `packages/agent/introduce/index?id=${id}`,
      '律师',
      '客户的求推荐快到回应时间',
    ])
    await expectSent(leaderPerson, [
      TEMPLATES.newRequest,
      `packages/request/detail/index?id=${id}`,
      '律师',
      '团队有求推荐超时未回应',
    ])
    await expectSent(helperPerson, [
      TEMPLATES.newRequest,
      `packages/request/detail/index?id=${id}`,
      '律师',
      '主管请您协助回应求推荐',
    ])
    await expectNoneFailed()
  })

  it('tell a colleague of being introduced, the client of the yes, and both when both have agreed', async () => {
    const person = `client-${newKey()}`
    client = await aClient(server, su.id, { person, displayName: '许女士' })
    const lu = await anAgent(server.db, { name: '陆言' })
    const colleaguePerson = `colleague-${newKey()}`
    const colleague = await signInAgent(server, lu, colleaguePerson)
    const { id } = await ask()
    await accepts(colleaguePerson, TEMPLATES.newRequest)
    await accepts(colleaguePerson, TEMPLATES.introduction)
    const body = { key: newKey(), kind: 'agent', agentCode: lu.code, words: '熟悉遗嘱的手续' }
    const offered = (await agent.post(`/referral-requests/${id}/introductions`, body)).body
    await server.deliver()
    const [{ cardCode }] = await server.db.query('SELECT cardCode FROM introductions')
    const card = `packages/request/card/index?code=${cardCode}`
    const page = `packages/request/detail/index?id=${id}`
    await expectSent(colleaguePerson, [TEMPLATES.newRequest, card, '律师', '同事把您引荐给客户，待您确认'])

    // Each credit is one message.
    await accepts(person, TEMPLATES.introduction)
    const yes = { way: 'own', contact: '江城大道八十八号', isAdult: true }
    expect((await colleague.post(`/introductions/cards/${cardCode}/agreement`, yes)).status).toBe(200)
    await server.deliver()
    await accepts(person, TEMPLATES.introduction)
    expect((await client.post(`/introductions/${offered.introductions[0].id}/acceptance`)).status).toBe(200)
    await server.deliver()
    await expectSent(
      person,
      [TEMPLATES.introduction, page, '律师', '被引荐的人已同意，待您确认'],
      [TEMPLATES.introduction, page, '律师', '双方已同意，可以联系了'],
    )
    expect((await sentTo(colleaguePerson)).at(-1)).toMatchObject({ templateId: TEMPLATES.introduction, page: card })
    expect(JSON.stringify([await sentTo(person), await sentTo(colleaguePerson)])).not.toMatch(/许女士|遗嘱|陆言|大道/u)
    await expectNoneFailed()
  })

  it('may be asked for by template, each person for those that concern them', async () => {
    expect((await agent.get('/message-templates')).body).toEqual({
      newRequest: TEMPLATES.newRequest,
      introduction: null,
      thanks: null,
      ownershipCase: null,
      event: null,
      complaint: TEMPLATES.complaint,
    })
    expect((await client.get('/message-templates')).body).toEqual({
      newRequest: null,
      introduction: TEMPLATES.introduction,
      thanks: TEMPLATES.thanks,
      ownershipCase: null,
      event: null,
      complaint: TEMPLATES.complaint,
    })
  })
})

describe('the check of words', () => {
  it('holds back what WeChat will not judge', async () => {
    const group = await aGroup(server.db)
    await joins(server.db, group.id, client.accountId)
    const review = async (id: string) =>
      (await server.db.query('SELECT wordsReview FROM referral_requests WHERE id = ?', [id]))[0].wordsReview
    await sandbox('faults', { api: 'msg_sec_check', kind: 'errcode', errcode: 61010 })
    const held = await ask({ audience: 'group', groupId: group.id })
    await server.deliver()
    expect(await review(held.id)).toBe('held')
  })
})
