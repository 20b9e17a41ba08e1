import type { Driver } from '../src/driver'

/** What the scripts of fixtures/native-tabs noted of their running and of life cycles, in order. */
export async function notesOf(app: Driver): Promise<string[]> {
  return (await app.evaluate(() => (global as unknown as { notes: string[] }).notes)) as string[]
}

/** What is noted while something is done. */
export async function notesWhile(app: Driver, act: () => Promise<unknown>): Promise<string[]> {
  await app.evaluate(() => void ((global as unknown as { notes: string[] }).notes.length = 0))
  await act()
  return notesOf(app)
}
