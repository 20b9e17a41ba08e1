import { until } from '../src/driver'
import { hands } from './hands'
import { conformance } from './kit'

const { claim } = conformance('native')
const PAGE = '/pages/tags-view/tags-view'

claim('<view>', 'a finger gives it its hover class, up to whoever stops that', async ({ go, phone }) => {
  const { box, style, show } = hands(await go(PAGE), phone)
  await show('#outer')
  const inner = await box('#inner')
  await phone.touch(inner.x, inner.y)
  expect([await style('#inner', 'opacity'), await style('#outer', 'opacity')]).toEqual(['0.5', '1'])
})

claim(
  '<scroll-view>',
  'scrolls by finger and by its properties, and tells of it and of its ends',
  async ({ go, phone }) => {
    const page = await go(PAGE)
    const { show, noted, notes } = hands(page, phone)
    const { x, y } = await show('#list')
    await phone.swipe({ x, y: y + 50 }, { x, y: y - 60 })
    const at = (await page.data('at')) as number
    expect(at).toBeGreaterThan(60)
    expect(at).toBeLessThan(120)
    expect(await noted('list dragend')).toContain('scrollTop')
    await page.setData({ into: 'row-10' })
    await until(
      () => page.data('at'),
      (value) => value === 400,
    )
    await page.setData({ top: 5000 })
    expect(await noted('list scrolltolower')).toBe('list scrolltolower {"direction":"bottom"}')
    await page.setData({ top: 0 })
    expect(await noted('list scrolltoupper')).toBe('list scrolltoupper {"direction":"top"}')
    expect((await notes()).filter((note) => note.includes('scrolltolower'))).toHaveLength(1)
  },
)

claim(
  ['<scroll-view>', 'NodesRef.node', 'ScrollViewContext.scrollTo', 'ScrollViewContext.scrollIntoView'],
  'an enhanced one gives its context',
  async ({ go }) => {
    const page = await go(PAGE)
    await page.callMethod('node')
    await page.callMethod('useNode', 'scrollTo', { top: 200, animated: false })
    await until(
      () => page.data('at'),
      (value) => value === 200,
    )
    await page.callMethod('useNode', 'scrollIntoView', '#row-3')
    await until(
      () => page.data('at'),
      (value) => value === 120,
    )
  },
)

claim(
  '<scroll-view>',
  'its own refresher is pulled down, stays while it refreshes, and goes back',
  async ({ go, phone }) => {
    const page = await go(PAGE)
    const { show, noted, box } = hands(page, phone)
    const { x, y, top } = await show('#pull')
    await phone.swipe({ x, y: y - 40 }, { x, y: y - 10 })
    await noted('pull refresherabort')
    await phone.swipe({ x, y: y - 60 }, { x, y: y + 90 })
    await noted('refresh')
    expect((await box('.own')).top).toBeCloseTo(top, 0)
    await page.setData({ isRefreshing: false })
    await noted('pull refresherrestore')
    expect((await box('.own')).top).toBeCloseTo(top - 50, 0)
  },
)

claim('<scroll-view>', 'enable-flex lays its children out in a row', async ({ go, phone }) => {
  const { show } = hands(await go(PAGE), phone)
  const { x, y } = await show('#flex')
  await phone.swipe({ x: x + 100, y }, { x: x - 100, y })
  const left = await phone.look(() => document.querySelector('#flex')!.scrollLeft)
  expect(left).toBeGreaterThan(150)
})

claim(
  ['<swiper>', '<swiper-item>'],
  'a finger turns it, round and round, and it tells why it turned',
  async ({ go, phone }) => {
    const page = await go(PAGE)
    const { show, noted, notes } = hands(page, phone)
    const { x, y } = await show('#swiper')
    const inSight = () => phone.look(({ x, y }) => document.elementFromPoint(x, y)!.textContent, { x, y })
    await phone.swipe({ x: x + 80, y }, { x: x - 80, y })
    expect(await noted('swiper 1')).toBe('swiper 1 touch')
    expect(await inSight()).toBe('乙')
    await phone.swipe({ x: x + 20, y }, { x: x - 20, y })
    expect((await notes()).filter((note) => /^swiper \d/.test(note))).toHaveLength(1)
    await page.setData({ current: 0 })
    await noted('swiper 0 ')
    await phone.swipe({ x: x - 80, y }, { x: x + 80, y })
    expect(await noted('swiper 3')).toBe('swiper 3 touch')
    expect(await inSight()).toBe('丁')
    expect(await noted('swiper animationfinish')).toContain('"current":3')
    const dots = await phone.look(() =>
      [...document.querySelectorAll('#swiper .qh-dots i')].map((dot) => dot.className),
    )
    expect(dots).toEqual(['', '', '', 'on'])
  },
)

claim(
  ['<swiper>', 'Element.callFunction'],
  'stands upright, shows its neighbours, or several items at once',
  async ({ go, phone }) => {
    const { show, noted, find } = hands(await go(PAGE), phone)
    const { x, y, top } = await show('#vertical')
    const inSight = (at: { x: number; y: number }) =>
      phone.look(({ x, y }) => document.elementFromPoint(x, y)!.textContent, at)
    expect(await inSight({ x, y: top + 140 })).toBe('乙')
    await phone.swipe({ x, y: y + 40 }, { x, y: y - 40 })
    expect(await noted('vertical change')).toContain('"current":1')
    expect(await inSight({ x, y: top + 10 })).toBe('甲')
    const multi = await show('#multi')
    expect(await inSight({ x: multi.left + 280, y: multi.y })).toBe('乙')
    await (await find('#multi')).swipeTo(2)
    expect(await noted('multi change')).toContain('"source":""')
    expect(await inSight({ x: multi.left + 280, y: multi.y })).toBe('丁')
  },
)

claim(['<movable-area>', '<movable-view>'], 'a finger moves it inside its area', async ({ go, phone }) => {
  const page = await go(PAGE)
  const { show, box, noted, style } = hands(page, phone)
  const area = await show('#area')
  const { x, y } = await box('#movable')
  await phone.swipe({ x, y }, { x: x + 100, y: y + 30 })
  expect(await noted('movable htouchmove')).toBeTruthy()
  expect(await noted('movable change')).toBe('movable change {"x":110,"y":40,"source":"touch"}')
  await phone.swipe({ x: x + 100, y: y + 30 }, { x: x + 100, y: y + 300 })
  const now = await box('#movable')
  expect(now.top + now.height).toBeCloseTo(area.top + 150, 0)
  await page.setData({ x: 20, y: 30 })
  expect(await noted('movable change')).toBe('movable change {"x":20,"y":30,"source":""}')
  // What the page writes as style does not take away where it is.
  await page.setData({ color: 'rgb(1, 2, 3)' })
  expect(await style('#movable', 'backgroundColor')).toBe('rgb(1, 2, 3)')
  expect(await style('#movable', 'transform')).toBe('matrix(1, 0, 0, 1, 20, 30)')
})

claim('<movable-view>', 'two fingers scale it; pulled over the edge it comes back', async ({ go, phone }) => {
  const { show, box, noted } = hands(await go(PAGE), phone)
  await show('#scaled')
  const { x, y, width } = await box('#scaled')
  await phone.swipe({ x, y }, { x: x - 60, y })
  expect(await noted('scaled change')).toBe('scaled change {"x":0,"y":0,"source":"out-of-bounds"}')
  const spread = (by: number) => ({ from: { x: x + Math.sign(by) * 10, y }, to: { x: x + by, y } })
  await phone.fingers([spread(-20), spread(20)])
  const { scale } = JSON.parse((await noted('scaled scale')).replace('scaled scale ', '')) as { scale: number }
  expect(scale).toBeCloseTo(2, 3)
  const grown = await phone.look(() => document.querySelector('#scaled')!.getBoundingClientRect().width)
  expect(grown).toBeCloseTo(width * 2, 0)
})
