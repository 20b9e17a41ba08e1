import { until } from 'weapp-host/driver'
import type { Person } from './person'
import { World } from './world'

/** A picture of the phone's album: one blue point. */
const PICTURE =
  'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAgAAAAICAIAAABLbSncAAAACXBIWXMAAAPoAAAD6AG1e1JrAAAAEUlEQVQImWOQ96/CihiGlgQAk1I6ASRM/2kAAAAASUVORK5CYII='
const SMALL = { device: '320x568@2', fontScale: 1.4 }

let world: World
let lin: Person
let chen: Person
let luo: Person
let asked: string

beforeAll(async () => {
  world = await World.open()
  await world.demo()
}, 120_000)
afterAll(async () => {
  await world?.close()
}, 30_000)

const one = async <T = Record<string, any>>(sql: string, values: unknown[] = []): Promise<T> =>
  (await world.db.query(sql, values))[0]
const agentNamed = (name: string) => one('SELECT * FROM agents WHERE name = ?', [name])
const detail = (id: string) => `/packages/request/detail/index?id=${id}`

/** A request of this client's, by the form. */
async function ask(words: string, category = 'lawyer'): Promise<string> {
  await lin.goTo('/packages/request/new/index')
  await lin.tap(`#ask-category-${category}`)
  await lin.type('#ask-words', words)
  await lin.tap('#ask-urgency-soon')
  await lin.tap('#ask-audience-agent')
  await lin.tap('#ask-submit')
  await lin.sees('等待回应')
  return String((await one('SELECT id FROM referral_requests WHERE words = ?', [words])).id)
}

describe('a client asks, and is answered by several', () => {
  it('1. The agent introduces a provider, and a colleague by the code; each stands on the request', async () => {
    lin = await world.person('lin-xiaoman')
    asked = await ask('想立一份遗嘱，想找一位说话慢一些的律师')
    chen = await world.person('chen-siyuan')
    await chen.goTo(`/packages/agent/introduce/index?id=${asked}`)
    await chen.tap('#introduce-kind-provider')
    await chen.tap('#introduce-provider')
    await chen.screenshot('asking-choose-provider')
    const provider = await one(
      "SELECT id FROM providers WHERE kind = 'lawyer' AND status = 'listed' AND validUntil > NOW() ORDER BY id LIMIT 1",
    )
    await chen.tap(`#provider-${provider.id}`)
    await chen.type('#introduce-words', '办过很多家事案件，讲得清楚')
    await chen.tap('#introduce-submit')
    await until(
      () => one('SELECT COUNT(*) n FROM introductions WHERE requestId = ?', [asked]),
      ({ n }) => Number(n) === 1,
      10_000,
    )
    const { code } = await agentNamed('罗启航')
    await chen.goTo(`/packages/agent/introduce/index?id=${asked}`)
    await chen.tap('#introduce-kind-agent')
    await chen.type('#introduce-agent', code)
    await chen.type('#introduce-words', '做过三年公证，熟悉遗嘱的手续')
    await chen.screenshot('asking-introduce-colleague')
    await chen.tap('#introduce-submit')
    await until(
      () => one('SELECT COUNT(*) n FROM introductions WHERE requestId = ?', [asked]),
      ({ n }) => Number(n) === 2,
      10_000,
    )
  })

  it('2. The client compares them side by side, and changes the words; whoever answered sees so', async () => {
    await lin.goTo(detail(asked))
    await lin.tap('#request-compare')
    await lin.sees('排列按引荐的先后，不代表推荐次序')
    await lin.sees('执业证编号')
    await lin.screenshot('asking-compare')
    await lin.goTo(detail(asked))
    await lin.tap('#request-edit')
    await lin.type('#edit-words', '想立一份遗嘱，最好能上门，想找一位说话慢一些的律师')
    await lin.tap('#ask-q-field-inheritance')
    await lin.screenshot('asking-edit')
    await lin.tap('#edit-submit')
    await until(
      () => lin.page(),
      ({ path }) => path.includes('request/detail'),
      10_000,
    )
    await lin.sees('最好能上门')
    await lin.screenshot('asking-edited')
    await chen.goTo(detail(asked))
    await chen.sees('已修改')
    await chen.sees('修改前的引荐')
    await chen.tap('#request-history')
    await chen.sees('修改前')
    await chen.screenshot('asking-history')
  })

  it('3. The agent offers himself as well, and answers as himself; the client decides without his contact', async () => {
    const { code, id: agentId } = await agentNamed('陈思远')
    await chen.goTo(`/packages/agent/introduce/index?id=${asked}`)
    await chen.tap('#introduce-kind-agent')
    await chen.type('#introduce-agent', code)
    await chen.type('#introduce-words', '遗嘱和保单受益人要一起看，这部分我可以帮您理清')
    await chen.tap('#introduce-submit')
    const { id } = await until(
      () =>
        one("SELECT id FROM introductions WHERE requestId = ? AND kind = 'agent' AND agentId = ?", [asked, agentId]),
      (row) => row !== undefined,
      10_000,
    )
    await chen.goTo(detail(asked))
    await chen.screenshot('asking-own-offer')
    await chen.tap(`#own-card-${id}`)
    await chen.sees('您想把自己引荐给一位朋友')
    await chen.screenshot('asking-own-card')
    await chen.tap('#card-way-own')
    await chen.type('#card-contact', '江城大道66号 6555 0168')
    await chen.tap('#card-adult')
    await chen.tap('#card-agree')
    await chen.sees('对方同意之后，才会看到您的联系方式')
    await chen.screenshot('asking-own-answered')
    await lin.goTo(detail(asked))
    await lin.find(`#accept-${id}`)
    await lin.seesNot('6555 0168')
    await lin.screenshot('asking-own-to-accept')
  })

  it('4. The colleague finds it on the own workbench and answers; contact passes only after both', async () => {
    luo = await world.person('luo-qihang')
    await luo.tap('#home-workbench')
    await luo.find('#workbench-remind')
    await luo.tap('#workbench-introductions')
    const { cardCode } = await one("SELECT cardCode FROM introductions WHERE requestId = ? AND kind = 'agent'", [asked])
    await luo.screenshot('asking-introductions')
    await luo.tap(`#card-${cardCode}`)
    await luo.sees('陈思远想把您引荐给一位朋友')
    await luo.seesNot('林小满')
    await luo.tap('#card-way-own')
    await luo.type('#card-contact', '江城大道88号 6555 0121')
    await luo.tap('#card-adult')
    await luo.screenshot('asking-card')
    await luo.tap('#card-agree')
    await luo.sees('对方同意之后，才会看到您的联系方式')
    await lin.goTo(detail(asked))
    await lin.seesNot('6555 0121')
    const { id } = await one("SELECT id FROM introductions WHERE requestId = ? AND kind = 'agent'", [asked])
    await lin.tap(`#accept-${id}`)
    await lin.sees('6555 0121')
    await lin.screenshot('asking-connected')
    await luo.goTo('/packages/agent/introductions/index')
    await luo.sees('已同意')
  })
})

describe('a request that nobody answers in time', () => {
  let late: string

  it('5. The agent is reminded on the workbench, and the client knows until when', async () => {
    late = await ask('妈妈出院回家，想找一位可靠的护工', 'elder_care')
    await lin.sees(/预计 .+ 前会有回应/)
    await world.db.query('UPDATE referral_requests SET remindAt = ?, answerBy = ? WHERE id = ?', [
      new Date(Date.now() - 3_600_000),
      new Date(Date.now() + 3_600_000),
      late,
    ])
    await chen.goTo('/packages/agent/workbench/index')
    await chen.sees('快到回应时间')
    await chen.screenshot('asking-reminded')
  })

  it('6. Then it lies with the leader, who hands it to a colleague; the client is told kindly', async () => {
    await world.db.query('UPDATE referral_requests SET answerBy = ? WHERE id = ?', [new Date(Date.now() - 1000), late])
    await world.sweepRequests()
    await lin.goTo(detail(late))
    await lin.sees('已提醒团队主管')
    await lin.screenshot('asking-escalated-client')
    const song = await world.person('song-yaqin')
    await song.goTo('/packages/agent/team/index')
    await song.sees('待团队回应的求推荐')
    await song.screenshot('asking-team')
    // Whose it is stands with that agent, and the way back is the way here.
    await song.tap(`#agent-${(await agentNamed('陈思远')).id}`)
    await song.find('#member-sources')
    await song.find(`#request-${late}`)
    await song.sees('已过回应时间')
    await song.screenshot('asking-member')
    await song.app.navigateBack()
    await song.tap('#team-escalated')
    await song.tap(`#request-${late}`)
    await song.sees('超过回应时间')
    await song.tap('#request-hand-over')
    await song.tap(`#hand-over-agent-${(await agentNamed('罗启航')).id}`)
    await song.screenshot('asking-hand-over')
    await song.tap('#hand-over-submit')
    await song.sees('团队主管已请罗启航协助回应')
    await luo.goTo('/packages/agent/requests/index')
    await luo.tap(`#request-${late}`)
    await luo.sees('想找一位可靠的护工')
    await luo.screenshot('asking-helper')
    await lin.goTo(detail(late))
    await lin.sees('团队主管已请罗启航协助回应')
  })
})

describe('a picture that is chosen without a network', () => {
  it('waits on the phone while the mini-program is closed, and arrives once when the client comes back', async () => {
    const id = await ask('浴室门槛太高，想找人来看看能不能改', 'home')
    await lin.phone.fixtures({ media: [PICTURE] })
    await lin.phone.setOnline(false)
    await lin.tap('#request-picture-add')
    await lin.sees('还有 1 张图片没有传上')
    await lin.screenshot('asking-unsent')
    await lin.phone.reset({ keepStorage: true })
    await lin.phone.setOnline(true)
    await lin.goTo(detail(id))
    await lin.sees('还有 1 张图片没有传上')
    await lin.tap('#request-pictures-again')
    await until(
      () => one('SELECT COUNT(*) n FROM request_pictures WHERE requestId = ?', [id]),
      ({ n }) => Number(n) === 1,
      10_000,
    )
    await lin.find('#request-pictures .pictures__image')
    await lin.seesNot('没有传上')
  })
})

describe('the directory of vetted providers', () => {
  it('7. An agent proposes and vouches, compliance approves', async () => {
    await chen.goTo('/packages/agent/providers/index')
    await chen.screenshot('asking-directory')
    await chen.tap('#providers-propose')
    await chen.tap('#propose-kind-elder_care')
    await chen.type('#propose-name', '安心护理站')
    await chen.type('#propose-place', '滨江区花园路 12 号')
    await chen.type('#propose-hours', '每天 8:00–20:00')
    await chen.type('#propose-licence', '护理机构备案')
    await chen.type('#propose-contact', '花园路 12 号前台')
    await (await chen.find('#propose-validUntil')).trigger('change', { value: inDays(20) })
    await chen.type('#propose-words', '两位客户请过他们的护工，都说可靠')
    await chen.screenshot('asking-propose')
    await chen.tap('#propose-submit')
    await chen.sees('安心护理站')
    await chen.sees('谁核验过')
    const { id } = await one("SELECT id FROM providers WHERE name = '安心护理站'")
    const he = await world.person('he-lv')
    await he.goTo('/packages/agent/providers/index?part=proposed')
    await he.tap(`#provider-${id}`)
    await he.screenshot('asking-approve')
    await he.tap('#provider-approve')
    await until(
      () => one('SELECT status FROM providers WHERE id = ?', [id]),
      ({ status }) => status === 'listed',
      10_000,
    )
    await chen.letAMomentPass()
    // Valid for less than a month: due at once.
    await chen.goTo('/packages/agent/providers/index?part=due')
    await chen.tap(`#provider-${id}`)
    await chen.tap('#provider-renew')
    await (await chen.find('#provider-renew-until')).trigger('change', { value: inDays(300) })
    await chen.screenshot('asking-renew')
    await chen.tap('#provider-renew-submit')
    await chen.sees('等待合规人员确认')
    await chen.screenshot('asking-renewal')
    await he.letAMomentPass()
    await he.goTo(`/packages/agent/provider/index?id=${id}`)
    await he.tap('#provider-approve')
    await until(
      () => one('SELECT validUntil, renewUntil FROM providers WHERE id = ?', [id]),
      ({ renewUntil }) => renewUntil === null,
      10_000,
    )
  })
})

describe('on a small phone with large type', () => {
  it('8. everything can still be read', async () => {
    const client = await world.person('lin-xiaoman', SMALL)
    for (const [name, path] of [
      ['request', detail(asked)],
      ['compare', `/packages/request/compare/index?id=${asked}`],
      ['edit', `/packages/request/edit/index?id=${asked}`],
    ] as const)
      await look(client, name, path)
    const agent = await world.person('chen-siyuan', SMALL)
    const { id } = await one("SELECT id FROM providers WHERE name = '安心护理站'")
    for (const [name, path] of [
      ['introduce', `/packages/agent/introduce/index?id=${asked}`],
      ['directory', '/packages/agent/providers/index'],
      ['provider', `/packages/agent/provider/index?id=${id}`],
      ['propose', '/packages/agent/propose/index'],
    ] as const)
      await look(agent, name, path)
  })

  it('and nothing failed on any phone on the way', () => world.expectNoErrors())

  it('and WeChat’s audit would give every phone full marks', () => world.expectFullMarks())
})

const inDays = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)

async function look(person: Person, name: string, path: string): Promise<void> {
  await person.goTo(path)
  await person.sees(/[^\s]{8}/u)
  await new Promise((resolve) => setTimeout(resolve, 600))
  await person.screenshot(`asking-small-${name}`)
}
