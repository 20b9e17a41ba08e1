import type { AutomatorElement, AutomatorPage } from '../src/driver'
import { conformance } from './kit'

const { claim } = conformance('native-tabs')

const PAGE = '/kit/parts'

async function element(page: AutomatorPage, selector: string): Promise<AutomatorElement> {
  const found = await page.$(selector)
  if (!found) throw new Error(`no ${selector} on ${page.path}`)
  return found
}

claim(
  ['Component.properties', 'Component.observers', 'Component.behaviors', 'Component.definitionFilter', 'Behavior'],
  'a component has what its behaviors add and what observers make of its properties',
  async ({ go }) => {
    const page = await go(PAGE)
    const box = await element(page, '#box')
    expect(await box.callMethod('facts')).toEqual({
      ...{ size: 1, label: '标', sum: '标1', big: 5, tone: '低', from: 'behavior', filtered: true, both: 'ours' },
      ...{ order: ['deeper created', 'ours created', 'box created'], added: '加的', logs: ['value.a 1', 'size 9→1'] },
    })
    await page.setData({ size: 2, 'value.a': 3 })
    expect(await box.data('sum')).toBe('标2')
    expect(((await box.data('logs')) as string[]).slice(2)).toEqual(expect.arrayContaining(['size 1→2', 'value.a 3']))
  },
)

claim(
  ['Component.options.pureDataPattern', 'Component.options'],
  'pure data is observed and not shown',
  async ({ go }) => {
    const page = await go(PAGE)
    const box = await element(page, '#box')
    expect(await (await element(page, '#box >>> .pure')).text()).toBe('')
    await box.callMethod('setPure')
    expect(await box.data('logs')).toContain('pure 2')
  },
)

claim(
  ['Component.triggerEvent'],
  'bubbles, crosses shadow trees and is captured only as it was sent',
  async ({ go }) => {
    const page = await go(PAGE)
    const heard = async (...options: boolean[]) => {
      await page.setData({ heard: [] })
      await (await element(page, '#box')).callMethod('tell', ...options)
      return page.data('heard')
    }
    expect(await heard(false, false, false)).toEqual(['own {"n":1} box box'])
    expect(await heard(true, false, false)).toEqual(['own {"n":1} box box', 'own {"n":1} box around'])
    expect(await heard(true, true, true)).toEqual([
      ...['own {"n":1} box around', 'own {"n":1} box box', 'own {"n":1} box around'],
    ])
  },
)

claim(
  [
    ...['Page.selectComponent', 'Page.selectAllComponents', 'Component.selectOwnerComponent', 'Component.hasBehavior'],
    ...['Component.export', 'Behavior wx://component-export', 'Page.behaviors'],
  ],
  'components are found from the page, as themselves or as what they export',
  async ({ go }) => {
    const page = await go(PAGE)
    expect(await page.callMethod('select')).toEqual({
      ...{ is: 'kit/box', id: 'box', dataset: { kind: 'x' }, all: 2, exported: { only: 'this' } },
      ...{ owner: true, none: null, hasOurs: true },
    })
    expect(await (await element(page, '.ours')).text()).toBe('ours deeper 2')
  },
)

claim(
  ['Component.relations', 'Component.getRelationNodes'],
  'components that belong together know each other',
  async (stage) => {
    const page = await stage.go(PAGE)
    const list = await element(page, '#list')
    expect(await list.callMethod('related')).toEqual({ linked: [1, 2], now: [1, 2] })
    await page.setData({ list: [2] })
    expect(await list.callMethod('related')).toEqual({ linked: [1, 2], gone: 1, now: [2] })
  },
)

claim('Behavior wx://form-field', 'a component with it is a field of the form', async ({ go }) => {
  const page = await go(PAGE)
  await (await element(page, '.submit')).tap()
  expect(JSON.parse(await (await element(page, '.submitted')).text())).toEqual({ own: '自己的', plain: '普通' })
})

claim(
  ['Component.generics', 'page.json componentGenerics', 'WXML generic:'],
  'a tag may be chosen from outside',
  async (stage) => {
    const page = await stage.go(PAGE)
    expect(await (await element(page, '#generic >>> .value')).text()).toBe('泛型')
    expect(await (await element(page, '#default >>> .default-cell')).text()).toBe('缺省的缺省')
  },
)

claim(
  ['Component.externalClasses', 'WXSS external classes', 'WXSS style isolation', 'WXSS :host'],
  "a component's styles stay inside, the page's stay outside but for external classes",
  async ({ go }) => {
    const page = await go(PAGE)
    expect(await (await element(page, '#box >>> .in')).style('color')).toBe('rgb(7, 7, 7)')
    expect(await (await element(page, '#box >>> .mine')).style('color')).toBe('rgb(0, 0, 0)')
    expect(await (await element(page, '#box >>> .mine')).style('background-color')).toBe('rgb(2, 2, 2)')
    expect(await (await element(page, '#box')).style('border-left-width')).toBe('3px')
  },
)

claim(
  ['Component.options.styleIsolation', 'Component.options.addGlobalClass', 'Component.options.virtualHost'],
  'options open a component to styles, or leave out its host',
  async ({ go }) => {
    const page = await go(PAGE)
    const color = async (selector: string) => (await element(page, selector)).style('color')
    expect(await color('shared >>> .shared-in')).toBe('rgb(0, 128, 0)')
    expect(await color('shared >>> .from-shared')).toBe('rgb(3, 3, 3)')
    expect(await color('applied >>> .applied-in')).toBe('rgb(0, 128, 0)')
    expect(await (await element(page, 'virtual >>> .virtual-in')).text()).toBe('虚拟')
  },
)

claim(
  ['Component.setUpdatePerformanceListener', 'Component.groupSetData', 'Component.getPageId'],
  'tells of updates, groups them, and knows its page',
  async ({ go }) => {
    const page = await go(PAGE)
    expect(await page.callMethod('watchUpdates')).toEqual([['size'], ['value', 'a']])
    expect(await page.callMethod('group')).toEqual([7, '组'])
    const [own, inner] = (await page.callMethod('pageId')) as [string, string]
    expect(own).toMatch(/^pageId:\d+$/)
    expect(inner).toBe(own)
  },
)

claim(
  ['Component.createSelectorQuery', 'Component.createIntersectionObserver'],
  'look inside the component, not at the page',
  async ({ go }) => {
    const page = await go(PAGE)
    expect(await page.callMethod('measureIn')).toBe(100)
    expect(await page.callMethod('observeIn')).toBe(1)
  },
)

claim(
  'Component.page',
  'Component() makes pages too: properties from the query, life cycles among its methods',
  async (stage) => {
    const page = await stage.go('/kit/as-page?id=7&count=3')
    expect(await page.data('notes')).toEqual(['attached', 'onLoad 7', 'show', 'onShow', 'onReady number 7'])
    const shown = await element(page, '.as-page')
    expect(await shown.text()).toBe('4')
    expect(await shown.style('color')).toBe('rgb(255, 0, 0)')
  },
)

claim('Component.chaining API', 'components may be built step by step', async ({ go }) => {
  const page = await go(PAGE)
  const inside = await element(page, '#chained >>> .in')
  await inside.tap()
  expect(await inside.text()).toBe('链 5 8 1 number')
  const plain = await element(page, '#chained >>> .plain')
  await plain.tap()
  expect(await plain.text()).toBe('点 tap plain')
})
