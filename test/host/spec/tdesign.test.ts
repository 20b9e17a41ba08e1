import { until } from '../src/driver'
import { libraryStage } from './library-stage'

/** TDesign, a component library nobody here wrote: components without an element of their own, wxs, relations, slots. */
const stage = libraryStage()
const { open, on, withText, touch, becomes, said, shows } = stage

describe('form components of TDesign', () => {
  beforeAll(() => open('tdesign-form'))

  it('t-button and t-cell tell of a touch', async () => {
    await touch('.press')
    await said('pressed')
    await touch('.cell')
    await said('cell pressed')
  })

  it('t-input, t-textarea and t-search take text', async () => {
    await on('.name input').fill('Lin Wei')
    await becomes('name', 'Lin Wei')
    await becomes('tips', 'Too long')
    await on('.note textarea').fill('remember')
    await becomes('note', 'remember')
    expect((await on('.t-textarea__indicator').innerText()).replace(/\s/g, '')).toBe('8/20')
    await on('.search input').fill('tea')
    await becomes('query', 'tea')
  })

  it('t-checkbox and t-radio know their groups', async () => {
    await withText('.t-checkbox', 'Blue').tap()
    await becomes('checked', ['red', 'blue'])
    await withText('.t-radio', 'Two').tap()
    await becomes('chosen', '2')
  })

  it('t-switch, t-stepper and t-rate change', async () => {
    await touch('.t-switch__body')
    await becomes('isOn', true)
    await touch('.t-stepper__plus')
    await becomes('count', 2)
    await stage.phone.page.locator('.t-rate__icon').nth(3).tap()
    await becomes('stars', 4)
  })

  it('t-slider goes where its track is touched', async () => {
    const track = (await on('.t-slider__bar').boundingBox())!
    await stage.phone.page.touchscreen.tap(track.x + track.width * 0.75, track.y + track.height / 2)
    await until(
      () => stage.data('level'),
      (level) => Math.abs(Number(level) - 75) <= 2,
    )
  })

  it('t-upload shows a chosen picture', async () => {
    await touch('.t-upload__add-icon')
    await until(
      () => stage.data('files'),
      (files) => (files as unknown[]).length === 1,
    )
    await shows('.t-upload__thumbnail')
  })
})

describe('overlays of TDesign', () => {
  beforeEach(() => open('tdesign-overlays'))

  const choose = async (what: string) => {
    await touch(`.open-${what}`)
  }

  it('t-dialog is confirmed', async () => {
    await choose('dialog')
    await withText('.t-dialog__button', 'Yes').tap()
    await said('confirmed')
  })

  it('t-toast and t-message, called from a script, appear', async () => {
    await choose('toast')
    await shows('.t-toast__text')
    expect(await on('.t-toast__text').innerText()).toBe('Saved')
    await open('tdesign-overlays')
    await choose('message')
    await shows('.t-message__text')
    expect((await on('.t-message__text').innerText()).trim()).toBe('Sent')
  })

  it('t-popup comes from below', async () => {
    await choose('popup')
    await shows('.inside')
    await until(
      () => on('.t-popup--bottom').boundingBox(),
      (box) => Math.round(box!.y + box!.height) === 667,
    )
  })

  it('t-action-sheet takes an entry', async () => {
    await choose('sheet')
    await withText('.t-action-sheet__list-item', 'Delete').tap()
    await said('Delete')
  })

  it('t-picker and t-date-time-picker give what they show', async () => {
    await choose('picker')
    await withText('.t-picker__confirm', 'Done').tap()
    await said('Hangzhou')
    await open('tdesign-overlays')
    await choose('date')
    await stage.phone.page.locator('.date .t-picker__confirm, .t-picker__confirm').last().tap()
    await said('2026-03-08 00:00:00')
  })

  it('t-calendar takes a day', async () => {
    await choose('calendar')
    await stage.phone.page
      .locator('.t-calendar__dates-item', { hasText: /^\s*10\s*$/ })
      .first()
      .tap()
    await touch('.t-calendar__confirm-btn')
    await said(10)
  })

  it('t-cascader goes from level to level', async () => {
    await choose('cascader')
    await withText('.t-cascader .t-radio', 'Zhejiang').tap()
    await withText('.t-cascader .t-radio', 'Ningbo').tap()
    await said('Zhejiang Ningbo')
  })

  it('t-drawer tells what was touched', async () => {
    await choose('drawer')
    await withText('.t-drawer__sidebar-item', 'Second').tap()
    await said('Second')
  })
})

describe('what TDesign shows', () => {
  beforeAll(() => open('tdesign-display'))

  it('t-image tells that it was loaded, t-badge has its number', async () => {
    await said('image loaded')
    expect(await on('.t-badge--count, .t-badge__content .t-badge--circle, .t-badge--basic').innerText()).toBe('9')
  })

  it('t-tabs changes tab', async () => {
    await withText('.t-tabs__item', 'Second').tap()
    await said('Second')
    await shows('.second')
  })

  it('t-collapse unfolds', async () => {
    await withText('.t-collapse-panel__header', 'More').tap()
    await shows('.hidden-text')
    await becomes('opened', [0])
  })

  it('t-count-down, t-progress, t-steps, t-grid and t-skeleton are there', async () => {
    expect((await on('.t-count-down').innerText()).replace(/\s/g, '')).toBe('01:00:00')
    expect(await stage.phone.page.locator('.t-steps-item').count()).toBe(2)
    expect(await stage.phone.page.locator('.t-grid-item').count()).toBe(3)
    await shows('.arrived')
    const [bar, whole] = [await on('.t-progress__inner').boundingBox(), await on('.t-progress__bar').boundingBox()]
    expect(bar!.width / whole!.width).toBeCloseTo(0.4, 1)
  })

  it('t-tab-bar changes what is chosen', async () => {
    await withText('.t-tab-bar-item', 'Search').tap()
    await becomes('place', 'search')
  })
})

describe('packages of npm that are plain scripts', () => {
  it('dayjs and mobx-miniprogram are found, with what they require', async () => {
    await open('libraries')
    expect(await on('.day').innerText()).toBe('2026/04/08')
    expect(await on('.count').innerText()).toBe('1 2')
    await touch('.add')
    await until(
      () => on('.count').innerText(),
      (text) => text === '2 4',
    )
  })
})
