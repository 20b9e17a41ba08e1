// What the mini-program host is measured against: the same Chromium with the same page, and nothing between.
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { launchChromium } from 'weapp-host/chromium'

export const plainUrl = pathToFileURL(join(__dirname, 'plain.html')).href

async function main(): Promise<void> {
  const browser = await launchChromium()
  const page = await browser.newPage({ viewport: { width: 375, height: 667 }, deviceScaleFactor: 2, hasTouch: true })
  await page.goto(plainUrl)
  await page.waitForSelector('#more')
  console.log('ready')
  process.once('SIGTERM', () => void browser.close().then(() => process.exit(0)))
}

if (require.main === module) void main()
