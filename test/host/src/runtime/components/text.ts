import type { BuiltIn } from './built-in'

/**
 * Text: its child texts are shown as WeChat shows them, with `\n` as a line break; `decode` turns entities into
 * characters, `space` keeps spaces in one of three widths, `max-lines` cuts with an ellipsis.
 */
export const text: BuiltIn = {
  name: 'text',
  props: { selectable: false, userSelect: false, space: '', decode: false, maxLines: 0, overflow: '' },
  reflect: ['selectable', 'userSelect', 'space', 'overflow'],
  setup(tag) {
    tag.watch(['maxLines'], () => {
      const lines = Number(tag.prop('maxLines'))
      tag.dom.toggleAttribute('max-lines', lines > 0)
      tag.style({ '--qh-lines': lines > 0 ? String(lines) : '' })
    })
    tag.watch(['space', 'decode'], () => rewrite(tag.dom, tag.prop('space'), tag.prop('decode')))
    const observer = new MutationObserver(() => rewrite(tag.dom, tag.prop('space'), tag.prop('decode')))
    tag.onAttach(() => {
      rewrite(tag.dom, tag.prop('space'), tag.prop('decode'))
      if (tag.prop('space') || tag.prop('decode') || tag.dom.textContent.includes('\\n'))
        observer.observe(tag.dom, { childList: true, characterData: true, subtree: true })
    })
    tag.onDetach(() => observer.disconnect())
  },
}

const SPACES: Record<string, string> = { nbsp: '\u00a0', ensp: '\u2002', emsp: '\u2003' }
const ENTITIES: Record<string, string> = {
  ...{ '&nbsp;': '\u00a0', '&lt;': '<', '&gt;': '>', '&amp;': '&', '&apos;': "'", '&quot;': '"' },
  ...{ '&ensp;': '\u2002', '&emsp;': '\u2003' },
}

function rewrite(dom: HTMLElement, space: string, isDecoded: boolean): void {
  for (const node of dom.childNodes) {
    if (node.nodeType !== Node.TEXT_NODE) continue
    const before = node.nodeValue ?? ''
    let after = before.replace(/\\n/g, '\n')
    if (SPACES[space]) after = after.replace(/ /g, SPACES[space])
    if (isDecoded) after = after.replace(/&(?:nbsp|lt|gt|amp|apos|quot|ensp|emsp);/g, (entity) => ENTITIES[entity]!)
    if (after !== before) node.nodeValue = after
  }
}
