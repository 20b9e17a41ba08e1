import type { Timed } from '../observations'
import { each, type Outcome, type Rule } from '../rule'

const BY_PACE =
  'Measured by the clock and divided by how much slower than a quiet machine this one was at that moment. A phone takes several times as long as a desktop.'

/** The three rules that are about the mini-program's own speed. */
export const TIME_RULES: Rule[] = [
  {
    id: 'script-time',
    title: '脚本执行时间',
    group: 'performance',
    weight: 7,
    limit: 'one synchronous run of at most 1 s',
    seen: `Long tasks of the browser, without the host's own work and without rendering. ${BY_PACE}`,
    advice: 'Split the work, or leave it to the server.',
    check: ({ scripts }) => within(scripts, 1000),
  },
  {
    id: 'first-screen',
    title: '首屏时间',
    group: 'performance',
    weight: 6,
    limit: 'at most 5 s from the start',
    seen: `From the start of app.js to the largest paint before the first touch; downloading the packages is left out. ${BY_PACE}`,
    advice: 'Ask for less before the first screen, or show a part of it first.',
    check: ({ firstScreens }) => within(firstScreens, 5000),
  },
  {
    id: 'render-time',
    title: '渲染时间',
    group: 'performance',
    weight: 6,
    limit: 'at most 500 ms',
    seen: `Each setData and each page's first rendering, until the nodes stand in the document. ${BY_PACE}`,
    advice: 'Show fewer nodes at once: pages of a list, or a virtual list.',
    check: ({ renders }) => within(renders, 500),
  },
]

function within(times: Timed[], most: number): Outcome {
  const slowest = [...times].sort((a, b) => fair(b) - fair(a))[0]
  const outcome = each(
    times,
    ({ what }) => what,
    (time) => (fair(time) <= most ? null : `took ${described(time)}; at most ${most} ms`),
  )
  return { ...outcome, worst: slowest && `${described(slowest)}: ${slowest.what}, ${slowest.page}` }
}

const fair = ({ ms, slowness }: Timed) => ms / slowness

function described(time: Timed): string {
  const corrected = time.slowness > 1 ? `, ${Math.round(fair(time))} ms on a quiet machine` : ''
  return `${Math.round(time.ms)} ms${corrected}`
}
