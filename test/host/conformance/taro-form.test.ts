import { until, type AutomatorPage } from '../src/driver'
import { conformance } from './kit'

const { claim } = conformance('taro')

const element = async (page: AutomatorPage, selector: string) => {
  const found = await page.$(selector)
  if (!found) throw new Error(`no ${selector}`)
  return found
}
const said = async (page: AutomatorPage) =>
  JSON.parse(await (await element(page, '.said')).text()) as Record<string, unknown>

claim(
  ['Taro form components', '<input>', '<textarea>'],
  'a controlled field shows what React makes of what was typed, and no more than its length',
  async ({ go }) => {
    const page = await go('/pages/form/index')
    await (await element(page, '.name')).input('abcdef')
    await until(
      async () => (await element(page, '.typed')).text(),
      (typed) => typed === 'ABCD',
    )
    expect(await (await element(page, '.name')).value()).toBe('ABCD')
    await (await element(page, '.words')).input('一二三四五六七八九十超出')
    expect(await said(page)).toMatchObject({ words: '一二三四五六七八九十' })
  },
)

claim(
  ['Taro form components', '<checkbox>', '<radio>', '<switch>', '<slider>', '<label>'],
  'choices are change events with WeChat’s values',
  async ({ go }) => {
    const page = await go('/pages/form/index')
    await (await element(page, '.serve')).tap()
    await (await element(page, '.later')).tap()
    await (await element(page, '.open')).tap()
    await (await element(page, '.slider')).slideTo(30)
    const heard = await said(page)
    expect({ ...heard, purposes: [...(heard.purposes as string[])].sort() }).toEqual({
      purposes: ['market', 'serve'],
      urgency: 'later',
      open: true,
      share: 30,
    })
  },
)

claim(['Taro form components', '<picker>'], 'pickers of every mode give what was confirmed', async ({ phone, go }) => {
  const page = await go('/pages/form/index')
  await (await element(page, '.level')).tap()
  await phone.press('不急')
  await phone.press('确定')
  expect(await said(page)).toEqual({ level: expect.anything() as unknown })
  expect(Number((await said(page)).level)).toBe(1)
  for (const mode of ['place', 'time', 'date']) {
    await (await element(page, `.${mode}`)).tap()
    await phone.press('确定')
  }
  expect(await said(page)).toMatchObject({ place: [0, 0], time: '09:30', date: '2026-11-23' })
})

claim(
  ['Taro form components', '<form>', '<button>'],
  'a form gives every named field when it is submitted, and clears them on reset',
  async ({ go }) => {
    const page = await go('/pages/form/index')
    await (await element(page, '.name')).input('小李')
    await (await element(page, '.words')).input('你好')
    await (await element(page, '.soon')).tap()
    await (await element(page, '.submit')).tap()
    const submitted = async () => (await element(page, '.submitted')).text()
    expect(JSON.parse(await until(submitted, Boolean))).toMatchObject({
      ...{ name: '小李', words: '你好', purposes: ['market'], urgency: 'soon', open: false, share: 0 },
      ...{ place: [0, 0], time: '09:30', date: '2026-11-23' },
    })
    await (await element(page, '.reset')).tap()
    expect(await until(submitted, (text) => !text.startsWith('{'))).toBe('清空')
    expect(await (await element(page, '.words')).value()).toBe('')
  },
)
