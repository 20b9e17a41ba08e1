/** Requests `q` that nobody answered in time, and nobody has answered since. */
export const LATE = "q.status = 'open' AND q.escalatedAt IS NOT NULL"
