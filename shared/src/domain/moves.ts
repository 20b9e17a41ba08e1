/** A transition table: from each status, the statuses it may move to. */
export type Moves<S extends string> = Readonly<Record<S, readonly S[]>>

/** Whether `to` may follow `from` in this table. */
export function canMove<S extends string>(moves: Moves<S>, from: S, to: S): boolean {
  return moves[from].includes(to)
}
