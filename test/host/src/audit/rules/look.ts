import type { Observations, ProjectFacts } from '../observations'
import { each, type Outcome, type Rule } from '../rule'

/** Files of the package serve phones of every density, of which this is the highest. */
const DENSEST = 3

/** The rules about what is on the screen. */
export const LOOK_RULES: Rule[] = [
  {
    id: 'image-size',
    title: '图片大小',
    group: 'performance',
    weight: 4,
    limit: "not more pixels than are shown at the screen's density",
    seen: `Pictures of pixels, as they are shown at rest. Those of the package may be made for density ${DENSEST}.`,
    advice: 'Ask the server for the size that is shown.',
    check: ({ images, device }) =>
      each(
        images.filter(({ url }) => !/\.svg(\?|$)|^data:image\/svg/.test(url)),
        ({ element, url }) => `${element} ${shortened(url)}`,
        ({ natural, shown, url }) => {
          const density = /^https?:/.test(url) ? device.ratio : Math.max(device.ratio, DENSEST)
          if (natural.width * natural.height <= Math.ceil(shown.width * shown.height * density ** 2)) return null
          return `${sides(natural)} pixels, shown as ${sides(shown)} at density ${density}`
        },
      ),
  },
  {
    id: 'inertial-scroll',
    title: '开启惯性滚动',
    group: 'experience',
    weight: 8,
    limit: '-webkit-overflow-scrolling: touch wherever overflow is scroll',
    seen: 'Style sheets of the pages that were shown.',
    advice: 'Add -webkit-overflow-scrolling: touch to the rule, or use a scroll-view.',
    check: (seen, facts) => inSheets(seen, facts, 'stiff', 'scrolls without inertia on iOS'),
  },
  {
    id: 'no-active',
    title: '避免使用:active 伪类来实现点击态',
    group: 'experience',
    weight: 8,
    limit: 'no :active in WXSS',
    seen: 'Style sheets of the pages that were shown.',
    advice: 'Use hover-class: :active stays on while the page is scrolled.',
    check: (seen, facts) => inSheets(seen, facts, 'active', 'uses :active'),
  },
  {
    id: 'image-ratio',
    title: '保持图片大小比例',
    group: 'experience',
    weight: 4,
    limit: 'at most 15% wider or higher than the picture is',
    seen: 'Pictures with mode scaleToFill, as they are shown at rest; other modes keep the ratio.',
    advice: 'Choose a mode that keeps the ratio, or give the element the ratio of its picture.',
    check: ({ images }) =>
      each(
        images.filter(({ mode }) => !mode || mode === 'scaleToFill'),
        ({ element, url }) => `${element} ${shortened(url)}`,
        ({ natural, shown }) => {
          const distortion = shown.width / shown.height / (natural.width / natural.height)
          return Math.max(distortion, 1 / distortion) <= 1.15 ? null : `${sides(natural)} shown as ${sides(shown)}`
        },
      ),
  },
  {
    id: 'tap-area',
    title: '可点击元素的响应区域',
    group: 'experience',
    weight: 3,
    limit: 'at least 20×20 px',
    seen: 'Visible elements with a listener for taps, and controls, at rest. With Taro an element with any listener counts.',
    advice: 'Enlarge it by padding.',
    check: ({ targets }) => ({
      ...each(
        targets.small,
        ({ element }) => element,
        (size) => `${sides(size)} px`,
      ),
      looked: targets.looked,
    }),
  },
  {
    id: 'safe-area',
    title: 'iPhone X 兼容',
    group: 'experience',
    weight: 3,
    limit: 'what can be tapped in a fixed element less than 68 px high lies inside the safe area',
    seen: 'At rest, with the safe area of an iPhone X below whatever the device is.',
    advice: 'Add padding-bottom: env(safe-area-inset-bottom).',
    check: ({ targets }) => ({
      ...each(
        targets.unsafe,
        ({ element }) => element,
        () => 'reaches into the home indicator of an iPhone X',
      ),
      looked: targets.looked,
    }),
  },
  {
    id: 'resize',
    title: '窗口变化适配',
    group: 'experience',
    weight: 3,
    limit: 'pages that may be resized adapt',
    seen: 'Pages with pageOrientation auto or landscape, or resizable in app.json: @media, match-media, onResize or a media query observer.',
    advice: 'Add @media rules or match-media, or listen to onResize.',
    check: ({ pages }, { resizable }) =>
      each(
        resizable.filter(({ page }) => pages.includes(page)),
        ({ page }) => `${page}.json`,
        ({ adapts }) => (adapts ? null : 'may be resized, but nothing adapts'),
      ),
  },
  {
    id: 'contrast',
    title: '合理的颜色搭配',
    group: 'experience',
    weight: 0,
    limit: 'contrast of 4.5, or of 3 from 24 px (19 px when bold)',
    seen: 'Text on plain colours, at rest; text on pictures and gradients, and of disabled controls, is left out.',
    advice: 'Make the text darker or its background lighter.',
    check: ({ contrast }) => ({
      ...each(
        contrast.faint,
        ({ element }) => element,
        ({ ratio, needed, color, background }) => `${color} on ${background}: ${ratio.toFixed(2)}, needs ${needed}`,
      ),
      looked: contrast.looked,
    }),
  },
]

function inSheets(seen: Observations, facts: ProjectFacts, kind: 'active' | 'stiff', what: string): Outcome {
  const used = facts.sheets.flatMap((sheet) => {
    const page = sheet.pages.find((path) => seen.pages.includes(path))
    return page === undefined ? [] : [{ ...sheet, page }]
  })
  return {
    looked: used.length,
    findings: used.flatMap(({ file, page, [kind]: places }) =>
      places.map(({ line, selector }) => ({ page, where: `${file}:${line} ${selector}`, what })),
    ),
  }
}

const sides = ({ width, height }: { width: number; height: number }) => `${round(width)}×${round(height)}`
const round = (length: number) => Math.round(length * 10) / 10
const shortened = (url: string) => (url.length > 120 ? `${url.slice(0, 117)}...` : url)
