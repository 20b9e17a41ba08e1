import { until, type AutomatorPage } from '../src/driver'
import { conformance } from './kit'

const { claim } = conformance('native-tabs')

const PAGE = '/kit/wxs'

/** What wxs told the logic since the page was opened, but for the first word of change:prop. */
async function said(page: AutomatorPage, count: number): Promise<unknown[]> {
  const all = await until(
    () => page.data('said') as Promise<string[]>,
    (words) => words.length >= count + 1,
  )
  return all.slice(1).map((word) => JSON.parse(word) as unknown)
}

async function tap(page: AutomatorPage, selector: string): Promise<void> {
  await (await page.$(selector))!.tap()
}

claim(
  ['wxs module', 'wxs require', 'wxs inline', 'wxs filters', 'wxs library', 'wxs data types', 'WXML wxs'],
  'computes what templates show, with its own library',
  async ({ go }) => {
    const page = await go(PAGE)
    expect(await (await page.$('.words'))!.text()).toBe('ABC! Array 1970 true [1,2,3]')
    await page.setData({ text: 'xy' })
    expect(await (await page.$('.words'))!.text()).toBe('XY! Array 1970 false [1,2,3]')
  },
)

claim(
  [
    ...[
      'wxs event handlers',
      'wxs ownerInstance',
      'wxs ComponentDescriptor.setStyle',
      'wxs ComponentDescriptor.addClass',
    ],
    ...['wxs ComponentDescriptor.removeClass', 'wxs ComponentDescriptor.hasClass', 'wxs ComponentDescriptor.getState'],
    ...['wxs ComponentDescriptor.selectComponent', 'wxs ComponentDescriptor.selectAllComponents'],
    ...['wxs ComponentDescriptor.callMethod', 'wxs ComponentDescriptor.getDataset'],
  ],
  'a handler changes the view itself, remembers, and calls the page; setData does not undo what it changed',
  async ({ go }) => {
    const page = await go(PAGE)
    await tap(page, '.paint')
    await tap(page, '.paint')
    expect(await said(page, 4)).toEqual([
      ...[{ has: true, count: 1, kind: 'box' }, 'logic', { has: true, count: 2, kind: 'box' }, 'logic'],
    ])
    const paint = (await page.$('.paint'))!
    expect(await paint.style('color')).toBe('rgb(9, 8, 7)')
    expect(await paint.style('margin-left')).toBe('10px')
    await page.setData({ text: 'again' })
    expect(await paint.style('color')).toBe('rgb(9, 8, 7)')
    expect(await page.$$('.painted')).toHaveLength(1)
    expect(await page.$$('.box')).toHaveLength(1)
    expect(await page.$$('.n1')).toHaveLength(1)
  },
)

claim('wxs event handlers', 'false stops the event', async ({ go }) => {
  const page = await go(PAGE)
  await tap(page, '.stop')
  expect(await said(page, 1)).toEqual(['tap 1'])
})

claim('wxs ComponentDescriptor.triggerEvent', "sends a component's own event", async ({ go }) => {
  const page = await go(PAGE)
  await tap(page, '.field')
  expect(await said(page, 1)).toEqual([{ heard: { from: 'wxs' } }])
})

claim('wxs ComponentDescriptor.callMethod', 'calls methods of a component that was selected', async ({ go }) => {
  const page = await go(PAGE)
  await tap(page, '.calls')
  await until(
    async () => (await page.$('.field >>> .value'))!.text(),
    (text) => text === '写',
  )
})

claim(
  ['wxs ComponentDescriptor.getBoundingClientRect', 'wxs ComponentDescriptor.getComputedStyle'],
  'measures',
  async ({ go }) => {
    const page = await go(PAGE)
    await tap(page, '.measure')
    expect(await said(page, 1)).toEqual([{ width: 100, height: 20, color: 'rgb(4, 5, 6)' }])
  },
)

claim(
  [
    ...['wxs ComponentDescriptor.setTimeout', 'wxs ComponentDescriptor.clearTimeout'],
    'wxs ComponentDescriptor.requestAnimationFrame',
  ],
  'waits',
  async ({ go }) => {
    const page = await go(PAGE)
    await tap(page, '.later')
    expect(await said(page, 1)).toEqual(['frame'])
  },
)

claim(
  ['wxs change:prop', 'WXML change:'],
  'hears of every change of an attribute, with old and new value',
  async ({ go }) => {
    const page = await go(PAGE)
    await until(
      () => page.data('said') as Promise<string[]>,
      (words) => words.length === 1,
    )
    expect(JSON.parse(((await page.data('said')) as string[])[0]!)).toEqual({ changed: [null, 1] })
    const watched = (await page.$('.watched'))!
    expect((await watched.size()).width).toBe(5)
    await page.setData({ prop: 4 })
    expect(await said(page, 1)).toEqual([{ changed: [1, 4] }])
    expect((await watched.size()).width).toBe(20)
  },
)
