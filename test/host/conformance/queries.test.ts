import { until } from '../src/driver'
import { hands } from './hands'
import { conformance } from './kit'

const { claim } = conformance('native')
const PAGE = '/pages/tags-query/tags-query'

claim(
  [
    'Page.createSelectorQuery',
    ...['selectAll', 'selectViewport', 'exec'].map((name) => `SelectorQuery.${name}`),
    'NodesRef.fields',
  ],
  'tells places, sizes, data, marks, properties and styles',
  async ({ go }) => {
    const page = await go(PAGE)
    const [[boxed], viewport] = (await page.callMethod('ask', '.boxed', {
      ...{ id: true, dataset: true, mark: true, rect: true, size: true },
      ...{ properties: ['hoverClass'], computedStyle: ['color', 'marginTop'] },
    })) as [Record<string, unknown>[], Record<string, unknown>]
    expect(boxed).toMatchObject({
      id: 'boxed',
      dataset: { name: '盒' },
      mark: { kind: '方' },
      left: 10,
      width: 120,
      height: 30,
    })
    expect(boxed).toMatchObject({ hoverClass: 'none', color: 'rgb(1, 2, 3)', marginTop: '10px' })
    expect(viewport).toMatchObject({ width: 375, scrollTop: 0 })
    expect(await page.callMethod('ask', '.none', { id: true })).toMatchObject([[], {}])
    const [[area]] = (await page.callMethod('ask', '#virtual', { scrollOffset: true })) as [Record<string, unknown>[]]
    expect(area).toMatchObject({ scrollTop: 0, scrollHeight: 500_000 })
  },
)

claim(
  [
    'wx.createIntersectionObserver',
    ...['relativeTo', 'observe', 'disconnect'].map((name) => `IntersectionObserver.${name}`),
  ],
  'tells when an element comes near, with its margins and thresholds',
  async ({ go, phone }) => {
    const page = await go(PAGE)
    const { find, notes, noted } = hands(page, phone)
    await page.callMethod('watch', { thresholds: [0, 1] }, { bottom: 20 })
    const area = await find('#window')
    await area.scrollTo(0, 150)
    expect(await notes()).toEqual([])
    await area.scrollTo(0, 200)
    expect(await noted('target')).toBe('target 0.4 目标')
    await area.scrollTo(0, 260)
    expect(await noted('target 1')).toBe('target 1 目标')
    const last = (await page.callMethod('lastSeen')) as Record<string, Record<string, number>>
    expect(last.boundingClientRect).toMatchObject({ height: 50 })
    expect(last.relativeRect!.bottom! - last.relativeRect!.top!).toBe(120)
    await area.scrollTo(0, 0)
    await noted('target 0 ')
  },
)

claim(['Component.createMediaQueryObserver'], 'tells whether the screen fits', async ({ go }) => {
  const page = await go(PAGE)
  expect(await page.callMethod('media', { minWidth: 300, maxWidth: 400 })).toBe(true)
  expect(await page.callMethod('media', { orientation: 'landscape' })).toBe(false)
})

claim(
  ['<scroll-view>', 'WXML wx:for', 'WXML wx:key'],
  'a list of ten thousand rows scrolls with twenty elements',
  async ({ go, phone }) => {
    const page = await go(PAGE)
    const { find } = hands(page, phone)
    for (const row of [2500, 9990, 5000]) {
      await (await find('#virtual')).scrollTo(0, row * 50)
      await until(
        () => phone.look(() => document.querySelector('#virtual')!.textContent),
        (text) => text.includes(`第${row}条`),
      )
      expect(await page.$$('.item')).toHaveLength(row > 9980 ? 15 : 20)
    }
  },
)
