export interface NamedFacts {
  /** A client in force, whom the reader serves or leads. */
  isClient: boolean
  /** The client lets the agent see the own activity in detail. */
  showsActivity: boolean
  /** The shares on the way. */
  shareIds: readonly string[]
  /** By which the record came to be, which its agent knows in any case. */
  sourceShareIds: readonly (string | null)[]
}

/**
 * Whether the person behind an outcome may be named beside the way there: a way tells which shares somebody opened, and that is shown of a named client
 * only with the purpose "show my activity", or where it says no more than the record's own source does (domain rules, section 9).
 */
export function mayBeNamed({ isClient, showsActivity, shareIds, sourceShareIds }: NamedFacts): boolean {
  if (!isClient) return false
  return showsActivity || shareIds.every((id) => sourceShareIds.includes(id))
}
