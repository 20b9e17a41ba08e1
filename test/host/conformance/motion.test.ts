import { until } from '../src/driver'
import { hands } from './hands'
import { conformance } from './kit'

const { claim } = conformance('native')
const PAGE = '/pages/tags-motion/tags-motion'
const ANIMATION = ['step', 'export', 'translateX', 'scale', 'rotate', 'opacity', 'backgroundColor', 'width']

claim(
  ['wx.createAnimation', ...ANIMATION.map((name) => `Animation.${name}`), 'WXML event transitionend'],
  'plays its steps; what they set stays, and each end is told',
  async ({ go, phone }) => {
    const { tap, notes, style } = hands(await go(PAGE), phone)
    await tap('#play')
    await until(notes, (all) => all.filter((note) => note.startsWith('box transitionend')).length === 2)
    expect(await style('#box', 'backgroundColor')).toBe('rgb(0, 0, 255)')
    expect(await style('#box', 'opacity')).toBe('0.5')
    expect(await style('#box', 'width')).toBe('20px')
    // translateX(50px) scale(2) rotate(90deg), of the step before and of this one.
    expect(await style('#box', 'transform')).toBe('matrix(0, 2, -2, 0, 50, 0)')
  },
)

claim(
  ['Page.animate', 'Page.clearAnimation'],
  'plays key frames, and takes away what they left',
  async ({ go, phone }) => {
    const page = await go(PAGE)
    const { noted, style } = hands(page, phone)
    await page.callMethod('keyframes')
    await noted('animate done')
    expect(await style('#keyed', 'opacity')).toBe('0.25')
    expect(await style('#keyed', 'transform')).not.toBe('none')
    await page.callMethod('clear')
    await noted('cleared')
    expect(await style('#keyed', 'opacity')).toBe('1')
    expect(await style('#keyed', 'transform')).not.toBe('none')
  },
)

claim('Page.animate', 'follows the scrolling of another element', async ({ go, phone }) => {
  const page = await go(PAGE)
  const { find, box } = hands(page, phone)
  await page.callMethod('followScroll')
  expect((await box('#followed')).width).toBe(0)
  await (await find('#source')).scrollTo(0, 100)
  await until(
    async () => (await box('#followed')).width,
    (width) => width === 50,
  )
})

claim(
  ['WXSS @keyframes', 'WXML event animationstart', 'WXML event animationend', 'WXML event transitionend'],
  'without motion, transitions and key frames end at once and say so',
  async ({ go, phone }) => {
    const { tap, noted, style } = hands(await go(PAGE), phone)
    const startedAt = Date.now()
    await tap('#slide')
    await noted('css transitionend')
    expect(await style('#css', 'marginLeft')).toBe('120px')
    await tap('#spin')
    await noted('css animationstart')
    await noted('css animationend')
    expect(await style('#css', 'marginLeft')).toBe('200px')
    expect(Date.now() - startedAt).toBeLessThan(2000)
    expect(await style('.endless', 'opacity')).not.toBe('0')
  },
)
