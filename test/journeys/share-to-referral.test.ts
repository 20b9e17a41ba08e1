import { until } from 'weapp-host/driver'
import type { Person } from './person'
import { World, type Cast } from './world'

/** A small picture, as it lies in an album. */
const PHOTO =
  'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAgAAAAICAIAAABLbSncAAAACXBIWXMAAAPoAAAD6AG1e1JrAAAAEUlEQVQImWNwSevAihiGlgQA03tMgSVLFmYAAAAASUVORK5CYII='

let world: World
let cast: Cast
let chen: Person
let reader: Person
/** The path of the article's card, as it lies in the chat. */
let articleCard: string

beforeAll(async () => {
  world = await World.open()
  cast = await world.cast()
}, 90_000)
afterAll(async () => {
  await world?.close()
}, 30_000)

const one = async <T = Record<string, any>>(sql: string, values: unknown[] = []): Promise<T> =>
  (await world.db.query(sql, values))[0]
const many = (sql: string, values: unknown[] = []): Promise<Record<string, any>[]> => world.db.query(sql, values)
const recordOf = (name: string) => one('SELECT * FROM client_records WHERE displayName = ?', [name])

/** Waits for a message by WeChat that leads this person to such a page. */
const message = (person: string, page: RegExp) =>
  until(
    () => world.messagesTo(person),
    (pages) => pages.some((one) => page.test(one)),
    8000,
  )

/** Sends what is on the share sheet, as a card in a chat; answers the card's path. */
async function send(person: Person): Promise<string> {
  await person.tap('#share-send')
  const { share } = await until(
    () => person.phone.state(),
    ({ share }) => share !== null,
  )
  return share!.path
}

describe('a shared article brings a new client, who is served, and who brings a friend', () => {
  it('1. The agent opens the library, picks an approved article and shares it; the share has its own short code', async () => {
    chen = await world.person('chen-siyuan')
    await chen.tap('#home-workbench')
    // The offer to be reminded comes a moment later and moves what stands below it.
    await chen.find('#workbench-remind')
    await chen.tap('#workbench-library')
    await chen.tap(`#content-${cast.article.id}`)
    articleCard = await send(chen)
    expect(articleCard).toMatch(/^\/packages\/content\/article\/index\?id=\d+&s=[0-9A-Za-z]{16}$/)
    const share = await one(
      'SELECT s.*, a.agentId sharerAgentId FROM shares s JOIN wechat_accounts a ON a.id = s.sharerAccountId',
    )
    expect(share).toMatchObject({
      agentId: cast.chen.id,
      sharerAgentId: cast.chen.id,
      subject: 'content',
      subjectId: cast.article.id,
      depth: 0,
      contentVersion: 1,
    })
    expect(articleCard).toContain(share.code)
  })

  it('2. A reader whom nobody knows opens the card; time and depth are recorded, and no agent sees who', async () => {
    reader = await world.person('new-reader', { card: articleCard })
    await reader.sees('保单整理：从一张清单开始')
    await reader.sees(/执业证编号/)
    await reader.app.pageScrollTo(20_000)
    await new Promise((resolve) => setTimeout(resolve, 1500))
    await reader.phone.leave()
    await until(
      () => many("SELECT * FROM engagements WHERE kind = 'read' AND percent >= 80"),
      (rows) => rows.length > 0,
      8000,
    )
    await reader.phone.comeBack()
    const visitor = await one('SELECT * FROM wechat_accounts WHERE agentId IS NULL')
    expect(visitor).toMatchObject({ recordId: null, phoneEnc: null })
    expect(await one('SELECT * FROM touches WHERE accountId = ?', [visitor.id])).toMatchObject({
      agentId: cast.chen.id,
      scene: 1007,
      readAt: expect.any(Date),
    })
    expect((await one('SELECT * FROM readings WHERE accountId = ?', [visitor.id])).seconds).toBeGreaterThan(0)
    await chen.goTo('/packages/agent/clients/index')
    await chen.sees('客户会出现在这里')
    await chen.goTo('/packages/agent/shares/index')
    await chen.sees(/1 (位|人|位朋友)/)
    await chen.seesNot(visitor.alias)
  })

  it('3. The reader joins the group and consents to be served: a client with the share as provenance and all that went before on the timeline', async () => {
    await reader.tap('#article-group')
    await reader.tap('#group-join')
    await reader.sees('文本版本 2026-11')
    for (const purpose of ['use_service', 'be_served', 'show_activity', 'marketing']) {
      const tick = await reader.find(`#tick-${purpose}`)
      expect(await tick.attribute('class')).not.toContain('check--on')
    }
    await reader.tap('#tick-use_service')
    await reader.tap('#tick-be_served')
    await reader.sees('陈思远')
    await reader.tap('#tick-show_activity')
    await reader.type('#consent-name', '林女士')
    await reader.tap('#tick-adult')
    await reader.tap('#consent-agree')
    await until(
      () => many("SELECT * FROM memberships WHERE status = 'active'"),
      (rows) => rows.length === 1,
      8000,
    )

    const record = await recordOf('林女士')
    const share = await one('SELECT * FROM shares WHERE depth = 0')
    expect(record).toMatchObject({
      ownerAgentId: cast.chen.id,
      bindingRule: 'first_touch',
      provenanceKind: 'share',
      provenanceShareId: share.id,
    })
    const decisions = await many('SELECT purpose, state, textVersion FROM consent_decisions ORDER BY id')
    expect(decisions).toEqual(
      expect.arrayContaining([
        { purpose: 'use_service', state: 'given', textVersion: '2026-11' },
        { purpose: 'be_served', state: 'given', textVersion: '2026-11' },
        { purpose: 'show_activity', state: 'given', textVersion: '2026-11' },
        { purpose: 'marketing', state: 'refused', textVersion: '2026-11' },
      ]),
    )
    const kinds = (
      await many('SELECT DISTINCT kind FROM engagements WHERE recordId = ? AND agentId = ?', [record.id, cast.chen.id])
    ).map(({ kind }) => kind)
    expect(kinds).toEqual(expect.arrayContaining(['arrived', 'viewed', 'read', 'consented', 'joined']))
    expect(
      await many(
        'SELECT id FROM engagements WHERE recordId IS NULL AND accountId = (SELECT id FROM wechat_accounts WHERE recordId = ?)',
        [record.id],
      ),
    ).toEqual([])
  })

  it('4. The client asks for a referral: category, own words, urgency, who may see it', async () => {
    await chen.goTo('/packages/agent/workbench/index')
    await chen.tap('#workbench-remind')
    await chen.sees('已开启一次提醒')
    await reader.goTo('/packages/request/new/index')
    await reader.tap('#ask-category-lawyer')
    await reader.type('#ask-words', '想找一位擅长婚姻财产的律师，最好在市区')
    await reader.tap('#ask-q-field-family')
    await reader.type('#ask-q-area', '江城市区')
    await reader.phone.fixtures({ media: [PHOTO] })
    await reader.tap('#ask-picture-add')
    await reader.find('#ask-picture-remove-0')
    await reader.tap('#ask-urgency-soon')
    await reader.tap('#ask-audience-agent')
    await reader.tap('#ask-submit')
    await reader.sees('等待回应')
    await reader.sees('大致属于哪类：婚姻家事')
    expect(await one('SELECT * FROM referral_requests')).toMatchObject({
      category: 'lawyer',
      urgency: 'soon',
      audience: 'agent',
      status: 'open',
    })
    const { id: pictureId } = await until(
      () => one('SELECT id FROM request_pictures'),
      (row) => row !== undefined,
      8000,
    )
    await reader.find(`#picture-${pictureId}`)
    await message('chen-siyuan', /^packages\/agent\/introduce\/index\?id=\d+$/u)
    await reader.tap('#request-remind')
    await reader.sees('已开启一次提醒')
  })

  it('5. The agent sees the client, where from, the timeline and the request at once, introduces a lawyer who agrees in person; the client accepts, contact passes, thanks, outcome and rating close it', async () => {
    await chen.goTo('/packages/agent/workbench/index')
    await chen.sees('林女士')
    await chen.sees('婚姻财产')
    const record = await recordOf('林女士')
    await chen.tap(`#client-${record.id}`)
    await chen.sees('陈思远分享的文章《保单整理：从一张清单开始》')
    await chen.tap('#client-part-origin')
    await chen.tap('#client-origin-chain')
    await chen.sees('陈思远 分享文章《保单整理：从一张清单开始》')
    await chen.sees('本人同意由代理人服务')
    await chen.goTo(`/packages/agent/client/index?id=${record.id}`)
    await chen.tap('#client-part-timeline')
    await chen.sees('加入圈子')
    await chen.sees('阅读')

    const { id: requestId } = await one('SELECT id FROM referral_requests')
    await chen.goTo(`/packages/request/detail/index?id=${requestId}`)
    await chen.find(`#picture-${(await one('SELECT id FROM request_pictures')).id}`)
    await chen.tap('#request-introduce')
    await chen.tap('#introduce-kind-person')
    await chen.type('#introduce-name', '张律师')
    await chen.type('#introduce-words', '做家事案件十二年，说话清楚')
    await chen.tap('#introduce-submit')
    await chen.tap('#introduce-send')
    const { share } = await until(
      () => chen.phone.state(),
      ({ share }) => share !== null && share.path.includes('packages/request/card'),
    )
    await message('new-reader', /^packages\/request\/detail\/index\?id=\d+$/u)

    const lawyer = await world.person('zhang-lawyer', { card: share!.path })
    await lawyer.sees('陈思远想把您引荐给一位朋友')
    await lawyer.sees('想找一位擅长婚姻财产的律师')
    await lawyer.seesNot('林女士')
    await lawyer.tap('#card-way-own')
    await lawyer.type('#card-contact', '江城大道88号 6555 0121')
    await lawyer.tap('#card-adult')
    await lawyer.screenshot('introduction-card')
    await lawyer.tap('#card-agree')
    await lawyer.sees('对方同意之后，才会看到您的联系方式')

    await reader.goTo(`/packages/request/detail/index?id=${requestId}`)
    await reader.sees('对方已同意，待您确认')
    await reader.seesNot('6555 0121')
    const { id: introductionId } = await one('SELECT id FROM introductions')
    await reader.screenshot('request-answered')
    await reader.tap(`#accept-${introductionId}`)
    await reader.sees('6555 0121')
    await reader.tap(`#thank-${introductionId}`)
    await reader.type('#thanks-words', '谢谢您帮忙找到这么合适的人')
    await reader.tap('#thanks-submit')
    await reader.sees('致谢：谢谢您帮忙找到这么合适的人')
    await chen.goTo(`/packages/request/detail/index?id=${requestId}`)
    await chen.sees('致谢：谢谢您帮忙找到这么合适的人')
    await chen.seesNot('6555 0121')
    await reader.tap('#request-close')
    await reader.tap('#close-outcome-solved')
    await reader.tap('#close-rating-5')
    await reader.type('#close-words', '当天就约上了')
    await reader.tap('#close-submit')
    await reader.sees('已结束')
    expect(await one('SELECT * FROM referral_requests')).toMatchObject({
      status: 'closed',
      outcome: 'solved',
      rating: 5,
      ratingWords: '当天就约上了',
    })
    await chen.goTo(`/packages/request/detail/index?id=${requestId}`)
    await chen.sees('当天就约上了')
  })

  it('6. The client passes a referral card; one friend consents and becomes a record of the same agent, another refuses and nothing but a count stays', async () => {
    const { path: card, activityId } = await makeCard('他帮我把家里的保单理得很清楚')
    // Somebody who got hold of the card's path, but not the message.
    const nosy = await world.person('nosy-colleague', { card })
    await nosy.sees('只有收到它的朋友能打开')
    await nosy.seesNot('林女士')
    const friend = await world.person('zhou-ruolin', {
      card,
      shareTicket: await world.sentPrivately(activityId!, 'new-reader', 'zhou-ruolin'),
    })
    await friend.sees('林女士向您推荐一位代理人')
    await friend.sees('他帮我把家里的保单理得很清楚')
    await friend.sees('执业证编号')
    await friend.tap('#tick-use_service')
    await friend.tap('#tick-be_served')
    await friend.type('#invitation-name', '周小姐')
    await friend.tap('#tick-adult')
    await friend.tap('#invitation-accept')
    await friend.sees('已同意')
    const [record, referral] = [await recordOf('周小姐'), await one('SELECT * FROM referrals')]
    expect(record).toMatchObject({
      ownerAgentId: cast.chen.id,
      bindingRule: 'referral',
      provenanceKind: 'referral',
      provenanceReferralId: referral.id,
    })
    expect(referral).toMatchObject({ status: 'consented', friendRecordId: record.id })
    await reader.goTo('/packages/referral/list/index')
    await reader.tap(`#remind-${referral.id}`)
    await reader.sees('已开启一次提醒')
    await chen.goTo(`/packages/agent/referral/index?id=${referral.id}`)
    await chen.tap('#thank-submit')
    await message('new-reader', /^packages\/referral\/list\/index$/u)
    await reader.letAMomentPass()
    await reader.goTo('/packages/referral/list/index')
    await reader.sees('代理人致谢')

    const second = await makeCard('有问题随时能找到人')
    const shy = await world.person('shy-friend', {
      card: second.path,
      shareTicket: await world.sentPrivately(second.activityId!, 'new-reader', 'shy-friend'),
    })
    await shy.sees('有问题随时能找到人')
    const before = await many('SELECT id FROM wechat_accounts')
    await shy.tap('#invitation-decline')
    await shy.sees('已婉拒')
    await shy.phone.leave()
    await until(
      () => many('SELECT id FROM wechat_accounts'),
      (rows) => rows.length === before.length - 1,
      8000,
    )
    const declined = await one("SELECT * FROM referrals WHERE status = 'declined'")
    expect(declined).toMatchObject({ friendRecordId: null })
    expect(await many('SELECT id FROM engagements WHERE shareId = ?', [declined.shareId])).toEqual([])
    expect(await many('SELECT id FROM touches WHERE shareId = ?', [declined.shareId])).toEqual([])
    await chen.goTo('/packages/agent/referrals/index')
    await chen.sees('朋友已婉拒')
  })

  it('7. A second agent’s share, opened by the client later, changes nothing in ownership and shows as an assist', async () => {
    const xu = await world.person('xu-wenjing', { card: `/packages/content/article/index?id=${cast.article.id}` })
    await xu.tap('#article-share')
    const card = await send(xu)
    await reader.phone.launch(
      card.split('?')[0]!.slice(1),
      Object.fromEntries(new URLSearchParams(card.split('?')[1])),
      1007,
    )
    await until(
      () => many('SELECT * FROM touches WHERE agentId = ?', [cast.xu.id]),
      (rows) => rows.length === 1,
      8000,
    )
    const record = await recordOf('林女士')
    expect(record.ownerAgentId).toBe(cast.chen.id)
    expect(await many('SELECT * FROM ownership_changes WHERE recordId = ?', [record.id])).toHaveLength(1)
    await chen.goTo(`/packages/agent/client/index?id=${record.id}`)
    await chen.sees('许文静')
    await chen.sees('助攻')
  })

  it('and nothing failed on any phone on the way', () => world.expectNoErrors())

  it('and WeChat’s audit would give every phone full marks', () => world.expectFullMarks())

  async function makeCard(words: string): Promise<{ path: string; activityId?: string }> {
    await reader.goTo('/packages/referral/new/index')
    await reader.type('#refer-words', words)
    await reader.tap('#refer-submit')
    await reader.find('#card-private')
    const before = (await reader.phone.state()).share?.path
    await reader.tap('#refer-send')
    const { share } = await until(
      () => reader.phone.state(),
      ({ share }) => share !== null && share.path !== before,
    )
    return share!
  }
})
