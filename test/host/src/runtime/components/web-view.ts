import { h } from '../dom'
import type { BuiltIn, Tag } from './built-in'

/**
 * A page of the web over the whole page. Only origins that the phone may reach are shown (the `api` map, localhost of
 * the host itself); the others get WeChat's refusal.
 */
export const webView: BuiltIn = {
  name: 'web-view',
  props: { src: '' },
  setup(tag) {
    const frame = h('iframe', { class: 'qh-web', allow: 'fullscreen' }) as HTMLIFrameElement
    const refusal = h('div', { class: 'qh-web-refused', hidden: true })
    tag.dom.append(frame, refusal)
    /** What the web page sent; WeChat hands it over when the page is left or shared. */
    const posted: unknown[] = []
    const listen = ({ source, data }: MessageEvent<{ data?: unknown }>) => {
      if (source === frame.contentWindow) posted.push(data?.data ?? data)
    }
    addEventListener('message', listen)
    const load = () => {
      const src = tag.prop<string>('src')
      if (!src || !tag.dom.isConnected) return
      const address = tag.phone.webAddress(src)
      frame.hidden = !address
      refusal.hidden = Boolean(address)
      if (address) frame.src = address
      else refuse(tag, refusal, src)
    }
    tag.watch(['src'], load)
    tag.onAttach(load)
    frame.addEventListener('load', () => frame.src && tag.trigger('load', { src: tag.prop('src') }))
    tag.onDetach(() => {
      removeEventListener('message', listen)
      if (posted.length) tag.trigger('message', { data: posted.splice(0) })
    })
  },
}

function refuse(tag: Tag, refusal: HTMLElement, src: string): void {
  const origin = /^[a-z]+:\/\/[^/?#]+/i.exec(src)?.[0] ?? src
  refusal.replaceChildren(
    h('b', {}, '无法打开该页面'),
    h('p', {}, `不支持打开 ${origin}，请在“小程序右上角更多->反馈与投诉”中和开发者反馈。`),
  )
  tag.trigger('error', { url: src, fullUrl: src, errMsg: 'web-view domain is not allowed' })
}
