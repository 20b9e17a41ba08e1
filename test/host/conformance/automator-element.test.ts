import { find } from './find'
import { conformance } from './kit'

const { claim } = conformance('native')
const PAGE = '/pages/protocol/protocol'

claim(
  ['Element.getElement', 'Element.getElements'],
  'search below an element, and inside a component',
  async (stage) => {
    const page = await stage.go(PAGE)
    const rows = await find(page, '.rows')
    expect(await (await find(rows, '.word')).text()).toBe('甲')
    expect(await Promise.all((await rows.$$('.row > .word')).map((word) => word.text()))).toEqual(['甲', '乙', '丙'])
    expect(await rows.$('.box')).toBeNull()
    expect(await rows.$$('.box')).toEqual([])
    const counter = await find(page, '.counter')
    expect(await (await find(counter, '.digit')).text()).toBe('3')
    // What the page puts into a component is the page's.
    expect(await counter.$('.slotted')).toBeNull()
    expect(await counter.$('.title')).toBeNull()
    const deep = await find(counter, '.deep')
    expect(await (await find(deep, '.title')).text()).toBe('内 1')
  },
)

claim('Element.getElement', 'tells tag names and names custom components twice', async ({ app, go }) => {
  const page = await go(PAGE)
  const tell = (selector: string) => app.send('Page.getElement', { pageId: page.id, selector })
  const counter = (await tell('.counter')) as Record<string, string>
  expect(counter).toEqual({ elementId: expect.any(String), nodeId: expect.any(String), tagName: 'counter' })
  expect(counter.nodeId).not.toBe(counter.elementId)
  expect(await tell('.box')).toEqual({ elementId: expect.any(String), tagName: 'view' })
  expect(await tell('#film')).toEqual({ elementId: expect.any(String), tagName: 'video', videoId: 'film' })
  expect(await tell('.counter')).toEqual(counter)
  await expect(tell('.nowhere')).rejects.toThrow(/^no such element$/)
  const wrong = { ...counter, nodeId: counter.elementId, pageId: page.id }
  await expect(app.send('Element.getData', wrong)).rejects.toThrow(/^element destroyed$/)
})

claim('Element.getElement', 'never gives an id again, also after a reset', async ({ app, go, reset }) => {
  const seen = new Set<unknown>()
  for (let round = 0; round < 3; round++) {
    const page = await go(PAGE)
    const { elementId } = (await app.send('Page.getElement', { pageId: page.id, selector: '.box' })) as Record<
      string,
      string
    >
    expect([page.id, elementId].some((id) => seen.has(id))).toBe(false)
    seen.add(page.id).add(elementId)
    if (round) await reset()
  }
})

claim('Element.getDOMProperties', 'are text and size', async ({ go }) => {
  const page = await go(PAGE)
  const box = await find(page, '.box')
  expect(await box.text()).toBe('上')
  expect(await box.size()).toEqual({ width: 120, height: 40 })
  expect(await (await find(page, '.rows')).text()).toBe('甲\n乙\n丙')
})

claim('Element.getAttributes', 'are class, id, style, data and the properties as text', async ({ go }) => {
  const page = await go(PAGE)
  const box = await find(page, '.box')
  expect(await box.attribute('class')).toBe('box first')
  expect(await box.attribute('id')).toBe('top')
  expect(await box.attribute('style')).toContain('width: 120px')
  expect(await box.attribute('data-some-key')).toBe('some value')
  expect(await box.attribute('data-list')).toBe('[1,2]')
  expect(await box.attribute('nothing')).toBeNull()
  expect(await (await find(page, '.film')).attribute('src')).toBe('/film.mp4')
  expect(await (await find(page, '.volume')).attribute('min')).toBe('10')
})

claim('Element.getProperties', 'are what the tag or component declares; others do not exist', async ({ go }) => {
  const page = await go(PAGE)
  await page.setData({ name: '小李' })
  const name = await find(page, '.name')
  expect(await name.value()).toBe('小李')
  expect(await name.property('disabled')).toBe(false)
  expect(await name.property('confirm-type')).toBe('done')
  await expect(name.property('nothing')).rejects.toThrow(/^input\.nothing not exists$/)
  await expect((await find(page, '.word')).value()).rejects.toThrow(/^text\.value not exists$/)
  const counter = await find(page, '.counter')
  expect([await counter.property('start'), await counter.property('label')]).toEqual([3, '数'])
  await expect(counter.property('count')).rejects.toThrow(/^counter\.count not exists$/)
})

claim('Element.getStyles', 'are as the browser computed them', async ({ go }) => {
  const page = await go(PAGE)
  const box = await find(page, '.box')
  expect(await box.style('color')).toBe('rgb(1, 2, 3)')
  expect(await box.style('margin-left')).toBe('8px')
  expect(await box.style('marginLeft')).toBe('8px')
})

claim('Element.getOffset', 'is the place on the page, however far it was scrolled', async ({ app, go }) => {
  const page = await go(PAGE)
  const mover = await find(page, '.mover')
  expect(await mover.offset()).toEqual({ left: 250, top: 50 })
  await app.pageScrollTo(100)
  expect(await mover.offset()).toEqual({ left: 250, top: 50 })
})

claim('Element.getWXML', 'is what is inside, and with the element itself around it', async ({ go }) => {
  const page = await go(PAGE)
  await page.setData({ rows: ['<&"'] })
  const rows = await find(page, '.rows')
  const inner = '<view class="row"><text class="word">&lt;&amp;&quot;</text></view>'
  expect(await rows.wxml()).toBe(inner)
  expect(await rows.outerWxml()).toBe(`<view class="rows">${inner}</view>`)
  expect(await (await find(page, '.counter')).outerWxml()).toContain('<counter id="counter" class="counter"')
})

claim(['Element.getData', 'Element.setData'], 'are the data of a component', async ({ go }) => {
  const page = await go(PAGE)
  const counter = await find(page, '.counter')
  expect(await counter.data()).toMatchObject({ start: 3, count: 0, label: '数' })
  expect(await counter.data('steps.list[1]')).toBe(2)
  expect(await counter.data('none.here')).toBeUndefined()
  await counter.setData({ count: 4, 'steps.list[1]': 9 })
  expect(await (await find(counter, '.digit')).text()).toBe('7')
  expect(await counter.data('steps')).toEqual({ list: [1, 9] })
})

claim('Element.callMethod', 'calls a method of a component', async ({ app, go }) => {
  const page = await go(PAGE)
  const counter = await find(page, '.counter')
  expect(await counter.callMethod('add', 2)).toBe(2)
  expect(await (await find(counter, '.digit')).text()).toBe('5')
  expect(await page.data('notes[0]')).toMatchObject({ type: 'counted', detail: { count: 2 } })
  expect(await counter.callMethod('later')).toBe('later')
  await expect(counter.callMethod('missing')).rejects.toThrow(/^component\.missing not exists$/)
  const { elementId } = (await app.send('Page.getElement', { pageId: page.id, selector: '.box' })) as Record<
    string,
    string
  >
  const request = { pageId: page.id, elementId, method: 'add', args: [] }
  await expect(app.send('Element.callMethod', request)).rejects.toThrow('<view> is not a custom component')
})

claim('Element.getDOMProperties', 'fail when the element is gone from its page', async ({ go }) => {
  const page = await go(PAGE)
  const gone = await find(page, '.gone')
  const row = (await page.$$('.row'))[2]!
  await page.setData({ shown: false, rows: ['甲'] })
  for (const request of [
    () => gone.text(),
    () => gone.tap(),
    () => gone.$$('view'),
    () => gone.outerWxml(),
    () => gone.offset(),
    () => gone.trigger('change'),
    () => gone.touchstart(),
    () => row.text(),
  ])
    await expect(request()).rejects.toThrow(/^element destroyed$/)
  expect(await gone.$('view')).toBeNull()
})
