import type { Phone } from '../src/browser'
import { until, type AutomatorElement, type AutomatorPage } from '../src/driver'

/** Short ways to what a tag's proof does with its page. The pages of tags write down their events in `notes`. */
export function hands(page: AutomatorPage, phone: Phone) {
  const find = async (selector: string): Promise<AutomatorElement> => {
    const found = await page.$(selector)
    if (!found) throw new Error(`no ${selector} on ${page.path}`)
    return found
  }
  const notes = () => page.data('notes') as Promise<string[]>
  /** Where an element is on the glass. */
  const box = async (selector: string) => {
    const [{ left, top }, { width, height }] = await Promise.all([
      (await find(selector)).offset(),
      (await find(selector)).size(),
    ])
    const scrolled = await page.scrollTop()
    const bar = await phone.look(() => document.querySelector('.qh-page:not(.qh-covered)')!.getBoundingClientRect().top)
    return { left, top: top - scrolled + bar, width, height, x: left + width / 2, y: top - scrolled + bar + height / 2 }
  }
  return {
    find,
    notes,
    box,
    tap: async (selector: string) => (await find(selector)).tap(),
    text: async (selector: string) => (await find(selector)).text(),
    style: async (selector: string, name: string) => (await find(selector)).style(name),
    /** The latest note that begins so; waits for it. */
    noted: async (start: string) => {
      const all = await until(notes, (list) => list.some((note) => note.startsWith(start)))
      return all.findLast((note) => note.startsWith(start))!
    },
    /** Scrolls the page until an element stands below the bar, and tells where it is then. */
    show: async (selector: string) => {
      const { top } = await (await find(selector)).offset()
      await phone.look((to) => {
        document.querySelector('.qh-page:not(.qh-covered) .qh-scroller')!.scrollTop = to
      }, top - 20)
      return box(selector)
    },
  }
}
