import type { AutomatorPage } from '../src/driver'
import { conformance } from './kit'

const { claim } = conformance('native-tabs')

const PAGE = '/kit/wxml'

async function text(page: AutomatorPage, selector: string): Promise<string> {
  const found = await page.$(selector)
  if (!found) throw new Error(`no ${selector} on ${page.path}`)
  return found.text()
}

async function texts(page: AutomatorPage, selector: string): Promise<string[]> {
  return Promise.all((await page.$$(selector)).map((element) => element.text()))
}

async function tap(page: AutomatorPage, selector: string): Promise<unknown> {
  await page.setData({ notes: [] })
  await (await page.$(selector))!.tap()
  return page.data('notes')
}

claim(
  ['WXML wx:for', 'WXML wx:for-item', 'WXML wx:key', 'WXML block'],
  'repeats over lists, numbers, objects and text, also inside each other',
  async ({ go }) => {
    const page = await go(PAGE)
    expect(await texts(page, '.row')).toEqual(['0:甲[1][2]', '1:乙[3]'])
    expect(await texts(page, '.times')).toEqual(['00;', '11;'])
    expect(await texts(page, '.pair')).toEqual(['one=1;', 'two=2;'])
    expect(await texts(page, '.letter')).toEqual(['a', 'b'])
    await page.setData({ 'list[1].subs': [4, 5], count: 0, list2: [] })
    expect(await texts(page, '.row')).toEqual(['0:甲[1][2]', '1:乙[4][5]'])
    expect(await texts(page, '.times')).toEqual([])
  },
)

claim(['WXML wx:if', 'WXML wx:elif', 'WXML wx:else', 'WXML hidden'], 'shows one branch', async ({ go }) => {
  const page = await go(PAGE)
  for (const [state, shown] of [
    [1, '一'],
    [2, '二'],
    [3, '其他'],
  ] as const) {
    await page.setData({ state })
    expect(await texts(page, '.if')).toEqual([shown])
  }
  const hidden = (await page.$('.hidden'))!
  expect(await hidden.size()).toEqual({ width: 0, height: 0 })
  await page.setData({ hidden: false })
  expect((await hidden.size()).height).toBeGreaterThan(0)
})

claim('WXML {{expression}}', 'computes; what is null or undefined shows as nothing', async ({ go }) => {
  const page = await go(PAGE)
  expect(await text(page, '.expressions')).toBe('3 是 a小李 false 2 2')
})

claim(
  ['WXML template', 'WXML template data spread', 'WXML import', 'WXML include'],
  'takes templates by name, with spread data, and other files as they are',
  async ({ go }) => {
    const page = await go(PAGE)
    expect(await text(page, '.spread')).toBe('一二小李')
    expect(await text(page, '.chosen')).toBe('two 小李')
    await page.setData({ tag: 'one', 'item.second': '贰' })
    expect(await text(page, '.chosen')).toBe('one 小李')
    expect(await text(page, '.spread')).toBe('一贰小李')
    expect(await text(page, '.included')).toBe('小李在内')
  },
)

claim('WXML model:', "binds both ways, to a component's property and to a nested value", async ({ go }) => {
  const page = await go(PAGE)
  await (await page.$('.field'))!.callMethod('type', '小王')
  await (await page.$('.plain'))!.input('更深')
  expect(await page.data('name')).toBe('小王')
  expect(await page.data('deep')).toEqual({ value: '更深' })
  expect(await text(page, '.bound')).toBe('小王 更深')
  await page.setData({ name: '小张' })
  expect(await text(page, '.field >>> .value')).toBe('小张')
})

claim(
  ['WXML bind', 'WXML catch', 'WXML capture-bind', 'WXML capture-catch', 'WXML mut-bind', 'WXML event tap'],
  'events go down, come up, and are stopped where WeChat stops them',
  async ({ go }) => {
    const page = await go(PAGE)
    expect(await tap(page, '.bubble')).toEqual(['captured', 'inner', 'outer'])
    expect(await tap(page, '.catch')).toEqual(['captured', 'inner'])
    expect(await tap(page, '.never')).toEqual(['captured'])
    expect(await tap(page, '.mut-inner')).toEqual(['mut inner', 'outer'])
  },
)

claim(
  ['WXML mark:', 'WXML data-', 'WXML dataset'],
  'marks add up, and names of data are as WeChat makes them',
  async (stage) => {
    const page = await stage.go(PAGE)
    const [told] = (await tap(page, '.marked')) as [string]
    expect(JSON.parse(told)).toEqual({
      mark: { from: '外', at: '内' },
      dataset: { userId: '1', username: '2', n: 3 },
      id: 'marked',
    })
  },
)

claim(
  ['WXML slot', 'WXML named slots', 'Component.options.multipleSlots'],
  'what is inside goes to its slot',
  async (stage) => {
    const page = await stage.go(PAGE)
    expect(await text(page, '.frame >>> .top')).toBe('上')
    expect(await text(page, '.frame >>> .rest')).toBe('其余')
  },
)
