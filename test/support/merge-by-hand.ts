import { newKey, type Answer, type Caller } from './server'

interface Merging {
  survivorId: string
  mergedId: string
  key?: string
  reason?: string
}

/** Merges two records as the screen does: looks at what differs first, and confirms that it is one person. */
export async function mergeByHand(by: Caller, { survivorId, mergedId, ...changes }: Merging): Promise<Answer> {
  const { body } = await by.get(`/merges/preview?survivorId=${survivorId}&mergedId=${mergedId}`)
  const confirmed = body?.differences ? { confirmed: body.differences as string } : {}
  return by.post('/merges', { key: newKey(), reason: '同一位客户', survivorId, mergedId, ...confirmed, ...changes })
}
