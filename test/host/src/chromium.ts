import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'
import { chromium, type Browser } from 'playwright-core'

const NAMES = ['chromium-headless-shell', 'chromium', 'google-chrome', 'google-chrome-stable', 'chromium-browser']
/** Where programs are also when a plain user's PATH leaves them out. */
const USUAL_FOLDERS = ['/usr/local/bin', '/usr/bin', '/bin', '/opt/homebrew/bin']
const MAC_APPLICATIONS = ['Google Chrome', 'Chromium', 'Microsoft Edge']

/** Starts one browser process; it ends when this process does. Without a path: CHROME_PATH, else the first one on PATH. */
export function launchChromium(
  options: { chromePath?: string; headless?: boolean; endsOnSignals?: boolean } = {},
): Promise<Browser> {
  const endsOnSignals = options.endsOnSignals ?? true
  return chromium.launch({
    ...{ handleSIGINT: endsOnSignals, handleSIGTERM: endsOnSignals, handleSIGHUP: endsOnSignals },
    executablePath: options.chromePath ?? process.env.CHROME_PATH ?? anyBrowser(),
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

function anyBrowser(): string {
  const found = installedBrowser()
  if (!found) throw new Error('No Chromium here: install chromium-headless-shell, or name one by CHROME_PATH')
  return found
}

/** The first browser of this machine that can run phones; undefined when there is none. */
export function installedBrowser(): string | undefined {
  const folders = [...(process.env.PATH ?? '').split(delimiter).filter(Boolean), ...USUAL_FOLDERS]
  const places = [
    ...NAMES.flatMap((name) => folders.map((folder) => join(folder, name))),
    ...MAC_APPLICATIONS.map((name) => `/Applications/${name}.app/Contents/MacOS/${name}`),
  ]
  return places.find(isExecutable)
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK)
    return true
  } catch {
    return false
  }
}
