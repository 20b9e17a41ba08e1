import { hands } from './hands'
import { conformance } from './kit'

const { claim, approximate } = conformance('native')
const PAGE = '/pages/tags-text/tags-text'

claim('<text>', 'breaks lines, keeps spaces, decodes entities, nests and can be cut', async ({ go, phone }) => {
  const { text, box, style } = hands(await go(PAGE), phone)
  expect(await text('#lines')).toBe('第一行\n第二行')
  expect(await text('#spaces')).toBe('字\u2003字')
  expect(await text('#decoded')).toBe('<b>\u00a0&')
  expect(await text('#nested')).toBe('外内外')
  expect(await style('#inner', 'color')).toBe('rgb(230, 67, 64)')
  expect(await style('#select', 'userSelect')).toBe('text')
  expect(await style('#lines', 'userSelect')).toBe('none')
  expect((await box('#clamped')).height).toBeLessThan(60)
  expect(await style('#lines', 'display')).toBe('block')
  expect(await style('#inner', 'display')).toBe('inline')
})

claim('<rich-text>', 'draws nodes and markup with the tags it knows', async ({ go, phone }) => {
  const { text, noted, tap } = hands(await go(PAGE), phone)
  expect(await text('#nodes')).toBe('红色\u00a0文字 & <尖>')
  const drawn = await phone.look(() => {
    const [nodes, html] = ['#nodes', '#html'].map((id) => document.querySelector(id)!)
    const image = html!.querySelector('img')!
    return {
      color: getComputedStyle(nodes!.querySelector('.inside')!).color,
      scripts: document.querySelectorAll('#nodes script, #html script').length,
      items: [...html!.querySelectorAll('li')].map((item) => item.textContent),
      bold: html!.querySelector('b')!.textContent,
      image: image.naturalWidth,
    }
  })
  expect(drawn).toEqual({ color: 'rgb(230, 67, 64)', scripts: 0, items: ['甲', '乙'], bold: '粗', image: 120 })
  await tap('#nodes')
  await noted('nodes tap')
})

claim(['<icon>', '<progress>'], 'has WeChat’s icons in any colour, and fills its bar', async ({ go, phone }) => {
  const page = await go(PAGE)
  const { box, noted } = hands(page, phone)
  expect(await box('.icon-success')).toMatchObject({ width: 32, height: 32 })
  const tinted = await phone.look(() => getComputedStyle(document.querySelector('#tinted svg')!).color)
  expect(tinted).toBe('rgb(87, 107, 149)')
  await noted('progress activeend {"curPercent":60}')
  await page.setData({ percent: 80 })
  await noted('progress activeend {"curPercent":80}')
  const filled = await phone.look(() => {
    const [fill, bar] = ['#progress i', '#progress .qh-bar'].map((part) => document.querySelector<HTMLElement>(part)!)
    return fill!.offsetWidth / bar!.offsetWidth
  })
  expect(filled).toBeCloseTo(0.8, 1)
})

approximate(
  '<editor>',
  'the browser’s own editing; delta is made from what is shown',
  'takes text, formats, images and lists, tells its contents and takes steps back',
  async ({ go, phone }) => {
    const page = await go(PAGE)
    const { noted } = hands(page, phone)
    const edit = (method: string, ...values: unknown[]) => page.callMethod('edit', method, ...values)
    const contents = () => edit('getContents') as Promise<{ html: string; text: string; delta: { ops: unknown[] } }>
    await noted('ready')
    await edit('setContents', { html: '<p>第一段</p>' })
    await edit('format', 'bold')
    await edit('insertText', { text: '粗' })
    expect(await contents()).toMatchObject({ text: '第一段粗\n' })
    expect((await contents()).delta.ops).toContainEqual({ insert: '粗', attributes: { bold: 'strong' } })
    expect(await noted('editor statuschange')).toContain('"bold":"strong"')
    await edit('undo')
    expect((await contents()).text).toBe('第一段\n')
    await edit('redo')
    await edit('insertImage', { src: '/media/picture.png', width: '60px' })
    expect((await contents()).html).toContain('picture.png')
    await edit('insertDivider')
    expect((await contents()).delta.ops).toContainEqual({ insert: { divider: true } })
    await edit('clear')
    expect((await contents()).text).toBe('\n')
    await edit('setContents', { delta: { ops: [{ insert: '斜', attributes: { italic: true } }, { insert: '\n' }] } })
    expect((await contents()).html).toContain('italic')
  },
)
