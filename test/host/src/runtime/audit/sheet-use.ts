import type { SheetSeen } from '../../audit/observations'

interface Watched {
  sheet: string
  bytes: number
  unused: Map<string, number>
}

const STATES = /::?(?:before|after|active|hover|focus|placeholder|first-letter|first-line|selection)\b/g

/** Which rules of the style sheets in use never matched anything. */
export class SheetUse {
  private readonly sheets = new Map<HTMLStyleElement, Watched>()

  /** Looks which rules match something on the page now. */
  look(page: HTMLElement): void {
    for (const style of document.querySelectorAll<HTMLStyleElement>('style[data-wxss]')) {
      if (style.disabled || !style.sheet) continue
      const watched = this.sheets.get(style) ?? read(style)
      this.sheets.set(style, watched)
      for (const selector of watched.unused.keys()) {
        if (matches(page, selector)) watched.unused.delete(selector)
      }
    }
  }

  seen(): SheetSeen[] {
    return [...this.sheets.values()].map(({ sheet, bytes, unused }) => ({
      ...{ sheet, bytes },
      unused: [...unused].map(([selector, size]) => ({ selector, bytes: size })),
    }))
  }
}

function read(style: HTMLStyleElement): Watched {
  const unused = new Map<string, number>()
  visit(style.sheet!)
  return { sheet: style.dataset.wxss ?? '', bytes: style.textContent?.length ?? 0, unused }

  function visit({ cssRules }: { cssRules: CSSRuleList }): void {
    for (const rule of cssRules) {
      if (rule instanceof CSSStyleRule) {
        unused.set(rule.selectorText, (unused.get(rule.selectorText) ?? 0) + rule.cssText.length)
      } else if (rule instanceof CSSGroupingRule) visit(rule)
    }
  }
}

function matches(page: HTMLElement, selector: string): boolean {
  const plain = selector.replace(STATES, '') || '*'
  try {
    return page.matches(plain) || page.querySelector(plain) !== null
  } catch {
    return true
  }
}
