import { each, kilobytes, type Rule } from '../rule'

const MOST_UNUSED = 2 * 1024

/** Good practice and hints. */
export const PRACTICE_RULES: Rule[] = [
  {
    id: 'js-errors',
    title: '避免 JS 异常',
    group: 'practice',
    weight: 3,
    limit: 'none',
    seen: 'Uncaught errors and rejections, and what handlers and life-cycle functions throw.',
    advice: 'Catch what can fail, and tell the user.',
    check: ({ errors }) =>
      each(
        errors,
        () => 'script',
        ({ message }) => message,
      ),
  },
  {
    id: 'deprecated',
    title: '废弃接口',
    group: 'practice',
    weight: 2,
    limit: 'none is called',
    seen: "Calls of functions that WeChat's documentation marks as no longer maintained.",
    advice: 'Use what has taken its place.',
    check: ({ deprecated }) =>
      each(
        deprecated,
        ({ name }) => `wx.${name}`,
        ({ instead }) => `is no longer maintained: use ${instead}`,
      ),
  },
  {
    id: 'base-library',
    title: '最低基础库版本',
    group: 'practice',
    weight: 0,
    limit: 'a lowest version is set',
    seen: "It is set in the console of WeChat's platform, not in the mini-program.",
    advice: 'Set it there.',
  },
  {
    id: 'unreachable-pages',
    title: '移除不可访问到的页面',
    group: 'practice',
    weight: 0,
    limit: 'every page can be reached',
    seen: 'Pages that were not shown and whose path stands in no script, template, tab or entry. Links that a server gives are not seen.',
    advice: 'Take it out of app.json, or lead to it.',
    check: ({ pages }, facts) =>
      each(
        facts.pages.map((page) => ({ page })),
        ({ page }) => page,
        ({ page }) => (facts.unmentioned.includes(page) && !pages.includes(page) ? 'nothing leads to it' : null),
      ),
  },
  {
    id: 'wxss-use',
    title: 'WXSS 使用率',
    group: 'practice',
    weight: 0,
    limit: `at most ${kilobytes(MOST_UNUSED)} that nothing uses`,
    seen: 'Rules that matched no element of any page as it was shown; a longer journey matches more.',
    advice: 'Take out what nothing uses, or move it to the page that does.',
    check: ({ sheets }) =>
      each(
        sheets.map((sheet) => ({ ...sheet, page: sheet.sheet })),
        ({ sheet }) => `${sheet}.wxss`,
        ({ unused }) => {
          const bytes = unused.reduce((sum, rule) => sum + rule.bytes, 0)
          if (bytes <= MOST_UNUSED) return null
          const some = unused.slice(0, 8).map(({ selector }) => selector)
          return `${kilobytes(bytes)} unused: ${some.join(', ')}${unused.length > 8 ? ' ...' : ''}`
        },
      ),
  },
  {
    id: 'timers',
    title: '及时回收定时器',
    group: 'practice',
    weight: 0,
    limit: 'no interval outlives its page',
    seen: 'Intervals that were started while a page was shown and still ran after it was closed.',
    advice: 'Clear it in onUnload.',
    check: ({ timers }) =>
      each(
        timers,
        () => 'setInterval',
        ({ everyMs }) => `goes on every ${everyMs} ms after the page was closed`,
      ),
  },
]
