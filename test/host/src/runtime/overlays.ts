import { h } from './dom'
import type { Screen } from './screen'

/** A question that WeChat's interface asks the user and that is still open. */
export interface Prompt {
  kind: 'modal' | 'actionSheet' | 'authorize' | 'payment' | 'picker' | 'share'
  title: string
  choices: string[]
  /** Answers with one of the choices; -1 dismisses it. */
  answer(choice: number): void
}

export interface ModalChoice {
  confirm: boolean
  cancel: boolean
  content?: string
}

interface ModalOptions {
  title?: string
  content?: string
  showCancel?: boolean
  cancelText?: string
  cancelColor?: string
  confirmText?: string
  confirmColor?: string
  editable?: boolean
  placeholderText?: string
}

/** Toasts, loading, modals, action sheets and permission prompts, as WeChat draws them over the page. */
export class Overlays {
  toast?: { title: string; icon: string }
  loading?: { title: string }
  prompt?: Prompt
  private toastTimer = 0
  private readonly toastLayer = h('div', { class: 'layer toast-layer', hidden: true })
  private readonly promptLayer = h('div', { class: 'layer prompt-layer', hidden: true })

  constructor(
    screen: Screen,
    private readonly onToast: (toast: { title: string; icon: string }) => void,
  ) {
    screen.shell.append(this.promptLayer, this.toastLayer)
  }

  /** A note that goes away by itself after the duration in milliseconds. */
  showToast(title: string, icon: string, image: string | undefined, duration: number, isMasking: boolean): void {
    this.loading = undefined
    this.toast = { title, icon }
    this.drawToast(title, image ? 'image' : icon, image, isMasking)
    this.onToast(this.toast)
    clearTimeout(this.toastTimer)
    this.toastTimer = window.setTimeout(() => this.hideToast(), duration)
  }

  hideToast(): void {
    this.toast = undefined
    clearTimeout(this.toastTimer)
    if (!this.loading) this.toastLayer.hidden = true
  }

  showLoading(title: string, isMasking: boolean): void {
    clearTimeout(this.toastTimer)
    this.toast = undefined
    this.loading = { title }
    this.drawToast(title, 'loading', undefined, isMasking)
  }

  hideLoading(): void {
    this.loading = undefined
    if (!this.toast) this.toastLayer.hidden = true
  }

  modal(options: ModalOptions): Promise<ModalChoice> {
    const { title = '', content = '', showCancel = true, cancelText = '取消', confirmText = '确定' } = options
    const input = options.editable
      ? (h('input', { class: 'modal-input', placeholder: options.placeholderText, value: content }) as HTMLInputElement)
      : null
    const text = input ?? h('div', { class: 'modal-content' }, content)
    const choices = showCancel ? [cancelText, confirmText] : [confirmText]
    const colors = [options.cancelColor ?? '#000000', options.confirmColor ?? '#576b95']
    return this.ask({ kind: 'modal', title: title || content, choices, canDismiss: false }, (buttons) => {
      buttons.forEach((button, index) => (button.style.color = (showCancel ? colors : colors.slice(1))[index]!))
      return h(
        'div',
        { class: 'modal', role: 'dialog' },
        title ? h('div', { class: 'modal-title' }, title) : null,
        text,
        h('div', { class: 'modal-buttons' }, ...buttons),
      )
    }).then((choice) => {
      const confirm = choice === choices.length - 1
      return { confirm, cancel: !confirm, ...(input && confirm ? { content: input.value } : {}) }
    })
  }

  /** The tapped item's index, or -1 when the user cancels. */
  actionSheet(title: string, items: string[], color = '#000000'): Promise<number> {
    return this.ask({ kind: 'actionSheet', title, choices: items, canDismiss: true }, (buttons) => {
      for (const button of buttons) button.style.color = color
      const cancel = h('button', { class: 'sheet-item cancel', onclick: () => this.prompt?.answer(-1) }, '取消')
      return h('div', { class: 'sheet' }, title ? h('div', { class: 'sheet-title' }, title) : null, ...buttons, cancel)
    })
  }

  /** Asks for a permission with 拒绝 and 允许. */
  authorize(title: string, detail: string): Promise<boolean> {
    return this.confirm('authorize', title, detail, ['拒绝', '允许'])
  }

  /** A sheet with a refusal and an agreement; true for the agreement. */
  async confirm(
    kind: 'authorize' | 'payment',
    title: string,
    detail: string | HTMLElement,
    choices: [string, string],
  ): Promise<boolean> {
    const choice = await this.ask({ kind, title, choices, canDismiss: false }, (buttons) =>
      h(
        'div',
        { class: 'sheet authorize', role: 'dialog' },
        h('div', { class: 'authorize-title' }, title),
        h('div', { class: 'authorize-detail' }, detail),
        h('div', { class: 'authorize-buttons' }, ...buttons),
      ),
    )
    return choice === 1
  }

  /** Asks for subscription messages, with a tick that keeps the answer for good. */
  async subscription(title: string, templates: string[]): Promise<{ isAccepted: boolean; isAlways: boolean }> {
    const tick = h('button', { class: 'subscription-always', 'aria-pressed': 'false' }, '总是保持以上选择，不再询问')
    tick.addEventListener('click', () => {
      tick.setAttribute('aria-pressed', String(tick.getAttribute('aria-pressed') !== 'true'))
    })
    const lines = templates.map((template) => h('div', { class: 'subscription-line' }, template))
    const isAccepted = await this.confirm('authorize', title, h('div', {}, ...lines, tick), ['取消', '允许'])
    return { isAccepted, isAlways: tick.getAttribute('aria-pressed') === 'true' }
  }

  /** Shows a sheet with own content (a picker) between 取消 and 确定; true when confirmed. */
  async sheet(kind: 'picker' | 'share', title: string, content: HTMLElement, confirmText = '确定'): Promise<boolean> {
    const choice = await this.ask({ kind, title, choices: ['取消', confirmText], canDismiss: true }, (buttons) => {
      const head = h('div', { class: 'picker-head' }, buttons[0]!, h('span', {}, title), buttons[1]!)
      return h('div', { class: 'sheet picker' }, head, content)
    })
    return choice === 1
  }

  /** Takes everything away, answering an open prompt as dismissed. */
  clear(): void {
    this.prompt?.answer(-1)
    this.hideToast()
    this.hideLoading()
  }

  private ask(
    { canDismiss, ...about }: Omit<Prompt, 'answer'> & { canDismiss: boolean },
    draw: (buttons: HTMLElement[]) => HTMLElement,
  ): Promise<number> {
    this.prompt?.answer(-1)
    return new Promise((resolve) => {
      const prompt: Prompt = {
        ...about,
        answer: (choice) => {
          if (this.prompt !== prompt) return
          this.prompt = undefined
          this.promptLayer.hidden = true
          this.promptLayer.replaceChildren()
          resolve(choice)
        },
      }
      this.prompt = prompt
      const buttonClass = about.kind === 'actionSheet' ? 'sheet-item' : 'choice'
      const buttons = about.choices.map((text, index) =>
        h('button', { class: buttonClass, onclick: () => prompt.answer(index) }, text),
      )
      const shade = h('div', { class: 'shade', onclick: () => canDismiss && prompt.answer(-1) })
      this.promptLayer.replaceChildren(shade, draw(buttons))
      this.promptLayer.hidden = false
    })
  }

  private drawToast(title: string, icon: string, image: string | undefined, isMasking: boolean): void {
    const picture = image
      ? h('img', { src: image, alt: '' })
      : icon === 'none'
        ? null
        : h('i', { class: `toast-icon ${icon}` })
    const box = h(
      'div',
      { class: `toast ${icon === 'none' ? 'plain' : ''}`, role: 'status' },
      picture,
      h('span', {}, title),
    )
    this.toastLayer.classList.toggle('masking', isMasking)
    this.toastLayer.replaceChildren(box)
    this.toastLayer.hidden = false
  }
}
