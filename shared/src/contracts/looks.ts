/** Who looked at what of the client, as the client sees it: what one person looked at several times within a day is one. */
export interface LookView {
  id: string
  /** An agent by name; staff, and whoever handles a complaint, by their part. */
  who: string
  /** What that person is to the client; null where it is said by `who`. */
  role: string | null
  what: string
  /** How often within that day. */
  count: number
  lastAt: string
}
