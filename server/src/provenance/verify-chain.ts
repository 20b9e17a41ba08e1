import type { EntityManager } from 'typeorm'
import { GENESIS, hashOfEntry } from './chain'
import type { ProvenanceEntry } from './entry.entity'
import type { Findings } from './findings'
import type { ProvenanceHead } from './head.entity'

const CHUNK = 1000

/** A place in the log that somebody wrote down earlier: "SEQ:HASH". */
export interface Mark {
  seq: string
  hash: string
}

/** Every entry of the log in its order, a thousand at a time. */
export async function* entriesInOrder(tx: EntityManager): AsyncGenerator<ProvenanceEntry[]> {
  for (let last = '0'; ;) {
    const chunk = await tx.query<ProvenanceEntry[]>(
      `SELECT * FROM provenance_entries WHERE seq > ? ORDER BY seq LIMIT ${CHUNK}`,
      [last],
    )
    const end = chunk.at(-1)
    if (!end) return
    yield chunk
    last = end.seq
  }
}

/**
 * Follows the chain of hashes from the first entry to the head: an entry that was changed, taken out, put in or moved breaks it. That the end was not
 * cut off, and the whole not written anew, is proven by a head that was noted elsewhere before (`mark`).
 */
export class ChainCheck {
  private last: { seq: string; hash: Buffer } = GENESIS
  private isMarkSeen: boolean

  constructor(
    private readonly findings: Findings,
    private readonly mark: Mark | null,
  ) {
    this.isMarkSeen = mark === null || mark.seq === '0'
  }

  take(entry: ProvenanceEntry): void {
    const { seq, prevHash, hash } = entry
    if (BigInt(seq) !== BigInt(this.last.seq) + 1n)
      this.findings.add(`entry ${seq} follows entry ${this.last.seq}: entries between them are gone`)
    if (!prevHash.equals(this.last.hash)) this.findings.add(`entry ${seq} is not bound to the entry before it`)
    if (!hashOfEntry(entry).equals(hash)) this.findings.add(`entry ${seq} was changed: its hash is another`)
    if (seq === this.mark?.seq) {
      this.isMarkSeen = true
      if (hash.toString('hex') !== this.mark.hash) this.findings.add(`entry ${seq} is not the one that was noted then`)
    }
    this.last = { seq, hash }
  }

  async end(tx: EntityManager): Promise<Mark> {
    const heads = await tx.query<ProvenanceHead[]>('SELECT seq, hash FROM provenance_heads WHERE id = 1')
    const head = heads[0]
    if (!head || head.seq !== this.last.seq || !head.hash.equals(this.last.hash))
      this.findings.add(`the log ends at entry ${this.last.seq}, its head says ${head?.seq ?? 'nothing'}`)
    if (!this.isMarkSeen) this.findings.add(`entry ${this.mark!.seq}, which was noted then, is gone`)
    return { seq: this.last.seq, hash: this.last.hash.toString('hex') }
  }
}
