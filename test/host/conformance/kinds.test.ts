import { until } from '../src/driver'
import { find } from './find'
import { hands } from './hands'
import { conformance } from './kit'

const { claim, approximate } = conformance('settings')

const FIRST = '/pages/first/first'
const THIRD = '/pages/third/third'

claim('<block>', 'shows what is in it, and is no element itself', async ({ go, phone }) => {
  const page = await go(FIRST)
  expect(await (await find(page, '.blocked')).text()).toBe('块')
  const parent = () => phone.look(() => document.querySelector('.blocked')!.parentElement!.localName)
  expect(await parent()).not.toContain('block')
  await page.setData({ isShown: false })
  expect(await page.$('.blocked')).toBeNull()
})

claim('<navigator>', 'a tap opens its page, changes the tab, or tells that it failed', async ({ app, go, phone }) => {
  const { tap, noted, show } = hands(await go(FIRST), phone)
  await show('#nowhere')
  phone.expectErrors('is not found')
  await tap('#nowhere')
  expect(await noted('nowhere fail')).toContain('is not found')
  await tap('#to')
  const third = await until(
    () => app.currentPage(),
    ({ path }) => path === 'pages/third/third',
  )
  expect(await third.data('from')).toBe('link')
  await app.callWxMethod('navigateBack')
  expect(await noted('to success')).toContain('navigateTo:ok')
  await tap('#tab')
  await until(
    () => phone.state(),
    ({ path }) => path === 'pages/second/second',
  )
})

approximate(
  [
    ...['double-tap', 'long-press', 'pan', 'scale', 'force-press', 'horizontal-drag', 'vertical-drag'].map(
      (kind) => `<${kind}-gesture-handler>`,
    ),
    '<selection>',
  ],
  'they show their content; what Skyline alone does is missing',
  'are boxes around what is in them, which is touched as ever',
  async ({ go, phone }) => {
    const { tap, text, noted, show } = hands(await go(FIRST), phone)
    await show('#handled')
    await tap('#handled')
    await noted('handled tap')
    expect(await text('#selected')).toBe('选')
  },
)

claim('WXSS @font-face', 'a font of the style sheet is known to the phone', async ({ go, phone }) => {
  await go(FIRST)
  const families = await phone.look(() => [...document.fonts].map(({ family }) => family.replaceAll('"', '')))
  expect(families).toContain('Ahem')
})

claim(
  ['Component.data', 'Component.methods', 'Component.selectComponent', 'Component.selectAllComponents'],
  'a component has its data and methods, and finds the components in its own template only',
  async ({ go }) => {
    const page = await go(FIRST)
    const pair = await find(page, '#pair')
    expect(await pair.callMethod('found')).toEqual(['左', ['左', '右'], null])
    expect(await pair.callMethod('add', 2)).toBe(2)
    const count = await find(page, '#pair >>> .count')
    await count.tap()
    expect(await count.text()).toBe('12')
    expect(await pair.data('count')).toBe(12)
  },
)

claim(
  ['Component.animate', 'Component.clearAnimation'],
  'plays key frames on what is in the component, and takes away what they left',
  async ({ go }) => {
    const page = await go(FIRST)
    const pair = await find(page, '#pair')
    const count = await find(page, '#pair >>> .count')
    expect(await pair.callMethod('move')).toBe('done')
    expect(await count.style('opacity')).toBe('0.5')
    expect(await pair.callMethod('unmove')).toBe('cleared')
    expect(await count.style('opacity')).toBe('1')
  },
)

claim(
  ['Component.options.dynamicSlots', 'WXML dynamic slots'],
  'a slot in a list is filled once a row, with what the row hands over',
  async ({ go }) => {
    const page = await go(THIRD)
    const rows = async () => Promise.all((await page.$$('.row')).map((row) => row.text()))
    expect(await rows()).toEqual(['0甲', '1乙'])
    await page.setData({ list: ['丙'] })
    expect(await rows()).toEqual(['0丙'])
  },
)

approximate(
  ['Behavior wx://form-field-group', 'Behavior wx://form-field-button'],
  'fields and buttons in any component are of the form around it',
  "a component's fields are sent with the form around it, and its button sends it",
  async ({ go }) => {
    const page = await go(THIRD)
    await (await find(page, '#fields >>> .submit')).tap()
    expect(JSON.parse(await (await find(page, '.submitted')).text())).toEqual({ inner: '里' })
  },
)

claim('Component.applyDataUpdates', 'what updateData was given is shown when it is applied', async ({ go }) => {
  const page = await go(FIRST)
  const pair = await find(page, '#pair')
  expect(await pair.callMethod('apply')).toEqual([0, 40])
  expect(await (await find(page, '#pair >>> .count')).text()).toBe('40')
})

claim(
  ['WXML event touchstart', 'WXML event touchmove', 'WXML event touchend', 'WXML event touchcancel'],
  'a finger is told from its landing to its leaving, with the fingers that stay and those that changed',
  async ({ go, phone }) => {
    const page = await go(FIRST)
    const { show, tap, notes, noted } = hands(page, phone)
    const { x, y } = await show('#touched')
    const path = { from: { x, y }, to: { x: x + 40, y } }
    await phone.fingers([path], 2)
    await noted('touched touchend')
    const told = await notes()
    expect(told[0]).toBe('touched touchstart 1/1')
    expect(told[1]).toBe('touched touchmove 1/1')
    expect(told.at(-1)).toBe('touched touchend 0/1')
    await page.setData({ notes: [] })
    await phone.fingers([path], 1, 'touchCancel')
    await noted('touched touchcancel')
    expect((await notes()).some((note) => note.includes('touchend'))).toBe(false)
    // One finger alone works as before.
    await tap('#touched')
    await noted('touched touchend')
  },
)

claim(
  ['WXML event longpress', 'WXML event longtap'],
  'a finger that stays is a long press, and then no tap',
  async ({ go, phone }) => {
    const page = await go(FIRST)
    const { show, notes, noted } = hands(page, phone)
    await show('#pressed')
    const mouse = (type: string) =>
      phone.look((type) => {
        const pressed = document.querySelector('#pressed')!
        const { left: clientX, top: clientY } = pressed.getBoundingClientRect()
        pressed.dispatchEvent(new MouseEvent(type, { bubbles: true, composed: true, clientX, clientY }))
      }, type)
    await mouse('mousedown')
    await noted('pressed longtap')
    await mouse('mouseup')
    expect(await notes()).toEqual(['pressed longpress 1/1', 'pressed longtap 1/1'])
  },
)
