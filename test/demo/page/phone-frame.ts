import type { Words } from './words'

export interface Person {
  key: string
  name: string
  role: keyof Words['roles']
  note: string
}

export interface Card {
  title: string
  path: string
}

/** What the mini-program's frame tells us. */
type Message = ({ type: 'share' } & Card) | { type: 'error'; message?: string } | { type: 'ready' } | { type: 'toast' }

const SCENE_CARD_IN_CHAT = 1007
const SCENE_MINI_PROGRAM_CODE = 1047

/** One phone of the page: the frame with what stands around it. */
export class PhoneFrame {
  readonly element: HTMLElement
  /** The card that the other phone shared last, to be opened here. */
  private offered: Card | null = null
  /** The card shared last, by this phone or the other one. */
  private latest: { card: Card; isOwn: boolean } | null = null
  private isOnline = true
  private words!: Words
  private readonly frame: HTMLIFrameElement
  private readonly select: HTMLSelectElement

  constructor(
    private readonly side: 'left' | 'right',
    private readonly people: Person[],
    private person: Person,
    private readonly onShare: (card: Card) => void,
  ) {
    const template = document.querySelector<HTMLTemplateElement>('#phone')!
    this.element = (template.content.cloneNode(true) as DocumentFragment).querySelector('section')!
    this.frame = this.find('iframe')
    this.select = this.find('select')
    this.select.addEventListener('change', () => this.switchTo(this.select.value))
    for (const act of ['open', 'scan', 'network', 'reload'] as const)
      this.button(act).addEventListener('click', () => this[act]())
    window.addEventListener('message', (event) => {
      if (event.origin === location.origin && event.source === this.frame.contentWindow)
        this.hear(event.data as Message)
    })
    this.load()
  }

  /** Shows this phone's words in the language given. */
  speak(words: Words): void {
    this.words = words
    this.find('.phone__label').textContent = words[this.side]
    this.frame.title = words[this.side]
    this.listPeople()
    for (const act of ['open', 'scan', 'reload'] as const) this.button(act).textContent = words[act]
    this.showState()
  }

  /** The other phone shared this card. */
  offer(card: Card): void {
    this.offered = card
    this.latest = { card, isOwn: false }
    this.showState()
  }

  private hear(message: Message): void {
    if (message.type === 'ready') this.tell({ type: 'network', online: this.isOnline })
    if (message.type === 'error') this.showProblem(message.message ?? '')
    if (message.type !== 'share') return
    const card = { title: message.title, path: message.path }
    this.latest = { card, isOwn: true }
    this.showState()
    this.onShare(card)
  }

  private open(): void {
    if (!this.offered) return
    const { path, query } = partsOf(this.offered.path)
    this.tell({ type: 'launch', path, query, scene: SCENE_CARD_IN_CHAT })
  }

  private scan(): void {
    const code = codeOf(this.offered)
    // A mini-program code carries nothing but its scene, which arrives encoded.
    if (this.offered && code) {
      const { path } = partsOf(this.offered.path)
      this.tell({ type: 'launch', path, query: { scene: encodeURIComponent(code) }, scene: SCENE_MINI_PROGRAM_CODE })
    }
  }

  private network(): void {
    this.isOnline = !this.isOnline
    this.tell({ type: 'network', online: this.isOnline })
    this.showState()
  }

  private reload(): void {
    this.isOnline = true
    this.load()
    this.showState()
  }

  private switchTo(key: string): void {
    this.person = this.people.find((person) => person.key === key) ?? this.person
    localStorage.setItem(`demo-${this.side}`, this.person.key)
    if (this.latest?.isOwn) this.latest = null
    this.reload()
  }

  private load(): void {
    this.showProblem(null)
    this.frame.src = `/__host/phone?person=${encodeURIComponent(this.person.key)}`
  }

  private tell(command: object): void {
    this.showProblem(null)
    this.frame.contentWindow?.postMessage(command, location.origin)
  }

  private listPeople(): void {
    const groups = Object.entries(this.words.roles).map(([role, label]) => {
      const group = document.createElement('optgroup')
      group.label = label
      const members = this.people.filter((person) => person.role === role)
      group.append(...members.map(({ key, name }) => new Option(name, key, false, key === this.person.key)))
      return group
    })
    this.select.replaceChildren(...groups.filter((group) => group.children.length > 0))
  }

  private showState(): void {
    this.find('.phone__note').textContent = this.person.note
    const open = this.button('open')
    open.disabled = !this.offered
    open.title = this.offered?.title ?? this.words.openHint
    const scan = this.button('scan')
    scan.disabled = !codeOf(this.offered)
    scan.title = this.words.scanHint
    const network = this.button('network')
    network.textContent = this.isOnline ? this.words.networkOff : this.words.networkOn
    network.setAttribute('aria-pressed', String(!this.isOnline))
    this.element.classList.toggle('phone--offline', !this.isOnline)
    this.find('.phone__card').hidden = !this.latest
    this.find('.phone__card-label').textContent = this.latest?.isOwn ? this.words.shared : this.words.offered
    this.find('.phone__card-title').textContent = this.latest?.card.title ?? ''
  }

  private showProblem(message: string | null): void {
    const problem = this.find('.phone__problem')
    problem.hidden = message === null
    problem.textContent = message === null ? '' : this.words.problem + message
  }

  private button(act: string): HTMLButtonElement {
    return this.find(`[data-act="${act}"]`)
  }

  private find<E extends HTMLElement>(selector: string): E {
    const element = this.element.querySelector<E>(selector)
    if (!element) throw new Error(`The page has no ${selector}.`)
    return element
  }
}

function partsOf(address: string): { path: string; query: Record<string, string> } {
  const [path = '', query = ''] = address.replace(/^\//, '').split('?')
  return { path, query: Object.fromEntries(new URLSearchParams(query)) }
}

/** The share's own code: `s` in the card's path. */
function codeOf(card: Card | null): string | null {
  return card ? (partsOf(card.path).query['s'] ?? null) : null
}
