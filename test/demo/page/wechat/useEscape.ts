import { useEffect, type RefObject } from 'react'

/** Puts the focus into a panel that has just opened, lets Escape close it, and gives the focus back afterwards. */
export function useEscape(panel: RefObject<HTMLElement>, close: () => void): void {
  useEffect(() => {
    const before = document.activeElement
    panel.current?.focus({ preventScroll: true })
    return () => {
      if (before instanceof HTMLElement) before.focus({ preventScroll: true })
    }
  }, [panel])
  useEffect(() => {
    const element = panel.current
    const hear = (event: KeyboardEvent) => {
      if (event.key === 'Escape') close()
    }
    element?.addEventListener('keydown', hear)
    return () => element?.removeEventListener('keydown', hear)
  })
}
