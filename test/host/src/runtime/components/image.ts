import { h } from '../dom'
import type { BuiltIn, Tag } from './built-in'

const FIT: Record<string, string> = { scaleToFill: 'fill', aspectFit: 'contain', aspectFill: 'cover', center: 'none' }
const POSITIONS = /^(top|bottom|left|right|center)( (left|right))?$/

export const image: BuiltIn = {
  name: 'image',
  props: { src: '', mode: 'scaleToFill', lazyLoad: false, webp: false, showMenuByLongpress: false, fadeIn: false },
  reflect: ['mode'],
  setup: showImage,
}

export const coverImage: BuiltIn = { name: 'cover-image', props: { src: '', mode: 'scaleToFill' }, setup: showImage }

function showImage(tag: Tag): void {
  const picture = h('img', { class: 'qh-image', alt: '' }) as HTMLImageElement
  tag.dom.prepend(picture)
  tag.watch(['mode'], () => {
    const mode = tag.prop<string>('mode')
    picture.style.objectFit = FIT[mode] ?? (POSITIONS.test(mode) ? 'none' : 'fill')
    picture.style.objectPosition = POSITIONS.test(mode) ? mode : ''
    fitToPicture(tag, picture)
  })
  const load = () => {
    const src = tag.prop<string>('src')
    picture.classList.remove('qh-broken')
    if (!src) return picture.removeAttribute('src')
    const page = tag.dom.closest<HTMLElement>('.qh-page')?.dataset.path ?? ''
    picture.src = tag.phone.assetUrl(src, page)
  }
  // Where a relative path starts is known once the element is on a page.
  tag.watch(['src'], () => tag.dom.isConnected && load())
  tag.onAttach(load)
  picture.addEventListener('load', () => {
    fitToPicture(tag, picture)
    tag.trigger('load', { width: picture.naturalWidth, height: picture.naturalHeight })
  })
  picture.addEventListener('error', () => {
    picture.classList.add('qh-broken')
    tag.trigger('error', { errMsg: `Failed to load image ${tag.prop<string>('src')}` })
  })
}

/** widthFix and heightFix take the other side from the picture's own proportions. */
function fitToPicture(tag: Tag, picture: HTMLImageElement): void {
  if (!picture.naturalWidth) return
  const ratio = picture.naturalHeight / picture.naturalWidth
  const mode = tag.prop<string>('mode')
  if (mode === 'widthFix') tag.style({ height: `${tag.dom.clientWidth * ratio}px` })
  if (mode === 'heightFix') tag.style({ width: `${tag.dom.clientHeight / ratio}px` })
}
