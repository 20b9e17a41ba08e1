import { h } from './dom'
import type { Phone } from './phone'

/** What lies behind the mini-program: shown while the user has left it by the capsule's ring. */
export class HomeScreen {
  private readonly layer: HTMLElement

  constructor(private readonly phone: Phone) {
    const back = h('button', { class: 'return', onclick: () => phone.app.comeBack() }, '回到小程序')
    this.layer = h('div', { class: 'away', hidden: true }, h('p', {}, `${phone.project.name} 在后台`), back)
    phone.screen.shell.append(this.layer)
  }

  /** Puts the mini-program into the background: closed by its user, or because another one was opened. */
  show(why: 'close' | 'other' = 'close'): void {
    this.layer.hidden = false
    this.phone.app.leave()
    if (why === 'close') this.phone.announce('close', {})
  }

  /** Takes the screen away; the mini-program is in front again. */
  hide(): void {
    this.layer.hidden = true
  }
}
