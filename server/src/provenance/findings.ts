/** How many are told in words; beyond that only their number counts. */
const MOST_TOLD = 20

/** What a check found wrong. Bounded, however much it is. */
export class Findings {
  readonly told: string[] = []
  count = 0

  add(sentence: string): void {
    this.count += 1
    if (this.told.length < MOST_TOLD) this.told.push(sentence)
  }
}
