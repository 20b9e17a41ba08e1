import type { Phone } from './phone'

export type ThemeName = 'light' | 'dark'

const QUERY = /\(\s*prefers-color-scheme\s*:\s*(light|dark)\s*\)/g

/**
 * The phone's light or dark theme. It reaches only mini-programs whose app.json says darkmode; theme.json's variables
 * stand for the values in configs that begin with an @.
 */
export class Theme {
  readonly listeners = new Set<(value: unknown) => void>()
  private readonly sheets: { style: HTMLStyleElement; css: string }[] = []
  private wanted: ThemeName = 'light'

  constructor(private readonly phone: Phone) {}

  /** What the mini-program is told. */
  get current(): ThemeName {
    return this.phone.project.app.darkmode === true ? this.wanted : 'light'
  }

  /** Changes the phone's theme, as its user would in the settings. */
  set(theme: ThemeName): void {
    const before = this.current
    this.wanted = theme
    if (this.current === before) return
    for (const { style, css } of this.sheets) style.textContent = this.forTheme(css)
    this.phone.bars.themeChanged()
    this.phone.app.call('onThemeChange', { theme })
    this.phone.app.tell(this.listeners, { theme })
  }

  /** A style element whose media queries ask for this phone's theme, not for the browser's. */
  styleOf(css: string): HTMLStyleElement {
    const style = document.createElement('style')
    style.textContent = this.forTheme(css)
    if (css.includes('prefers-color-scheme')) this.sheets.push({ style, css })
    return style
  }

  /** A copy of a config with the theme's values. */
  resolve<T>(config: T): T {
    const values = this.phone.project.themes[this.current] ?? {}
    return JSON.parse(
      JSON.stringify(config, (_, value: unknown) =>
        typeof value === 'string' && value.startsWith('@') ? (values[value.slice(1)] ?? value) : value,
      ),
    ) as T
  }

  private forTheme(css: string): string {
    return css.replace(QUERY, (_, theme) => (theme === this.current ? '(min-width: 0px)' : '(max-width: 0px)'))
  }
}
