import { chromium, type Browser } from 'playwright-core'
import { findBrowser } from '../launch/chromium'

/** Starts one browser process; it ends when this process does. */
export async function launchChromium(options: { chromePath?: string; headless?: boolean }): Promise<Browser> {
  const { executable, env } = await findBrowser({ path: options.chromePath })
  return chromium.launch({
    executablePath: executable,
    env,
    headless: options.headless ?? true,
    // It needs privileges that containers and several systems do not give; only our own pages are shown.
    chromiumSandbox: false,
    args: [
      ...['--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'],
      ...['--disable-component-update', '--disable-sync', '--hide-scrollbars', '--font-render-hinting=none'],
    ],
  })
}
