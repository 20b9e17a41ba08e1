/** Quill's description of a text, which WeChat's editor uses: pieces of text with their formats. */
export interface Delta {
  ops: { insert: string | { image?: string; divider?: boolean }; attributes?: Record<string, unknown> }[]
}

type Formats = Record<string, unknown>

const BLOCKS = new Set(['P', 'DIV', 'H1', 'H2', 'H3', 'H4', 'H5', 'H6', 'LI', 'BLOCKQUOTE', 'HR', 'OL', 'UL'])

/** The formats at the cursor, as `statuschange` tells them. */
export function formatsAt(page: HTMLElement): Formats {
  const { anchorNode } = document.getSelection() ?? {}
  const element = anchorNode instanceof HTMLElement ? anchorNode : anchorNode?.parentElement
  return element && page.contains(element) ? formatsOf(element, page) : {}
}

export function toDelta(page: HTMLElement): Delta {
  const ops: Delta['ops'] = []
  const add = (insert: Delta['ops'][number]['insert'], attributes: Formats) => {
    const last = ops.at(-1)
    const isSame = JSON.stringify(last?.attributes ?? {}) === JSON.stringify(attributes)
    if (last && isSame && typeof last.insert === 'string' && typeof insert === 'string') last.insert += insert
    else ops.push({ insert, ...(Object.keys(attributes).length ? { attributes } : {}) })
  }
  const endLine = (attributes: Formats) => {
    const last = ops.at(-1)?.insert
    if (last !== undefined && !(typeof last === 'string' && last.endsWith('\n'))) add('\n', attributes)
  }
  const visit = (node: Node): void => {
    if (node.nodeType === Node.TEXT_NODE) return add(node.textContent ?? '', formatsOf(node.parentElement!, page))
    if (!(node instanceof HTMLElement)) return
    if (node.tagName === 'BR') return add('\n', {})
    if (node.tagName === 'IMG') return add({ image: node.getAttribute('src') ?? '' }, {})
    if (BLOCKS.has(node.tagName)) endLine({})
    if (node.tagName === 'HR') return add({ divider: true }, {})
    node.childNodes.forEach(visit)
    if (BLOCKS.has(node.tagName)) endLine(lineFormats(node))
  }
  page.childNodes.forEach(visit)
  endLine({})
  if (!ops.length) ops.push({ insert: '\n' })
  return { ops }
}

function formatsOf(element: HTMLElement, page: HTMLElement): Formats {
  const formats: Formats = {}
  for (let at: HTMLElement | null = element; at && at !== page; at = at.parentElement) {
    const { style, tagName } = at
    if (['B', 'STRONG'].includes(tagName) || /^(bold|[6-9]00)$/.test(style.fontWeight)) formats.bold ??= 'strong'
    if (['I', 'EM'].includes(tagName) || style.fontStyle === 'italic') formats.italic ??= 'em'
    if (tagName === 'U' || style.textDecorationLine.includes('underline')) formats.underline ??= true
    if (['S', 'STRIKE', 'DEL'].includes(tagName) || style.textDecorationLine.includes('through'))
      formats.strike ??= true
    if (tagName === 'SUB') formats.script ??= 'sub'
    if (tagName === 'SUP') formats.script ??= 'super'
    const color = style.color || at.getAttribute('color')
    if (color) formats.color ??= color
    if (style.backgroundColor) formats.backgroundColor ??= style.backgroundColor
    if (style.fontSize) formats.fontSize ??= style.fontSize
    if (at.getAttribute('face')) formats.fontFamily ??= at.getAttribute('face')
    Object.assign(formats, { ...lineFormats(at), ...formats })
  }
  return formats
}

function lineFormats(element: HTMLElement): Formats {
  const formats: Formats = {}
  const header = /^H([1-6])$/.exec(element.tagName)?.[1]
  if (header) formats.header = Number(header)
  if (element.style.textAlign) formats.align = element.style.textAlign
  if (element.tagName === 'LI') formats.list = element.parentElement?.tagName === 'OL' ? 'ordered' : 'bullet'
  return formats
}
