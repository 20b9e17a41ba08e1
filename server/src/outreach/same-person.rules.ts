/** A line of a plan, with the record that its client has by now. */
export interface DrawnLine {
  id: string
  recordId: string
  livingRecordId: string
  drawnAt: Date
}

/** Who was drawn twice, as two records that turned out to be one person's: one line counts, for the record as it is now, and the others do not. */
export interface CountedOnce {
  dropped: string[]
  /** By line: the record in force, where it is not the line's own. */
  standsFor: ReadonlyMap<string, string>
}

/** The earliest draw wins, since what came later was done to somebody who had been drawn already. */
export function countOnce(lines: readonly DrawnLine[]): CountedOnce {
  const earliestFirst = [...lines].sort(
    (a, b) => a.drawnAt.getTime() - b.drawnAt.getTime() || (BigInt(a.id) < BigInt(b.id) ? -1 : 1),
  )
  const winners = new Map<string, DrawnLine>()
  for (const line of earliestFirst) if (!winners.has(line.livingRecordId)) winners.set(line.livingRecordId, line)
  return {
    dropped: earliestFirst.filter((line) => winners.get(line.livingRecordId) !== line).map(({ id }) => id),
    standsFor: new Map(
      [...winners.values()]
        .filter(({ recordId, livingRecordId }) => recordId !== livingRecordId)
        .map(({ id, livingRecordId }) => [id, livingRecordId]),
    ),
  }
}
