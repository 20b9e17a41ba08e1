import { hands } from './hands'
import { conformance } from './kit'

const { approximate } = conformance('native', { fixtures: { location: { latitude: 30.3, longitude: 120.2 } } })
const PAGE = '/pages/tags-media/tags-media'
const NOTE = 'places and shapes on a plain grid, without streets'

approximate(
  ['<map>', '<cover-view>', '<cover-image>'],
  NOTE,
  'shows markers, callouts, lines and circles, and tells which are touched',
  async ({ go, phone }) => {
    const { show, noted, text } = hands(await go(PAGE), phone)
    await noted('map updated')
    const { x, y, left, top } = await show('#map')
    await phone.touch(x, y - 20)
    expect(await noted('map markertap')).toBe('map markertap {"markerId":7}')
    await phone.touch(x, y - 52)
    expect(await noted('map callouttap')).toBe('map callouttap {"markerId":7}')
    await phone.touch(left + 80, top + 200)
    const [, latitude, longitude] = /map tap ([\d.]+),([\d.]+)/.exec(await noted('map tap'))!
    expect(Number(latitude)).toBeLessThan(30.25)
    expect(Number(longitude)).toBeLessThan(120.16)
    const drawn = await phone.look(() => {
      const circle = document.querySelector('#map circle')!.getBoundingClientRect()
      const line = document.querySelector('#map polyline')!
      return {
        width: circle.width,
        stroke: getComputedStyle(line).stroke,
        points: line.getAttribute('points')!.split(' ').length,
      }
    })
    // 150 m around at scale 15, where a pixel is about 4.1 m in Hangzhou.
    expect(drawn.width).toBeGreaterThan(60)
    expect(drawn.width).toBeLessThan(85)
    expect(drawn).toMatchObject({ stroke: 'rgb(230, 67, 64)', points: 2 })
    expect(await text('.over')).toContain('地图上的字')
  },
)

approximate('<map>', NOTE, 'is moved by a finger and scaled by two', async ({ go, phone }) => {
  const page = await go(PAGE)
  const { show, noted } = hands(page, phone)
  const ask = (method: string, options = {}) =>
    page.callMethod('askMap', method, options) as Promise<Record<string, number>>
  await noted('map updated')
  const { x, y } = await show('#map')
  await phone.swipe({ x: x + 100, y: y + 60 }, { x: x + 40, y: y + 60 })
  await noted('regionchange begin gesture')
  await noted('regionchange end drag')
  const centre = await ask('getCenterLocation')
  expect(centre.longitude).toBeGreaterThan(120.161)
  await phone.fingers([
    { from: { x: x - 20, y }, to: { x: x - 40, y } },
    { from: { x: x + 20, y }, to: { x: x + 40, y } },
  ])
  expect((await ask('getScale')).scale).toBeCloseTo(16, 0)
})

approximate(
  [
    'wx.createMapContext',
    ...[
      'getCenterLocation',
      'getScale',
      'getRegion',
      'moveToLocation',
      'includePoints',
      'translateMarker',
      'addMarkers',
      'removeMarkers',
      'toScreenLocation',
      'fromScreenLocation',
    ].map((name) => `MapContext.${name}`),
  ],
  NOTE,
  'is asked and moved by its context',
  async ({ go, phone }) => {
    const page = await go(PAGE)
    const { noted } = hands(page, phone)
    const ask = (method: string, options = {}) =>
      page.callMethod('askMap', method, options) as Promise<Record<string, unknown>>
    await noted('map updated')
    expect(await ask('getCenterLocation')).toMatchObject({ latitude: 30.25, longitude: 120.16 })
    const region = (await ask('getRegion')) as Record<'southwest' | 'northeast', { latitude: number }>
    expect(region.southwest.latitude).toBeLessThan(30.25)
    expect(region.northeast.latitude).toBeGreaterThan(30.25)
    const at = await ask('toScreenLocation', { latitude: 30.25, longitude: 120.16 })
    expect(at).toMatchObject({ x: 187.5, y: 120 })
    expect((await ask('fromScreenLocation', { x: 187.5, y: 120 })).latitude).toBeCloseTo(30.25, 6)
    await ask('moveToLocation')
    expect(await ask('getCenterLocation')).toMatchObject({ latitude: 30.3, longitude: 120.2 })
    await noted('regionchange end update')
    await ask('includePoints', {
      points: [
        { latitude: 30, longitude: 120 },
        { latitude: 31, longitude: 121 },
      ],
      padding: [20],
    })
    expect((await ask('getScale')).scale).toBeLessThan(10)
    const pins = () => phone.look(() => document.querySelectorAll('#map .qh-marker').length)
    await ask('addMarkers', { markers: [{ id: 9, latitude: 30.5, longitude: 120.5 }] })
    expect(await pins()).toBe(3)
    await ask('translateMarker', {
      markerId: 9,
      destination: { latitude: 30.6, longitude: 120.6 },
      autoRotate: false,
      rotate: 0,
    })
    await ask('removeMarkers', { markerIds: [9] })
    expect(await pins()).toBe(2)
  },
)
