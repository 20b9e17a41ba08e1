import { find } from './find'
import { conformance } from './kit'

const { claim } = conformance('native')
const PAGE = '/pages/protocol/protocol'

claim('Page.getElement', 'finds the first match of a style sheet selector in the page', async ({ go }) => {
  const page = await go(PAGE)
  expect(await (await find(page, '.row')).text()).toBe('甲')
  expect(await (await find(page, '#top')).text()).toBe('上')
  expect(await (await find(page, '.rows .word')).text()).toBe('甲')
  expect(await (await find(page, '.rows > .row > text')).text()).toBe('甲')
  expect(await (await find(page, 'view.box.first')).attribute('id')).toBe('top')
  expect((await find(page, '.nowhere, switch')).tagName).toBe('switch')
  expect(await page.$('.nowhere')).toBeNull()
  expect(await page.$('.row > .rows')).toBeNull()
  // What cannot be read is no match for the client, and an error for whoever asks for all.
  expect(await page.$('..')).toBeNull()
  await expect(page.$$('view:hover')).rejects.toThrow(/invalid selector/)
  await expect(page.$$('')).rejects.toThrow(/invalid selector/)
})

claim('Page.getElement', 'knows the page itself by the name page', async ({ go }) => {
  const page = await go(PAGE)
  const root = await find(page, 'page')
  expect(root.tagName).toBe('page')
  expect((await root.size()).width).toBe(375)
  expect(await (await find(page, 'page .word')).text()).toBe('甲')
  expect(await (await find(page, 'page > .box')).text()).toBe('上')
  expect(await page.$('page > .word')).toBeNull()
})

claim('Page.getElement', 'does not reach into components unless told to', async ({ go }) => {
  const page = await go(PAGE)
  expect(await page.$('.digit')).toBeNull()
  expect(await page.$('.counter .digit')).toBeNull()
  expect(await (await find(page, '.counter >>> .digit')).text()).toBe('3')
  expect(await (await find(page, '.counter >>> .deep >>> .title')).text()).toBe('内 1')
  expect(await page.$$('.counter >>> .title, .title')).toHaveLength(1)
  expect(await (await find(page, '.slotted')).text()).toBe('插入')
})

claim('Page.getElements', 'finds all matches in their order, or none', async ({ go }) => {
  const page = await go(PAGE)
  expect(await Promise.all((await page.$$('.word')).map((word) => word.text()))).toEqual(['甲', '乙', '丙'])
  expect(await page.$$('.nowhere')).toEqual([])
  const [first, again] = [(await page.$$('.row'))[0], await page.$('.row')]
  expect(again).toBe(first)
})

claim(['Page.getElementByXpath', 'Page.getElementsByXpath'], 'find by the tags that WXML names', async ({ go }) => {
  const page = await go(PAGE)
  expect(await (await page.xpath('//view[@class="rows"]/view[2]/text'))?.text()).toBe('乙')
  expect(await (await page.getElementByXpath('//*[@id="top"]'))?.text()).toBe('上')
  expect(await (await page.getElementByXpath('//text[contains(text(), "丙")]'))?.text()).toBe('丙')
  expect((await page.getElementByXpath('//counter'))?.nodeId).toBeTruthy()
  expect(await page.getElementByXpath('//view[@class="none"]')).toBeNull()
  expect(await page.getElementsByXpath('//view[@class="row"]')).toHaveLength(3)
  expect(await page.getElementsByXpath('//movable-area/movable-view | //swiper/swiper-item')).toHaveLength(3)
  expect(await page.getElementByXpath('//view[')).toBeNull()
  await expect(page.getElementsByXpath('//view[')).rejects.toThrow()
})

claim('Page.getData', 'is the data, whole or by a path', async ({ go }) => {
  const page = await go(PAGE)
  expect(await page.data()).toMatchObject({ rows: ['甲', '乙', '丙'], start: 3 })
  expect(await page.data('rows[1]')).toBe('乙')
  expect(await page.data('place.x.y')).toBeUndefined()
  expect(await page.data('nothing')).toBeUndefined()
  expect(await page.data('name')).toBe('')
})

claim('Page.setData', 'is answered when the page shows it', async ({ go }) => {
  const page = await go(PAGE)
  await page.setData({ 'rows[1]': '改', start: 5, none: undefined })
  expect(await Promise.all((await page.$$('.word')).map((word) => word.text()))).toEqual(['甲', '改', '丙'])
  expect(await (await find(page, '.counter >>> .digit')).text()).toBe('5')
  await expect(page.setData('text' as never)).rejects.toThrow('data must be an object')
})

claim('Page.callMethod', 'calls with arguments and waits for what comes', async ({ go }) => {
  const page = await go(PAGE)
  expect(await page.callMethod('add', 2, 3)).toBe(5)
  expect(await page.callMethod('later', { a: [1] })).toEqual({ value: { a: [1] } })
  expect(await page.callMethod('nothing')).toBeUndefined()
  await expect(page.callMethod('refuse')).rejects.toThrow(/^不行$/)
  await expect(page.callMethod('missing')).rejects.toThrow(/^page\.missing not exists$/)
})

claim('Page.getWindowProperties', 'tell how large the page is and how far it was scrolled', async ({ app, go }) => {
  const page = await go(PAGE)
  const size = await page.size()
  expect(size.width).toBe(375)
  expect(size.height).toBeGreaterThan(1200)
  expect(await page.scrollTop()).toBe(0)
  await app.pageScrollTo(120)
  expect(await page.scrollTop()).toBe(120)
  const { top } = await (await find(page, '#top')).offset()
  expect(Math.round(top)).toBe((await (await find(page, '.notes')).size()).height)
})

claim('Page.getElements', 'serves the waiting of the client', async ({ go }) => {
  const page = await go(PAGE)
  await page.setData({ rows: ['一'] })
  await page.waitFor('.row')
  await page.waitFor(async () => (await page.$$('.row')).length === 1)
})

claim(['Page.getElement', 'Page.getData', 'Page.callMethod'], 'fail on a page that was closed', async ({ app, go }) => {
  const page = await go(PAGE)
  const pad = await find(page, '.pad')
  await go('/pages/detail/index')
  expect(await page.$('.pad')).toBeNull()
  for (const request of [
    () => page.$$('.pad'),
    () => page.getElementsByXpath('//view'),
    () => page.data(),
    () => page.setData({}),
    () => page.callMethod('add', 1, 2),
    () => page.size(),
    () => pad.tap(),
    () => pad.text(),
    () => pad.$$('view'),
    () => pad.touchstart(),
  ])
    await expect(request()).rejects.toThrow(/^page destroyed$/)
  await expect(app.send('Page.getData', {})).rejects.toThrow(/^page destroyed$/)
})
