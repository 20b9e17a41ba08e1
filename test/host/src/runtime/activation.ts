const LASTS_MS = 5000

/** Whether the person has just touched something: some functions may only be called then. */
export class Activation {
  private at = -Infinity

  /** A tap, an answered dialog or a payment that came back. */
  note(): void {
    this.at = performance.now()
  }

  get isFresh(): boolean {
    return performance.now() - this.at < LASTS_MS
  }
}
