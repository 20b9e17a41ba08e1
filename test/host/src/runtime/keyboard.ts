import type { Phone } from './phone'

/** What a field needs to hear of the keyboard. */
interface Field {
  dom: HTMLElement
  trigger(name: string, detail: unknown): unknown
}

const PORTRAIT_HEIGHT = 260
const RISE_SECONDS = 0.25

/** The keyboard that comes up with a focused field. It is not drawn: a computer has its own. */
export class Keyboard {
  readonly listeners = new Set<(change: { height: number; duration: number }) => void>()
  private field?: Field

  constructor(private readonly phone: Phone) {}

  /** In px, when it is up. */
  get height(): number {
    return PORTRAIT_HEIGHT + this.phone.screen.safeBottom
  }

  raise(field: Field): void {
    this.field = field
    this.tell(field, this.height)
  }

  lower(field: Field): void {
    if (this.field !== field) return
    this.field = undefined
    // Another field that takes the focus keeps it up.
    setTimeout(() => this.field ?? this.tell(field, 0), 0)
  }

  /** wx.hideKeyboard; false when it is not up. */
  hide(): boolean {
    const active = this.field?.dom.querySelector<HTMLElement>('.qh-field, .qh-editable')
    active?.blur()
    return Boolean(active)
  }

  private tell(field: Field, height: number): void {
    const change = { height, duration: RISE_SECONDS }
    if (field.dom.isConnected) field.trigger('keyboardheightchange', change)
    for (const listener of this.listeners) {
      this.phone.attempt(() => listener(this.phone.realm.adopt({ ...change, duration: RISE_SECONDS * 1000 })))
    }
  }
}
