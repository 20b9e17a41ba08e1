import { hands } from './hands'
import { conformance } from './kit'

const PICTURE =
  'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='
const { claim, approximate } = conformance('native', { fixtures: { media: [PICTURE] } })
const PAGE = '/pages/tags-form/tags-form'

claim(['<button>', '<view>'], 'a tap reaches a button unless it is disabled', async ({ go, phone }) => {
  const { tap, notes, style } = hands(await go(PAGE), phone)
  await tap('#primary')
  await tap('#off')
  expect((await notes()).filter((note) => note.includes(' tap '))).toEqual([expect.stringMatching(/^primary tap/)])
  expect(await style('#primary', 'backgroundColor')).toBe('rgb(26, 173, 25)')
  expect(await style('#plain', 'color')).toBe('rgb(26, 173, 25)')
  expect(await style('#plain', 'backgroundColor')).toBe('rgba(0, 0, 0, 0)')
})

approximate(
  '<button>',
  'open types are answered from the fixtures',
  'its open types share, give the number and the picture, open settings and customer service',
  async ({ go, phone }) => {
    const { tap, noted } = hands(await go(PAGE), phone)
    await tap('#phone')
    expect(await noted('phone getphonenumber')).toContain('"code":')
    await tap('#avatar')
    expect(await noted('avatar chooseavatar')).toMatch(/avatarUrl/)
    await tap('#setting')
    expect(await noted('setting opensetting')).toContain('openSetting:ok')
    await tap('#contact')
    expect((await phone.state()).calls.at(-1)).toEqual({ method: 'contact', options: { sessionFrom: 'form' } })
    await tap('#launch')
    expect(await noted('launch error')).toContain('invalid scene')
    await tap('#share')
    await noted('share button card')
    expect((await phone.state()).share).toMatchObject({ title: '表单' })
  },
)

claim(
  ['<input>', '<form>'],
  'typing is limited, told with its value and cursor, and what a handler returns takes its place',
  async ({ go, phone }) => {
    const page = await go(PAGE)
    const { find, noted } = hands(page, phone)
    await (await find('#name')).input('一二三四五六七八')
    expect(await (await find('#name')).value()).toBe('一二三四五六')
    expect(await noted('name input')).toBe('name input {"value":"一二三四五六","cursor":6,"keyCode":0}')
    await (await find('#digits')).input('a1b2c3d4e5')
    expect(await (await find('#digits')).value()).toBe('1234')
    expect(await noted('name focus')).toContain('"value":""')
    expect(await phone.look(() => document.querySelector<HTMLInputElement>('#secret input')!.type)).toBe('password')
    expect(await phone.look(() => document.querySelector<HTMLInputElement>('#digits input')!.inputMode)).toBe('decimal')
  },
)

claim('<input>', 'its focus follows the page, with the keyboard’s height told', async ({ go, phone }) => {
  const page = await go(PAGE)
  const { noted } = hands(page, phone)
  await page.setData({ isFocused: true })
  await noted('name focus')
  expect(await noted('name keyboardheightchange')).toMatch(/"height":[1-9]/)
  await page.setData({ isFocused: false })
  expect(await noted('name blur')).toContain('"value":""')
})

claim('<textarea>', 'grows with its lines when it may, and tells how many there are', async ({ go, phone }) => {
  const { find, noted, box } = hands(await go(PAGE), phone)
  const { height } = await box('#long')
  await (await find('#long')).input('一\n二\n三\n四')
  expect(await noted('long linechange')).toContain('"lineCount":4')
  expect((await box('#long')).height).toBeGreaterThan(height + 40)
})

claim(
  ['<checkbox>', '<checkbox-group>', '<radio>', '<radio-group>', '<label>'],
  'a touch on a label chooses what it belongs to',
  async ({ go, phone }) => {
    const { tap, noted } = hands(await go(PAGE), phone)
    await tap('#check-b')
    expect(await noted('checks change')).toBe('checks change {"value":["a","b"]}')
    await tap('#box-a')
    expect(await noted('checks change')).toBe('checks change {"value":["b"]}')
    await tap('#radio-y')
    expect(await noted('radios change')).toBe('radios change {"value":"y"}')
  },
)

claim(
  ['<switch>', '<slider>'],
  'a finger turns the switch and moves the slider in its steps',
  async ({ go, phone }) => {
    const { tap, noted, show, find } = hands(await go(PAGE), phone)
    await tap('#switch')
    expect(await noted('switch change')).toBe('switch change {"value":true}')
    const { left, width, y } = await show('#slider')
    await phone.swipe({ x: left + 20, y }, { x: left + width * 0.5, y })
    const value = (await (await find('#slider')).value()) as number
    expect(value % 5).toBe(0)
    expect(value).toBeGreaterThan(15)
    expect(await noted('slider changing')).toContain('value')
    expect(await noted('slider change {')).toBe(`slider change {"value":${value}}`)
  },
)

claim(['<form>', '<button>'], 'submits what is in its fields, and empties them', async ({ go, phone }) => {
  const page = await go(PAGE)
  const { tap, noted, find } = hands(page, phone)
  await (await find('#name')).input('林岚')
  await tap('#switch')
  await tap('#submit')
  await noted('submit submit done')
  expect(await page.data('submitted')).toEqual({
    ...{ name: '林岚', secret: '', long: '', checks: ['a'], radios: 'x', switch: true, slider: 10, pick: 1 },
    region: ['浙江省', '杭州市', '西湖区'],
  })
  await tap('#reset')
  await noted('reset')
  await tap('#submit')
  expect(await page.data('submitted')).toMatchObject({ name: '', checks: [], radios: '', switch: false, slider: 0 })
})
