import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { chromium, type Browser } from 'playwright-core'

const NAMES = ['chromium-headless-shell', 'chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']

/** A Chromium on this machine: the given path, CHROME_PATH, or one of the usual names on PATH. */
export function findChromium(given?: string): string {
  for (const path of [given, process.env.CHROME_PATH]) {
    if (!path) continue
    if (existsSync(path)) return path
    throw new Error(`There is no browser at ${path}`)
  }
  for (const name of NAMES) {
    try {
      return execFileSync('which', [name], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim()
    } catch {
      // Not on PATH; the next name may be.
    }
  }
  throw new Error(`No Chromium found. Install one of ${NAMES.join(', ')}, or set CHROME_PATH.`)
}

/** Starts one browser process; it ends when this process does. */
export function launchChromium(options: { chromePath?: string; headless?: boolean }): Promise<Browser> {
  return chromium.launch({
    executablePath: findChromium(options.chromePath),
    headless: options.headless ?? true,
    chromiumSandbox: process.getuid?.() !== 0,
    args: [
      ...['--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'],
      ...['--disable-component-update', '--disable-sync', '--hide-scrollbars', '--font-render-hinting=none'],
    ],
  })
}
