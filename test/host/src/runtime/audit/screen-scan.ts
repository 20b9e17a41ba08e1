import type { ImageSeen, Observations, TreeSeen } from '../../audit/observations'
import type { OpenPage } from '../open-page'
import { elementOf, isComponent } from '../glass'
import { lookAtContrast } from './contrast'
import { SheetUse } from './sheet-use'
import { lookAtTargets } from './targets'
import { elementsIn, measureTree, nameOf } from './tree'

type Contrast = Observations['contrast']
type Targets = Observations['targets']

/** Looks at pages when they have come to rest, and keeps what was worst. */
export class ScreenScan {
  private readonly trees = new Map<string, TreeSeen>()
  private readonly images = new Map<string, ImageSeen>()
  private readonly targets = new Map<string, Targets>()
  private readonly contrast = new Map<string, Contrast>()
  private readonly sheets = new SheetUse()

  /** Looks at a page that is shown now. */
  look(page: OpenPage): void {
    const { path, body } = page
    const elements = elementsIn(body)
    this.keepTree(measureTree(path, body))
    for (const seen of this.imagesIn(path, elements)) this.images.set(`${path} ${seen.element} ${seen.url}`, seen)
    this.targets.set(path, joinTargets(this.targets.get(path), lookAtTargets(page, elements)))
    this.contrast.set(path, joinContrast(this.contrast.get(path), lookAtContrast(path, elements)))
    this.sheets.look(body)
  }

  seen(): Pick<Observations, 'trees' | 'images' | 'targets' | 'contrast' | 'sheets'> {
    const targets = [...this.targets.values()].reduce<Targets | undefined>(joinTargets, undefined)
    const contrast = [...this.contrast.values()].reduce<Contrast | undefined>(joinContrast, undefined)
    return {
      trees: [...this.trees.values()],
      images: [...this.images.values()],
      targets: targets ?? { looked: 0, small: [], unsafe: [] },
      contrast: contrast ?? { looked: 0, faint: [] },
      sheets: this.sheets.seen(),
    }
  }

  private keepTree(tree: TreeSeen): void {
    const before = this.trees.get(tree.page)
    const { page } = tree
    this.trees.set(page, {
      page,
      nodes: Math.max(before?.nodes ?? 0, tree.nodes),
      depth: Math.max(before?.depth ?? 0, tree.depth),
      children: Math.max(before?.children ?? 0, tree.children),
      widest: before && before.children >= tree.children ? before.widest : tree.widest,
    })
  }

  private imagesIn(page: string, elements: HTMLElement[]): ImageSeen[] {
    return elements.flatMap((dom) => {
      const picture = dom.localName === 'wx-image' ? dom.querySelector('img') : null
      const element = elementOf(dom)
      const { width, height } = dom.getBoundingClientRect()
      if (!picture?.naturalWidth || !width || !height || !isComponent(element)) return []
      const { src, mode } = element.data as { src: string; mode: string }
      const natural = { width: picture.naturalWidth, height: picture.naturalHeight }
      return [{ page, element: nameOf(dom), url: src, mode, natural, shown: { width, height } }]
    })
  }
}

function joinTargets(before: Targets | undefined, after: Targets): Targets {
  if (!before) return after
  return {
    looked: Math.max(before.looked, after.looked),
    small: distinct([...before.small, ...after.small]),
    unsafe: distinct([...before.unsafe, ...after.unsafe]),
  }
}

function joinContrast(before: Contrast | undefined, after: Contrast): Contrast {
  if (!before) return after
  return { looked: Math.max(before.looked, after.looked), faint: distinct([...before.faint, ...after.faint]) }
}

/** One finding for each element, however often it was looked at. */
function distinct<T extends { page: string; element: string }>(list: T[]): T[] {
  return [...new Map(list.map((each) => [`${each.page} ${each.element}`, each])).values()]
}
