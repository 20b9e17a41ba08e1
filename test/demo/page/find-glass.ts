/** The glass of a phone of this page, by the phone's id. */
export function glassOf(id: string): HTMLElement | null {
  return document.querySelector<HTMLElement>(`[data-phone="${id}"] .glass`)
}
