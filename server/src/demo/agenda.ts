interface Entry {
  at: number
  act: (at: Date) => void
}

/** What is going to happen, in the order of time. Whoever acts may plan what follows from it. */
export class Agenda {
  private readonly entries: Entry[] = []

  constructor(private readonly end: Date) {}

  /** Plans an act; what lies after the end never happens. */
  plan(at: Date, act: (at: Date) => void): void {
    const time = at.getTime()
    if (time > this.end.getTime()) return
    // Latest first, so that the next one is taken from the end; of equal times the one planned first comes first.
    let low = 0
    for (let high = this.entries.length; low < high;) {
      const middle = (low + high) >> 1
      if (this.entries[middle]!.at > time) low = middle + 1
      else high = middle
    }
    this.entries.splice(low, 0, { at: time, act })
  }

  /** Lets everything happen until the end. */
  run(): void {
    for (let entry = this.entries.pop(); entry; entry = this.entries.pop()) entry.act(new Date(entry.at))
  }
}
