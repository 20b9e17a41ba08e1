import { until } from '../src/driver'
import { libraryStage } from './library-stage'

/** Vant, a component library nobody here wrote, taken from node_modules as a mini-program's package.json names it. */
const stage = libraryStage()
const { open, change, on, touch, data, becomes, said, shows, hides } = stage

describe('what Vant shows', () => {
  beforeAll(() => open('vant-display'))

  it('van-swipe-cell is moved by wxs alone', async () => {
    const { y, height } = (await on('.slides .van-cell').boundingBox())!
    const middle = y + height / 2
    await stage.phone.swipe({ x: 300, y: middle }, { x: 180, y: middle })
    await until(
      async () => (await on('.slides .van-cell').boundingBox())!.x,
      (x) => x === -65,
    )
    await touch('.remove')
    await said('swiped right')
  })

  it('van-image tells that it was loaded, van-icon has its number', async () => {
    await shows('.image img')
    expect(await on('.icon .van-info').innerText()).toBe('9')
  })

  it('van-tabs changes tab and moves its line', async () => {
    const before = (await on('.van-tabs__line').boundingBox())!
    await stage.phone.page.locator('.tabs .van-tab', { hasText: 'Second' }).tap()
    await said('Second')
    await shows('.second')
    const moved = async () => (await on('.van-tabs__line').boundingBox())!.x - before.x
    await until(moved, (by) => Math.abs(by - 187.5) < 5)
  })

  it('van-collapse unfolds', async () => {
    await touch('.more .van-cell')
    await shows('.hidden-text')
    await becomes('opened', ['1'])
  })

  it('van-count-down, van-progress, van-steps, van-grid and van-skeleton are there', async () => {
    expect((await on('.countdown').innerText()).trim()).toBe('01:00:00')
    const [bar, whole] = [
      await on('.progress .van-progress__portion').boundingBox(),
      await on('.progress .van-progress').boundingBox(),
    ]
    expect(bar!.width / whole!.width).toBeCloseTo(0.4, 1)
    expect(await stage.phone.page.locator('.van-step').count()).toBe(2)
    expect(await stage.phone.page.locator('.van-grid-item').count()).toBe(3)
    await shows('.arrived')
  })

  it('van-tree-select and van-tabbar change what is chosen', async () => {
    await stage.phone.page.locator('.tree .van-sidebar-item', { hasText: 'South' }).tap()
    await stage.phone.page.locator('.tree .van-tree-select__item', { hasText: 'Shenzhen' }).tap()
    await said('Shenzhen')
    await stage.phone.page.locator('.van-tabbar-item', { hasText: 'Search' }).tap()
    await becomes('place', 1)
  })
})

describe('form components of Vant', () => {
  beforeAll(() => open('vant-form'))

  it('van-button and van-cell tell of a touch, a disabled button does not', async () => {
    await touch('.refused .van-button')
    expect(await data('said')).toBe('')
    await touch('.press .van-button')
    await said('pressed button')
    await touch('.cell .van-cell')
    await said('pressed cell')
  })

  it('van-button shows its loading ring', async () => {
    await change({ isLoading: true })
    await shows('.press .van-loading')
    const { width } = (await on('.press .van-loading').boundingBox())!
    expect(width).toBe(20)
    await change({ isLoading: false })
  })

  it('van-field takes text, shows an error, and binds both ways', async () => {
    await on('.name input').fill('Lin')
    await becomes('name', 'Lin')
    await on('.name input').fill('Lin Wei')
    await shows('.name .van-field__error-message')
    expect(await on('.name .van-field__error-message').innerText()).toBe('Too long')
    await on('.note textarea').fill('remember')
    await becomes('note', 'remember')
    expect((await on('.note .van-field__word-limit').innerText()).replace(/\s/g, '')).toBe('8/20')
  })

  it('van-search takes text', async () => {
    await on('.search input').fill('tea')
    await becomes('query', 'tea')
  })

  it('van-checkbox and van-radio know their groups', async () => {
    await touch('.blue .van-checkbox__icon-wrap')
    await becomes('checked', ['red', 'blue'])
    await touch('.red .van-checkbox__icon-wrap')
    await becomes('checked', ['blue'])
    await touch('.two .van-radio__icon-wrap')
    await becomes('chosen', '2')
  })

  it('van-switch turns', async () => {
    await touch('.switch .van-switch')
    await becomes('isOn', true)
    expect(await on('.switch .van-switch').getAttribute('class')).toContain('van-switch--on')
  })

  it('van-stepper stops at its limit', async () => {
    for (const count of [2, 3]) {
      await touch('.stepper .van-stepper__plus')
      await becomes('count', count)
    }
    expect(await on('.stepper .van-stepper__plus').getAttribute('class')).toContain('disabled')
  })

  it('van-rate takes the star that was touched', async () => {
    await stage.phone.page.locator('.rate .van-rate__item').nth(3).tap()
    await becomes('stars', 4)
  })

  it('van-slider goes where its track is touched', async () => {
    const track = (await on('.slider .van-slider').boundingBox())!
    await stage.phone.page.touchscreen.tap(track.x + track.width * 0.75, track.y + track.height / 2)
    await becomes('level', 75)
  })

  it('van-uploader shows a chosen picture and lets it go', async () => {
    await touch('.uploader .van-uploader__upload')
    await shows('.uploader .van-uploader__preview')
    expect(await data('files.length')).toBe(1)
    await touch('.uploader .van-uploader__preview-delete')
    await hides('.uploader .van-uploader__preview')
  })
})

describe('overlays of Vant', () => {
  beforeEach(() => open('vant-overlays'))

  it('van-dialog, called from a script, answers by a promise', async () => {
    await touch('.open-dialog .van-button')
    await shows('.van-dialog__message')
    expect(await on('.van-dialog__message').innerText()).toContain('Really?')
    await touch('.van-dialog__confirm')
    await said('confirmed')
    await open('vant-overlays')
    await touch('.open-dialog .van-button')
    await touch('.van-dialog__cancel')
    await said('cancelled')
  })

  it('van-toast and van-notify appear', async () => {
    await touch('.open-toast .van-button')
    await shows('.van-toast__text')
    expect(await on('.van-toast__text').innerText()).toBe('Saved')
    await touch('.open-notify .van-button')
    await shows('.van-notify')
    expect((await on('.van-notify').innerText()).trim()).toBe('Sent')
  })

  it('van-popup comes from below and goes with its overlay', async () => {
    await touch('.open-popup .van-button')
    await shows('.inside')
    await until(
      () => on('.van-popup--bottom').boundingBox(),
      (box) => Math.round(box!.y + box!.height) === 667,
    )
    await stage.phone.page.touchscreen.tap(187, 200)
    await hides('.inside')
  })

  it('van-action-sheet takes an entry, but none that is off', async () => {
    await touch('.open-sheet .van-button')
    await shows('.van-action-sheet__item')
    await stage.phone.page.locator('.van-action-sheet__item', { hasText: 'Delete' }).tap()
    await said('Delete')
  })

  it('van-picker is turned by a finger', async () => {
    await touch('.open-picker .van-button')
    await shows('.picker .van-picker')
    await stage.phone.page.locator('.picker .van-picker-column__item', { hasText: 'Ningbo' }).tap()
    await touch('.picker .van-picker__confirm')
    await said('Ningbo')
  })

  it('van-datetime-picker gives the day it shows', async () => {
    await touch('.open-date .van-button')
    await shows('.date .van-picker')
    await touch('.date .van-picker__confirm')
    await said('Sun Mar 08 2026')
  })

  it('van-calendar takes a range', async () => {
    await touch('.open-calendar .van-button')
    await shows('.van-calendar__day')
    const day = (text: string) =>
      stage.phone.page.locator('.van-calendar__day', { hasText: new RegExp(`^\\s*${text}\\s*$`) })
    await day('10').first().tap()
    await day('14').first().tap()
    await touch('.van-calendar__confirm')
    await said('10-14')
  })

  it('van-dropdown-menu opens and chooses', async () => {
    await touch('.van-dropdown-menu__item')
    await stage.phone.page.locator('.van-dropdown-item__option', { hasText: 'Cheapest' }).first().tap()
    await said('sorted cheap')
  })

  it('van-share-sheet offers its ways', async () => {
    await touch('.open-share .van-button')
    await touch('.van-share-sheet__option')
    await said('WeChat')
  })
})
