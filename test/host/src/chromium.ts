import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'
import { chromium, type Browser } from 'playwright-core'

const NAMES = ['chromium-headless-shell', 'chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']
const MAC_APPLICATIONS = ['Google Chrome', 'Chromium', 'Microsoft Edge']

/** Starts one browser process; it ends when this process does. Without a path: CHROME_PATH, else the first one on PATH. */
export function launchChromium(
  options: { chromePath?: string; headless?: boolean; endsOnSignals?: boolean } = {},
): Promise<Browser> {
  const endsOnSignals = options.endsOnSignals ?? true
  return chromium.launch({
    ...{ handleSIGINT: endsOnSignals, handleSIGTERM: endsOnSignals, handleSIGHUP: endsOnSignals },
    executablePath: options.chromePath ?? process.env.CHROME_PATH ?? installedBrowser(),
    headless: options.headless ?? true,
    // It needs privileges that containers and several systems do not give; only our own pages are shown.
    chromiumSandbox: false,
    args: [
      ...['--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'],
      ...['--disable-component-update', '--disable-sync', '--hide-scrollbars', '--font-render-hinting=none'],
      // A phone plays what a mini-program starts, without waiting for a touch.
      '--autoplay-policy=no-user-gesture-required',
    ],
  })
}

function installedBrowser(): string {
  const folders = (process.env.PATH ?? '').split(delimiter)
  const places = [
    ...NAMES.flatMap((name) => folders.map((folder) => join(folder, name))),
    ...MAC_APPLICATIONS.map((name) => `/Applications/${name}.app/Contents/MacOS/${name}`),
  ]
  const found = places.find(isExecutable)
  if (!found) throw new Error('No Chromium here: install chromium-headless-shell, or name one by CHROME_PATH')
  return found
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK)
    return true
  } catch {
    return false
  }
}
