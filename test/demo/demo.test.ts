import jsQR from 'jsqr'
import { readFileSync } from 'node:fs'
import { PNG } from 'pngjs'
import { World, type Cast } from '../journeys/world'
import { DemoDesk } from './desk'
import { openDemoPage, type DemoPage } from './server'

const ARTICLE = '保单整理：从一张清单开始'

let world: World
let served: DemoPage
let desk: DemoDesk
let cast: Cast

beforeAll(async () => {
  world = await World.open()
  cast = await world.cast()
  served = await openDemoPage(null)
  await served.show(world)
  desk = await DemoDesk.open(served.url)
}, 90_000)
afterAll(async () => {
  await desk?.close()
  await served?.close()
  await world?.close()
}, 30_000)

/** The agent opens the article and its share sheet. */
async function openShareSheet(): Promise<void> {
  const chen = desk.phone('chen-siyuan')
  await chen.tap(ARTICLE)
  await chen.tap('分享给朋友')
}

const picture = (path: string) => PNG.sync.read(readFileSync(path))
const codeIn = ({ data, width, height }: PNG) => jsQR(new Uint8ClampedArray(data), width, height)?.data

describe('the demo page', () => {
  it('shares a card on one phone that opens on the other, by the banner and from the chat', async () => {
    await desk.setOut('chen-siyuan', 'new-reader')
    const reader = desk.phone('new-reader')
    await openShareSheet()
    await desk.phone('chen-siyuan').tap('发送给朋友')
    await desk.page.locator('[data-to="new-reader"]').click()
    await reader.stand.locator('.banner__open').click()
    await reader.sees(ARTICLE)
    const byBanner = await reader.enteredBy(1007)
    expect(byBanner.query['s']).toMatch(/^\w{6,}$/)

    await reader.tool('wechat').click()
    await reader.stand.locator('[data-chat="chen-siyuan"]').click()
    // The card's picture is the page itself.
    await reader.stand.locator('.talk .card__picture img[src^="data:image/jpeg"]').waitFor()
    await reader.stand.getByRole('button', { name: `小程序卡片：${ARTICLE}` }).click()
    await reader.sees(ARTICLE)
    expect((await reader.entered()).query['s']).toBe(byBanner.query['s'])
  })

  it('opens a card of the group as such, and a page of Moments by itself', async () => {
    const reader = desk.phone('new-reader')
    const chen = desk.phone('chen-siyuan')
    await chen.tap('发送给朋友')
    await desk.page.locator('[data-to="group"]').click()
    await reader.stand.locator('.banner__open').click()
    // Our cards ask for a share ticket, and WeChat gives one to whom opens them in a group.
    await reader.enteredBy(1044)
    await chen.tap('发送给朋友')
    await desk.page.locator('[data-to="moments"]').click()
    await reader.tool('wechat').click()
    await reader.stand.getByRole('button', { name: '发现' }).click()
    await reader.stand.getByRole('button', { name: '朋友圈 1 条' }).click()
    await reader.stand.locator('.moments__link').click()
    await reader.stand.getByRole('button', { name: '前往小程序' }).waitFor()
    await reader.ready()
    await reader.enteredBy(1154)
    await reader.stand.getByRole('button', { name: '前往小程序' }).click()
    await reader.enteredBy(1155)
  })

  it('scans the code that another phone shows, and pictures hold what the phones show', async () => {
    await desk.page.reload()
    const reader = desk.phone('new-reader')
    await openShareSheet()
    await desk.phone('chen-siyuan').tap('二维码海报')
    await desk.phone('chen-siyuan').sees('在微信中打开')
    await reader.tool('scan').click()
    await reader.stand.locator('[data-scan="chen-siyuan"]').click()
    const { path, query } = await reader.enteredBy(1047)
    await reader.sees(ARTICLE)

    const one = await desk.download(() => desk.phone('chen-siyuan').tool('screenshot').click())
    expect(one.name).toMatch(/^圈客-陈思远-[\d-]+\.png$/)
    expect(picture(one.path)).toMatchObject({ width: 2 * (393 + 26), height: 2 * (852 + 26) })
    expect(codeIn(picture(one.path))).toBe(`${path}?scene=${query['scene']}`)
    const all = await desk.download(() => desk.page.locator('[data-tool="all"]').click())
    expect(picture(all.path).width).toBe(2 * (2 * (393 + 26) + 3 * 48))
    expect(codeIn(picture(all.path))).toBe(`${path}?scene=${query['scene']}`)
  })

  it('takes a phone off the network and back', async () => {
    const reader = desk.phone('new-reader')
    await reader.tool('network').selectOption('offline')
    expect((await reader.call('getNetworkType')).result).toMatchObject({ networkType: 'none' })
    await reader.call('reLaunch', { url: `/packages/group/detail/index?id=${cast.group.id}` })
    await reader.sees('网络不通，请检查网络后再试')
    await reader.tool('network').selectOption('slow')
    expect((await reader.call('getNetworkType')).result).toMatchObject({ networkType: '2g' })
    await reader.tool('network').selectOption('online')
    expect((await reader.call('getNetworkType')).result).toMatchObject({ networkType: 'wifi' })
    await reader.tap('重试')
    await reader.sees('保单整理小组')
  })

  it('answers for the system as it is told to', async () => {
    const reader = desk.phone('new-reader')
    await reader.stand.getByRole('button', { name: '系统应答' }).click()
    await reader.stand.locator('[data-question="login"]').selectOption('fail')
    await reader.stand.locator('[data-question="payment"]').selectOption('refuse')
    await desk.page.keyboard.press('Escape')
    await expect(reader.call('login')).rejects.toThrow('system error')
    const order = { timeStamp: '1', nonceStr: 'n', package: 'prepay_id=1', signType: 'RSA', paySign: 's' }
    await expect(reader.call('requestPayment', order)).rejects.toThrow('cancel')
  })

  it('shows a message that the server sent in the service notices, and opens its page', async () => {
    const chen = desk.phone('chen-siyuan')
    const page = `packages/content/article/index?id=${cast.article.id}`
    await world.notify('chen-siyuan', page, {
      thing1: '保险咨询，一周内',
      thing2: '您的一位客户发起了求推荐',
      time3: '2026-11-23 10:00',
    })
    await chen.stand.locator('.banner', { hasText: '服务通知' }).waitFor()
    expect(await chen.tool('wechat').locator('.dot').textContent()).toBe('1')
    await chen.tool('wechat').click()
    await chen.stand.locator('[data-chat="*notices"]').click()
    const notice = chen.stand.locator('.notice')
    expect(await notice.innerText()).toMatch(/客户求推荐提醒[^]*求推荐内容\s+保险咨询，一周内[^]*进入小程序查看/)
    await notice.click()
    await chen.enteredBy(1014)
    await chen.sees(ARTICLE)
    expect(await chen.tool('wechat').locator('.dot').count()).toBe(0)
  })

  it('scores what was done on a phone, once it is watched', async () => {
    const { stand } = desk.phone('chen-siyuan')
    await stand.getByRole('button', { name: '更多' }).click()
    await stand.getByRole('button', { name: '开发者信息' }).click()
    await stand.getByRole('tab', { name: '体验评分' }).click()
    await stand.getByRole('button', { name: '重新启动并开始评分' }).click()
    await desk.phone('chen-siyuan').sees(ARTICLE)
    await stand.getByRole('button', { name: '给刚才的操作评分' }).click()
    expect(Number(await stand.locator('.developer__score b').textContent())).toBeGreaterThan(0)
  })

  it('keeps the desk over a reload: whose phones, which kinds, in which order', async () => {
    await desk.page.goto(served.url)
    await desk.page.getByRole('button', { name: '添加手机' }).click()
    await desk.page.locator('.popup:popover-open [data-choose="lin-xiaoman"]').click()
    const lin = desk.phone('lin-xiaoman').stand
    await lin.getByRole('button', { name: '更多' }).click()
    await lin.locator('[data-choice="device"]').selectOption('iphone-se')
    await lin.getByRole('button', { name: '向左移' }).click()
    const before = await desk.phones()
    expect(before).toEqual(['chen-siyuan 393', 'lin-xiaoman 375', 'new-reader 393'])
    await desk.page.reload()
    await desk.phone('lin-xiaoman').ready()
    expect(await desk.phones()).toEqual(before)
  })

  it('says that the server is gone, and goes on when it is back', async () => {
    const { port } = served
    await served.close()
    await desk.page.getByRole('alert').filter({ hasText: '正在重新连接' }).waitFor()
    served = await openDemoPage(port)
    await served.show(world)
    await desk.page.getByRole('alert').waitFor({ state: 'detached' })
  })
})
