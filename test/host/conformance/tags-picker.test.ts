import { until } from '../src/driver'
import { hands } from './hands'
import { conformance } from './kit'

const { claim, approximate } = conformance('native')
const PAGE = '/pages/tags-form/tags-form'

claim('<picker>', 'selector: starts at its value, takes the touched row, or is given up', async ({ go, phone }) => {
  const { tap, noted, notes } = hands(await go(PAGE), phone)
  await tap('#pick')
  expect((await phone.state()).prompt).toMatchObject({ kind: 'picker' })
  expect(await chosenRows(phone)).toEqual(['吴越'])
  await phone.press('林岚')
  await phone.press('确定')
  expect(await noted('pick change')).toBe('pick change {"value":0}')
  await tap('#pick')
  await phone.press('取消')
  expect((await notes()).at(-1)).toBe('pick cancel {}')
})

claim(
  '<picker>',
  'multiSelector: a turned column is told, and the page may change the others',
  async ({ go, phone }) => {
    const { tap, noted } = hands(await go(PAGE), phone)
    await tap('#multi')
    await phone.press('江苏')
    await noted('columnchange 0 1')
    expect(await chosenRows(phone)).toEqual(['江苏', '南京'])
    await phone.press('无锡')
    await phone.press('确定')
    expect(await noted('multi change')).toBe('multi change {"value":[1,2]}')
  },
)

claim('<picker>', 'time and date stay between start and end, in the wanted fields', async ({ go, phone }) => {
  const { tap, noted } = hands(await go(PAGE), phone)
  await tap('#time')
  expect(await rows(phone, 0)).toEqual(['09', '10', '11', '12', '13', '14', '15', '16', '17', '18'])
  await touchRow(phone, 0, '09')
  expect((await rows(phone, 1))[0]).toBe('30')
  await phone.press('确定')
  expect(await noted('time change')).toBe('time change {"value":"09:30"}')
  await tap('#date')
  expect(await rows(phone, 0)).toEqual(['2026年', '2027年'])
  await phone.press('2027年')
  expect(await rows(phone, 1)).toEqual(['1月', '2月', '3月'])
  await phone.press('3月')
  await phone.press('确定')
  expect(await noted('date change')).toBe('date change {"value":"2027-03-05"}')
  await tap('#month')
  await phone.press('12月')
  await phone.press('确定')
  expect(await noted('month change')).toBe('month change {"value":"2026-12"}')
})

approximate(
  '<picker>',
  'region: the statistical list of 2023, without postcodes',
  'region: provinces, cities and districts with their codes',
  async ({ go, phone }) => {
    const { tap, noted } = hands(await go(PAGE), phone)
    await tap('#region')
    // The list of regions is loaded when it is first asked for.
    await until(
      async () => (await phone.state()).prompt?.title,
      (title) => title === '所在地区',
    )
    expect(await chosenRows(phone)).toEqual(['浙江省', '杭州市', '西湖区'])
    await phone.press('宁波市')
    await phone.press('鄞州区')
    await phone.press('确定')
    expect(JSON.parse((await noted('region change')).replace('region change ', ''))).toEqual({
      value: ['浙江省', '宁波市', '鄞州区'],
      code: ['330000', '330200', '330212'],
      postcode: '',
    })
    await tap('#region')
    await phone.press('北京市')
    expect((await chosenRows(phone))[1]).toBe('全部')
    await phone.press('取消')
    await tap('#city')
    expect(await rows(phone, 0)).toHaveLength(34)
    await phone.press('上海市')
    await phone.press('确定')
    expect(await noted('city change')).toContain('{"value":["上海市","上海市"],"code":["310000","310100"]')
  },
)

claim(['<picker-view>', '<picker-view-column>'], 'a finger turns the wheel to another row', async ({ go, phone }) => {
  const { show, noted } = hands(await go(PAGE), phone)
  const { x, y, top, height } = await show('#wheel')
  const middle = await phone.look(({ x, y }) => document.elementFromPoint(x, y)!.textContent, {
    x,
    y: top + height / 2,
  })
  expect(middle).toBe('二')
  await phone.swipe({ x, y }, { x, y: y - 78 })
  expect(await noted('wheel change')).toBe('wheel change {"value":[3]}')
  await noted('wheel pickend')
})

type Phone = Parameters<typeof hands>[1]

/** The rows in the middle of the open picker's wheels. */
function chosenRows(phone: Phone): Promise<string[]> {
  return phone.look(() =>
    [...document.querySelector('qh-shell')!.shadowRoot!.querySelectorAll('.wheel .chosen')].map(
      (row) => row.textContent,
    ),
  )
}

function rows(phone: Phone, column: number): Promise<string[]> {
  return phone.look((at) => {
    const wheel = document.querySelector('qh-shell')!.shadowRoot!.querySelectorAll('.wheel')[at]!
    return [...wheel.children].map((row) => row.textContent)
  }, column)
}

/** Rows of several wheels may have the same text. */
function touchRow(phone: Phone, column: number, text: string): Promise<void> {
  return phone.look(
    ([at, text]) => {
      const wheel = document.querySelector('qh-shell')!.shadowRoot!.querySelectorAll('.wheel')[at]!
      ;[...wheel.querySelectorAll('button')].find((row) => row.textContent === text)!.click()
    },
    [column, text] as const,
  )
}
