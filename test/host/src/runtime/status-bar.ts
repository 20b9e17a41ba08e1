import { h } from './dom'
import type { Phone } from './phone'

const BARS = '<path d="M1 9h2v3H1zM5 7h2v5H5zM9 4h2v8H9zM13 1h2v11h-2z"/>'
const WIFI =
  '<path d="M8 11.8 5.9 9.700a3 3 0 0 1 4.200 0zM4.500 8.300a5 5 0 0 1 7 0l1.300-1.300a6.800 6.800 0 0 0-9.600 0zM1.700 5.500a9 9 0 0 1 12.600 0l1.300-1.300a10.800 10.800 0 0 0-15.200 0z"/>'
const PLANE =
  '<path d="M14.800 6.200c0-.7-.6-1.200-1.300-1.200H9.600L6.700.6H5.300l1.400 4.400H3.200L2 3.500H.9l.7 2.700-.7 2.700H2l1.200-1.500h3.500l-1.400 4.400h1.400l2.900-4.400h3.900c.7 0 1.300-.5 1.300-1.200z"/>'
const BATTERY =
  '<svg viewBox="0 0 24 12" width="24" height="12"><rect x=".5" y=".9" width="20.500" height="10.200" rx="3" fill="none" stroke="currentColor" opacity=".45"/><rect x="2.200" y="2.600" width="14" height="6.800" rx="1.600" fill="currentColor"/><path d="M22.300 4.300v3.400q1.300-.5 1.300-1.700t-1.300-1.700" fill="currentColor" opacity=".5"/></svg>'

/** The system's strip at the top: time, network, battery. */
export class StatusBar {
  readonly element: HTMLElement
  private readonly clock = h('span')
  private readonly signs = h('i', { class: 'icon signs' })

  constructor(private readonly phone: Phone) {
    const battery = h('i', { class: 'icon' })
    battery.innerHTML = BATTERY
    this.element = h('div', { class: 'status' }, this.clock, h('span', { class: 'signs' }, this.signs, battery))
    this.drawNetwork()
    phone.network.listeners.add(() => this.drawNetwork())
    this.tick()
    setInterval(() => this.tick(), 10_000)
  }

  private drawNetwork(): void {
    const type: string = this.phone.network.type
    const sign = (paths: string) => `<svg viewBox="0 0 16 12" width="16" height="12" fill="currentColor">${paths}</svg>`
    if (type === 'none') this.signs.innerHTML = sign(PLANE)
    else this.signs.innerHTML = `${sign(BARS)}${type === 'wifi' ? sign(WIFI) : `<b>${type.toUpperCase()}</b>`}`
  }

  private tick(): void {
    this.clock.textContent = new Date(this.phone.now()).toTimeString().slice(0, 5)
  }
}
