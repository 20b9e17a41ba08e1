import type { AutomatorPage } from '../src/driver'
import { find } from './find'
import { conformance } from './kit'

const { claim } = conformance('native')
const PAGE = '/pages/protocol/protocol'

interface Note {
  type: string
  detail: Record<string, unknown>
  touches?: Record<string, number>[]
  changedTouches?: Record<string, number>[]
  on?: string
}

const notes = (page: AutomatorPage) => page.data('notes') as Promise<Note[]>
const types = async (page: AutomatorPage) => (await notes(page)).map(({ type }) => type)

claim('Element.tap', 'is a touch of the browser in the middle of the element', async ({ go }) => {
  const page = await go(PAGE)
  await (await find(page, '.pad')).tap()
  const all = await notes(page)
  expect(all.map(({ type }) => type)).toEqual(['touchstart', 'touchend', 'tap'])
  const { left, top } = await (await find(page, '.pad')).offset()
  expect(all[0]!.touches![0]).toMatchObject({ pageX: left + 100, pageY: top + 30 })
  expect([all[1]!.touches, all[1]!.changedTouches!.length]).toEqual([[], 1])
  expect(all[2]!.detail).toEqual({ x: left + 100, y: top + 30 })
})

claim(['Element.tap', 'strict off-screen tap'], 'scrolls to what is below the glass', async ({ go }) => {
  const page = await go(PAGE)
  await (await find(page, '.bottom')).tap()
  expect(await types(page)).toEqual(['tap'])
  expect(await page.scrollTop()).toBeGreaterThan(500)
})

claim(['Element.tap', 'strict covered tap'], 'fails where a finger would fail', async ({ phone, go }) => {
  const page = await go(PAGE)
  const mover = await find(page, '.mover')
  await phone.page.evaluate(() => {
    const cover = document.createElement('div')
    cover.id = 'cover-of-the-test'
    cover.style.cssText = 'position:fixed;inset:0;z-index:9'
    document.body.append(cover)
  })
  await expect(mover.tap()).rejects.toThrow(/^element is covered by <div>$/)
  await phone.page.evaluate(() => document.getElementById('cover-of-the-test')!.remove())
  await page.setData({ moverTop: -200 })
  await expect(mover.tap()).rejects.toThrow(/^not visible$/)
  await go('/pages/detail/index', 'navigateTo')
  await expect(mover.tap()).rejects.toThrow('not visible: its page is not on top')
})

claim('Element.tap', 'waits for what is on its way, and hits it', async ({ go }) => {
  const page = await go(PAGE)
  const mover = await find(page, '.mover')
  await page.setData({ moverTop: 250 })
  await mover.tap()
  expect(await notes(page)).toMatchObject([{ type: 'tap', detail: { x: 280, y: 265 } }])
  // Also when a script moves it.
  await page.callMethod('slide')
  await mover.tap()
  expect(await types(page)).toEqual(['tap', 'tap'])
})

claim('Element.tap', 'turns a switch, and gives an input the focus', async ({ go }) => {
  const page = await go(PAGE)
  await (await find(page, '.open')).tap()
  await (await find(page, '.name')).tap()
  expect((await notes(page)).map(({ type, detail }) => [type, detail.value])).toEqual([
    ['change', true],
    ['focus', ''],
  ])
  expect(await (await find(page, '.open')).property('checked')).toBe(true)
})

claim('Element.tap', 'is one finger: several at once are taken in turn', async ({ go }) => {
  const page = await go(PAGE)
  const [pad, mover] = [await find(page, '.pad'), await find(page, '.mover')]
  await Promise.all([pad.tap(), mover.tap(), pad.tap()])
  expect((await types(page)).filter((type) => type === 'tap')).toHaveLength(3)
})

claim(
  ['Element.touchstart', 'Element.touchmove', 'Element.touchend'],
  'hand over the touches given',
  async ({ go }) => {
    const page = await go(PAGE)
    const pad = await find(page, '.pad')
    const touch = { identifier: 1, pageX: 11, pageY: 12, clientX: 11, clientY: 12 }
    await pad.touchstart({ touches: [touch], changeTouches: [touch] })
    await pad.touchmove({ touches: [{ ...touch, pageX: 50 }], changeTouches: [{ ...touch, pageX: 50 }] })
    await pad.touchend({ touches: [], changeTouches: [{ ...touch, pageX: 50 }] })
    const [start, move, end, ...more] = await notes(page)
    expect(more).toEqual([])
    expect([start!.type, start!.touches, start!.changedTouches]).toEqual(['touchstart', [touch], [touch]])
    expect([move!.type, move!.touches![0]!.pageX]).toEqual(['touchmove', 50])
    expect([end!.type, end!.touches, end!.changedTouches![0]!.pageX]).toEqual(['touchend', [], 50])
  },
)

claim('Element.touchstart', 'needs no touches: then there is one in the middle', async ({ app, go }) => {
  const page = await go(PAGE)
  const pad = await find(page, '.pad')
  const { left } = await pad.offset()
  await pad.touchstart()
  await pad.touchend()
  const [start, end] = await notes(page)
  expect(start!.touches![0]!.pageX).toBe(left + 100)
  expect([end!.touches, end!.changedTouches![0]!.pageX]).toEqual([[], left + 100])
  // Drivers other than the client spell it as everybody does.
  const { elementId } = (await app.send('Page.getElement', { pageId: page.id, selector: '.pad' })) as Record<
    string,
    string
  >
  await app.send('Element.touchmove', { pageId: page.id, elementId, changedTouches: [{ pageX: 77 }] })
  expect((await notes(page)).at(-1)!.changedTouches![0]!.pageX).toBe(77)
})

claim('Element.longpress', 'is a touch that stays, unless it moves away', async ({ go }) => {
  const page = await go(PAGE)
  const pad = await find(page, '.pad')
  await pad.longpress()
  expect(await types(page)).toEqual(['touchstart', 'longpress', 'touchend'])
  await page.setData({ notes: [] })
  await pad.touchstart({ touches: [{ pageX: 10, pageY: 10 }] })
  await pad.touchmove({ touches: [{ pageX: 90, pageY: 10 }] })
  await new Promise((resolve) => setTimeout(resolve, 360))
  await pad.touchend()
  expect(await types(page)).toEqual(['touchstart', 'touchmove', 'touchend'])
})

claim('Element.triggerEvent', 'runs handlers alone: no state changes and no user is played', async ({ go }) => {
  const page = await go(PAGE)
  const inside = await find(page, '.inside')
  await inside.trigger('change', { value: 7 })
  expect(await notes(page)).toMatchObject([{ type: 'change', detail: { value: 7 } }])
  await inside.trigger('animationend')
  expect((await notes(page)).slice(1)).toMatchObject([{ type: 'animationend' }, { type: 'animationend', on: 'around' }])
  for (const type of ['tap', 'longpress', 'touchstart']) await inside.trigger(type)
  expect(await notes(page)).toHaveLength(3)
  const name = await find(page, '.name')
  await name.trigger('input', { value: '小王' })
  expect((await notes(page)).at(-1)).toMatchObject({ type: 'input', detail: { value: '小王' } })
  expect(await name.value()).toBe('')
})

claim('Element.triggerEvent', "raises a component's own event for whoever uses it", async ({ go }) => {
  const page = await go(PAGE)
  await (await find(page, '.counter')).trigger('counted', { count: 9 })
  expect(await notes(page)).toMatchObject([{ type: 'counted', detail: { count: 9 } }])
})

claim('Element.dispatchEvent', 'sends any event with touches up the tree', async ({ go }) => {
  const page = await go(PAGE)
  const touches = [{ identifier: 0, pageX: 5, pageY: 6, clientX: 5, clientY: 6 }]
  await (await find(page, '.inside')).dispatchEvent({ eventName: 'tap', touches, detail: { x: 5, y: 6 } })
  expect(await notes(page)).toMatchObject([
    { type: 'tap', touches, detail: { x: 5, y: 6 } },
    { type: 'tap', on: 'around' },
  ])
  const around = await find(page, '.around')
  await around.dispatchEvent({ eventName: 'tap', $: '.inside' })
  expect(await notes(page)).toHaveLength(4)
  await expect(around.dispatchEvent({ eventName: 'tap', $: '.none' })).rejects.toThrow(/^no such element$/)
})

claim(['Element.callFunction', '<input>', '<textarea>'], 'types into fields', async ({ go }) => {
  const page = await go(PAGE)
  const name = await find(page, '.name')
  await name.input('小李')
  await (await find(page, '.words')).input('一二三四五六')
  const typed = (await notes(page)).filter(({ type }) => type === 'input')
  expect(typed.map(({ detail }) => detail.value)).toEqual(['小李', '一二三四五'])
  expect([await name.value(), await (await find(page, '.words')).value()]).toEqual(['小李', '一二三四五'])
})

claim(['Element.callFunction', '<scroll-view>'], 'scrolls, and tells how far', async ({ go }) => {
  const page = await go(PAGE)
  const list = await find(page, '.list')
  await list.scrollTo(30, 120)
  expect([await list.property('scrollLeft'), await list.property('scrollTop')]).toEqual([30, 120])
  expect([await list.scrollWidth(), await list.scrollHeight()]).toEqual([300, 400])
  expect(await page.data('scroll')).toBe(120)
})

claim(['Element.callFunction', '<swiper>', '<slider>', '<movable-view>'], 'turns, slides and moves', async ({ go }) => {
  const page = await go(PAGE)
  await (await find(page, '.turner')).swipeTo(1)
  expect((await notes(page)).at(-1)).toMatchObject({ type: 'change', detail: { current: 1 } })
  await (await find(page, '.volume')).slideTo(45)
  expect((await notes(page)).at(-1)).toMatchObject({ type: 'change', detail: { value: 45 } })
  expect(await (await find(page, '.volume')).value()).toBe(45)
  const movable = await find(page, '.movable')
  await movable.moveTo(40, 30)
  expect([await movable.property('x'), await movable.property('y')]).toEqual([40, 30])
  expect(await page.data('place')).toEqual({ x: 40, y: 30 })
})

claim('Element.callFunction', 'belongs to the tag that it is named after', async ({ app, go }) => {
  const page = await go(PAGE)
  const { elementId } = (await app.send('Page.getElement', { pageId: page.id, selector: '.box' })) as Record<
    string,
    string
  >
  const call = (functionName: string) =>
    app.send('Element.callFunction', { pageId: page.id, elementId, functionName, args: [] })
  await expect(call('input.input')).rejects.toThrow('input.input not exists on <view>')
  await expect(call('view.fly')).rejects.toThrow('view.fly not exists')
})

claim(['Element.callContextMethod', '<video>'], 'works a video as its context does', async ({ phone, go }) => {
  const page = await go(PAGE)
  phone.expectErrors(/./)
  const film = await find(page, '.film')
  expect(await film.callContextMethod('sendDanmu', { text: '好看' })).toBeUndefined()
  expect(await film.text()).toContain('好看')
  await expect(film.callContextMethod('fly')).rejects.toThrow(/^video\.fly not exists$/)
})
