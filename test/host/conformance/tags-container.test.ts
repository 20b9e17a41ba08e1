import { hands } from './hands'
import { conformance } from './kit'

const { claim, approximate } = conformance('native')
const PAGE = '/pages/tags-container/tags-container'

claim(
  '<page-container>',
  'comes over the page, and going back closes it instead of the page',
  async ({ go, phone }) => {
    await go('/pages/detail/index')
    const { tap, noted, notes } = hands(await go(PAGE, 'navigateTo'), phone)
    await tap('#open')
    await noted(' afterenter')
    await tap('#inside')
    await noted('inside tap')
    await phone.touch(180, 120)
    await noted(' clickoverlay')
    await phone.press('返回')
    await noted('afterleave')
    expect((await phone.state()).path).toBe('pages/tags-container/tags-container')
    const stages = (await notes()).map((note) => note.trim().split(' ')[0]).filter((note) => note !== 'sheet')
    expect(stages).toEqual([
      ...['beforeenter', 'enter', 'afterenter', 'inside', 'clickoverlay', 'beforeleave', 'leave', 'afterleave'],
    ])
    await phone.press('返回')
    expect((await phone.state()).path).toBe('pages/detail/index')
  },
)

claim('<root-portal>', 'takes its content out of what clips it, and puts it back', async ({ go, phone }) => {
  const page = await go(PAGE)
  const { tap, noted, box } = hands(page, phone)
  expect((await box('#portal')).left).toBeGreaterThan(280)
  await tap('#portal')
  await noted('portal tap')
  await page.setData({ isPortal: false })
  const isClipped = await phone.look(() => document.querySelector('.clip')!.contains(document.querySelector('#portal')))
  expect(isClipped).toBe(true)
})

claim('<match-media>', 'shows what fits the screen', async ({ another, go, phone }) => {
  await go(PAGE)
  const shown = (of: typeof phone) =>
    of.look(() =>
      ['#narrow', '#wide', '#landscape'].filter((id) => document.querySelector<HTMLElement>(id)!.offsetHeight > 0),
    )
  expect(await shown(phone)).toEqual(['#narrow'])
  const wide = await another({ device: '470x320@1', entry: PAGE.slice(1) })
  expect(await shown(wide.phone)).toEqual(expect.arrayContaining(['#landscape']))
})

approximate(
  ['<sticky-section>', '<sticky-header>', '<list-view>', '<grid-view>'],
  'laid out by the browser, every child rendered',
  'headers stick while their section is in sight; grids have columns and gaps',
  async ({ go, phone }) => {
    const { box, find, noted } = hands(await go(PAGE), phone)
    const area = await box('#custom')
    await (await find('#custom')).scrollTo(0, 200)
    await noted('header-a stickontopchange {"isStickOnTop":true}')
    expect((await box('#header-a')).top).toBeCloseTo(area.top, 0)
    await (await find('#custom')).scrollTo(0, 600)
    expect((await box('#header-b')).top).toBeCloseTo(area.top, 0)
    expect((await box('#header-a')).top).toBeLessThan(area.top)
    const [first, second, fourth] = [await box('#cell-0'), await box('#cell-1'), await box('#cell-3')]
    expect(second.left - first.left - first.width).toBeCloseTo(6, 0)
    expect(fourth.top - first.top - first.height).toBeCloseTo(8, 0)
    expect(first.left).toBeCloseTo(8, 0)
  },
)

approximate(
  '<draggable-sheet>',
  'without inertia',
  'a finger pulls it larger, up to its largest share',
  async ({ go, phone }) => {
    const { show, box, noted } = hands(await go(PAGE), phone)
    await show('#container')
    const { x, y } = await box('#grip')
    expect((await box('#sheet')).height).toBeCloseTo(80, 0)
    await phone.swipe({ x, y }, { x, y: y - 60 })
    expect((await box('#sheet')).height).toBeCloseTo(140, 0)
    expect(await noted('sheet sizeupdate')).toContain('"pixels":140')
  },
)

approximate(
  [
    '<share-element>',
    '<open-container>',
    '<snapshot>',
    '<span>',
    '<nested-scroll-header>',
    '<nested-scroll-body>',
    '<tap-gesture-handler>',
  ],
  'they show their content; what Skyline alone does is missing',
  'are boxes around what is in them',
  async ({ go, phone }) => {
    const { tap, noted, style } = hands(await go(PAGE), phone)
    expect(await style('#container', 'borderRadius')).toBe('12px')
    await tap('#handled')
    await noted('handled tap')
  },
)

claim('WXML hidden', 'hides, and accessible names reach the browser', async ({ go, phone }) => {
  const { box } = hands(await go(PAGE), phone)
  expect((await box('#hidden')).height).toBe(0)
  const aria = await phone.look(() => {
    const element = document.querySelector('#aria')!
    return ['role', 'aria-label', 'aria-hidden'].map((name) => element.getAttribute(name))
  })
  expect(aria).toEqual(['button', '关闭弹窗', 'false'])
})
