import { findBrowser } from '../launch/chromium'

/** Runs once before the tests that need a browser: what it finds is where they all look. */
export default async function setUp(): Promise<void> {
  process.env.CHROME_PATH ??= (await findBrowser()).executable
}
