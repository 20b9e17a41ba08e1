import type { Phone } from './phone'

/** Presses a control of WeChat's own interface by its text: a tab, 返回, 更多, a modal's or a sheet's button. */
export function press(phone: Phone, label: string): void {
  const controls = [...phone.screen.shell.querySelectorAll<HTMLElement>('button')].reverse()
  // A prompt lies over the bars, and both may have 返回首页.
  const isAsked = (button: HTMLElement) => Number(button.closest('.prompt-layer') !== null)
  controls.sort((one, other) => isAsked(other) - isAsked(one))
  const control = controls.find((button) => isShown(button) && nameOf(button) === label)
  if (!control) {
    const shown = controls.filter(isShown).map(nameOf).join(', ')
    throw new Error(`nothing called ${label} can be pressed; there are: ${shown}`)
  }
  control.click()
}

function nameOf(button: HTMLElement): string {
  return button.getAttribute('aria-label') ?? button.textContent.trim()
}

function isShown(button: HTMLElement): boolean {
  return button.getClientRects().length > 0
}
