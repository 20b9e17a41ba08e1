/** That a person was reached by a share. */
export interface Arrival {
  shareId: string
  at: Date
  scene: number | null
  chatGroupId?: string | null
}

/**
 * The way to an outcome: the distinct shares that reached the person, with whichever account, within the look-back window before it, each at its first
 * arrival, in the order of arriving. `isOwn` tells the person's own shares: opening what one passed on oneself leads nowhere.
 */
export function pathTo(
  arrivals: readonly Arrival[],
  outcomeAt: Date,
  lookBackMs: number,
  isOwn: (shareId: string) => boolean,
): Arrival[] {
  const [from, to] = [outcomeAt.getTime() - lookBackMs, outcomeAt.getTime()]
  const firsts = new Map<string, Arrival>()
  for (const arrival of arrivals) {
    const at = arrival.at.getTime()
    if (at < from || at > to || isOwn(arrival.shareId)) continue
    const known = firsts.get(arrival.shareId)
    if (!known || arrival.at < known.at) firsts.set(arrival.shareId, arrival)
  }
  return [...firsts.values()].sort((a, b) => a.at.getTime() - b.at.getTime() || byId(a.shareId, b.shareId))
}

const byId = (a: string, b: string): number => a.length - b.length || (a < b ? -1 : Number(a > b))
