import type { Page } from '@quanke/shared/contracts/common'
import type { Caller } from './server'

/** Turns all pages of a list, from the first to the last. `path` may carry a query. */
export async function allPages<T>(caller: Pick<Caller, 'get'>, path: string): Promise<T[]> {
  const items: T[] = []
  const glue = path.includes('?') ? '&' : '?'
  for (let cursor: string | null = ''; cursor !== null;) {
    const answer: { body: Page<T> } = await caller.get(cursor === '' ? path : `${path}${glue}cursor=${cursor}`)
    items.push(...answer.body.items)
    cursor = answer.body.next
  }
  return items
}
