import { h } from '../dom'
import { onPress, type BuiltIn, type Tag } from './built-in'

/** Its content goes to the top of the page, out of everything around it. */
export const rootPortal: BuiltIn = {
  name: 'root-portal',
  props: { enable: true },
  setup(tag) {
    const holder = h('div', { class: 'qh-portal' })
    tag.keepChildrenIn(holder)
    const place = () => {
      if (!tag.dom.isConnected) return
      const isAway = tag.prop('enable') && tag.page
      ;(isAway ? tag.page.frame : tag.dom).append(holder)
    }
    tag.watch(['enable'], place)
    tag.onAttach(() => queueMicrotask(place))
    tag.onAttach(place)
    tag.onDetach(() => holder.remove())
  },
}

/** Shows its content while the screen is as it wants it. */
export const matchMedia: BuiltIn = {
  name: 'match-media',
  props: {
    ...{ minWidth: null, maxWidth: null, width: null, minHeight: null, maxHeight: null, height: null, orientation: '' },
  },
  setup(tag) {
    const judge = () => {
      const wanted = Object.fromEntries(MEDIA.map((name) => [name, tag.prop(name)]))
      tag.dom.classList.toggle('qh-unmatched', !matchesMedia(tag.phone.screen, wanted))
    }
    tag.watch(MEDIA, judge)
    addEventListener('resize', judge)
    tag.onDetach(() => removeEventListener('resize', judge))
  },
}

const MEDIA = ['minWidth', 'maxWidth', 'width', 'minHeight', 'maxHeight', 'height', 'orientation']

/** Whether a screen fits a description with minWidth, height, orientation and so on; what is not named is free. */
export function matchesMedia(screen: { width: number; height: number }, wanted: Record<string, unknown>): boolean {
  const { width, height } = screen
  const holds = (name: string, test: (limit: number) => boolean) => {
    const limit = wanted[name]
    return limit === null || limit === undefined || limit === '' || test(Number(limit))
  }
  const orientation = height >= width ? 'portrait' : 'landscape'
  return (
    holds('minWidth', (limit) => width >= limit) &&
    holds('maxWidth', (limit) => width <= limit) &&
    holds('width', (limit) => width === limit) &&
    holds('minHeight', (limit) => height >= limit) &&
    holds('maxHeight', (limit) => height <= limit) &&
    holds('height', (limit) => height === limit) &&
    (!wanted.orientation || wanted.orientation === orientation)
  )
}

/** A page within the page: going back closes it first. */
export const pageContainer: BuiltIn = {
  name: 'page-container',
  props: {
    ...{ show: false, duration: 300, zIndex: 100, overlay: true, position: 'bottom', round: false, overlayStyle: '' },
    ...{ closeOnSlideDown: false, customStyle: '' },
  },
  reflect: ['position', 'round'],
  setup(tag) {
    const sheet = h('div', { class: 'qh-sheet' })
    const shade = h('div', { class: 'qh-shade', 'data-qh-own': true })
    tag.dom.append(shade, sheet)
    tag.keepChildrenIn(sheet)
    tag.watch(['customStyle', 'overlayStyle', 'zIndex', 'duration'], () => {
      sheet.style.cssText = tag.prop('customStyle')
      shade.style.cssText = tag.prop('overlayStyle')
      tag.style({ '--qh-z': String(tag.prop('zIndex')), '--qh-ms': `${duration(tag)}ms` })
    })
    let isShown = false
    tag.watch(['show', 'overlay'], () => {
      shade.hidden = !tag.prop('overlay')
      if (tag.prop<boolean>('show') === isShown) return
      isShown = tag.prop('show')
      void turn(tag, isShown)
    })
    onPress(shade, () => tag.trigger('clickoverlay', {}))
    watchSlideDown(tag, sheet)
    tag.onDetach(() => shade.remove())
  },
}

function duration(tag: Tag): number {
  return tag.phone.settings.still ? 0 : Number(tag.prop('duration'))
}

async function turn(tag: Tag, isShown: boolean): Promise<void> {
  const verb = isShown ? 'enter' : 'leave'
  tag.trigger(`before${verb}`, {})
  if (isShown) tag.dom.classList.add('qh-present')
  await new Promise((resolve) => setTimeout(resolve, 0))
  tag.trigger(verb, {})
  tag.dom.classList.toggle('qh-open', isShown)
  await new Promise((resolve) => setTimeout(resolve, duration(tag)))
  if (!isShown) tag.dom.classList.remove('qh-present')
  tag.trigger(`after${verb}`, {})
}

const SLIDE_PX = 60

function watchSlideDown(tag: Tag, sheet: HTMLElement): void {
  let startY: number | undefined
  sheet.addEventListener('pointerdown', (event) => (startY = sheet.scrollTop > 0 ? undefined : event.clientY))
  sheet.addEventListener('pointerup', (event) => {
    if (startY !== undefined && event.clientY - startY > SLIDE_PX && tag.prop('closeOnSlideDown'))
      tag.set({ show: false })
    startY = undefined
  })
}

/** Closes the page container that is open on a page; false when there is none. */
export function closePageContainer(frame: HTMLElement, tags: (dom: HTMLElement) => Tag | undefined): boolean {
  const open = [...frame.querySelectorAll<HTMLElement>('wx-page-container.qh-present')].at(-1)
  const tag = open && tags(open)
  if (!tag?.prop('show')) return false
  tag.set({ show: false })
  return true
}
