import type { BarState, OpenPage } from '../open-page'
import { scrollPage } from '../page-scroll'
import type { BuiltIn, Tag } from './built-in'

/** `<page-meta>`: the page's own style, sizes and scrolling, from its template. */
export const pageMeta: BuiltIn = {
  name: 'page-meta',
  props: {
    ...{ backgroundTextStyle: '', backgroundColor: '', backgroundColorTop: '', backgroundColorBottom: '' },
    ...{ rootBackgroundColor: '', scrollTop: '', scrollDuration: 300, pageStyle: '', pageFontSize: '' },
    ...{ rootFontSize: '', pageOrientation: '' },
  },
  setup(tag) {
    tag.dom.style.display = 'contents'
    onPage(tag, 'pageStyle', (page, style) => page.body.setAttribute('style', inPixels(style)))
    onPage(tag, 'rootFontSize', (page, size) => {
      page.rootFontSize = size === 'system' ? `${16 * tag.phone.settings.fontScale}px` : size
      tag.phone.environment.usePage(tag.phone.pages.top ?? page)
    })
    onPage(tag, 'pageFontSize', (page, size) => {
      page.body.style.fontSize = size === 'system' ? `${16 * tag.phone.settings.fontScale}px` : size
    })
    onPage(tag, 'rootBackgroundColor', (page, color) => (page.scroller.style.backgroundColor = color))
    onPage(tag, 'backgroundColor', (page, color) => {
      page.config.backgroundColor = color
      tag.phone.bars.layOut(page)
    })
    onPage(tag, 'backgroundTextStyle', (page, style) => {
      page.config.backgroundTextStyle = style as 'dark' | 'light'
      tag.phone.refresh.recolour(page)
    })
    onPage(tag, 'scrollTop', (page, top) => void scrollTo(tag, page, top))
    watchScrolling(tag)
  },
}

async function scrollTo(tag: Tag, page: OpenPage, top: string): Promise<void> {
  const duration = tag.phone.settings.still ? 0 : tag.prop<number>('scrollDuration')
  const pixels = /rpx$/.test(top) ? (parseFloat(top) * tag.phone.screen.width) / 750 : parseFloat(top)
  await scrollPage(page, pixels, duration)
  tag.trigger('scrolldone', {})
}

function watchScrolling(tag: Tag): void {
  let stop = () => undefined as void
  tag.onAttach(() => {
    const page = pageOf(tag)
    if (!page) return
    const tell = () => tag.trigger('scroll', { scrollTop: page.scroller.scrollTop })
    page.scroller.addEventListener('scroll', tell, { passive: true })
    stop = () => page.scroller.removeEventListener('scroll', tell)
  })
  tag.onDetach(() => stop())
}

/** `<navigation-bar>` inside page-meta: the bar above the page, from its template. */
export const navigationBar: BuiltIn = {
  name: 'navigation-bar',
  props: {
    ...{ title: null, loading: null, frontColor: '', backgroundColor: '' },
    ...{ colorAnimationDuration: 0, colorAnimationTimingFunc: 'linear' },
  },
  setup(tag) {
    tag.dom.style.display = 'none'
    const change = (name: string, valuesOf: (value: never) => Partial<BarState>) =>
      onPage(tag, name, (page, value) => tag.phone.bars.change(page, valuesOf(value as never)))
    change('title', (title) => ({ title: String(title) }))
    change('loading', (loading) => ({ isLoading: Boolean(loading) }))
    change('frontColor', (color: string) => ({ text: /^#f/i.test(color) ? 'white' : 'black' }))
    change('backgroundColor', (background) => ({ background }))
  },
}

function pageOf(tag: Tag): OpenPage | undefined {
  return tag.phone.pages.around(tag.dom)
}

/** Applies a property that was given to the page, once the tag is on it and at every change. */
function onPage(tag: Tag, name: string, apply: (page: OpenPage, value: string) => void): void {
  let applied: unknown
  const run = () => {
    const value = tag.prop<string | null>(name)
    const page = pageOf(tag)
    if (!page || value === applied || value === null || value === '') return
    applied = value
    apply(page, value)
  }
  tag.watch([name], run)
  tag.onAttach(run)
}

function inPixels(style: string): string {
  return style.replace(/(-?[\d.]+)rpx\b/g, (_, n: string) => `calc(${n} * var(--qh-rpx))`)
}
