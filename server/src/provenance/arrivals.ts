import { randomBytes } from 'node:crypto'
import { LRUCache } from 'lru-cache'
import type { DataSource, EntityManager } from 'typeorm'
import { afterCommit } from '../core/before-commit'
import { literal, valuesOf } from '../core/literals'
import { note } from './append'
import { commitmentOf, type Facts, type NewEntry } from './chain'
import { SALT_BYTES } from './persons'

/** A person reached by a share, as what is being written tells it. */
export interface Reached {
  accountId: string
  shareId: string
  firstAt: Date
  scene: number | null
}

/** A touch as it stands, with what the log says of it so far. */
export interface LoggedTouch extends Reached {
  chatGroupId?: string | null
  salt: Buffer | null
  commitment: Buffer | null
  state: string | null
}

type SignedTouch = LoggedTouch & { salt: Buffer; commitment: Buffer }

/** What the log holds of an arrival. */
export const arrivalFacts = ({ scene, chatGroupId }: Pick<LoggedTouch, 'scene' | 'chatGroupId'>): Facts => ({
  scene,
  chatGroup: chatGroupId,
})

export const arrivalState = (touch: Pick<LoggedTouch, 'firstAt' | 'scene' | 'chatGroupId'>): string =>
  [touch.firstAt.toISOString(), touch.scene ?? '', touch.chatGroupId ?? ''].join(' ')

const keyOf = ({ accountId, shareId }: Pick<Reached, 'accountId' | 'shareId'>): string => `${accountId} ${shareId}`

/**
 * Pairs of people and shares whose arrival is in the log: nearly all of what phones send is of these, and costs no look. What is forgotten here is
 * looked up again; a time that is in the log only ever becomes earlier, so an old memory is never wrong.
 */
export class KnownArrivals {
  private readonly pairs = new LRUCache<string, { firstAt: number; hasScene: boolean }>({ max: 50_000 })

  /** Whether this may tell the log something new. */
  readonly mayBeNews = (one: Reached): boolean => {
    const before = this.pairs.get(keyOf(one))
    if (before === undefined) return true
    return one.firstAt.getTime() < before.firstAt || (one.scene !== null && !before.hasScene)
  }

  /** To be called once what was noted of these is committed. */
  remember(touches: readonly Reached[]): void {
    for (const touch of touches)
      this.pairs.set(keyOf(touch), { firstAt: touch.firstAt.getTime(), hasScene: touch.scene !== null })
  }
}

/** Asks how these touches stand and what the log says of them. By ranges of the one key, which both MariaDB and MySQL read from the index. */
export function loggedTouchesStatement(pairs: readonly Pick<Reached, 'accountId' | 'shareId'>[]): string {
  const these = pairs.map(
    ({ accountId, shareId }) => `(t.accountId = ${literal.id(accountId)} AND t.shareId = ${literal.id(shareId)})`,
  )
  return `SELECT t.*, p.salt, p.commitment, p.state FROM touches t
     LEFT JOIN provenance_persons p ON p.accountId = t.accountId AND p.scope = 'share' AND p.scopeId = t.shareId
    WHERE ${these.join(' OR ')}`
}

/** What has to be noted of these arrivals, given how the touches stood before or stand already. */
export function arrivalNews(
  reached: readonly Reached[],
  logged: readonly LoggedTouch[],
): { touches: readonly Reached[]; statements: string[]; entries: NewEntry[] } {
  const before = new Map(logged.map((touch) => [keyOf(touch), touch]))
  const touches = reached.map((one) => merged(one, before.get(keyOf(one))))
  const changed = touches.filter((touch) => touch.state !== arrivalState(touch)).map(signed)
  const statement = `INSERT INTO provenance_persons (accountId, scope, scopeId, salt, commitment, state) VALUES ${valuesOf(changed, personLiterals)}
    ON DUPLICATE KEY UPDATE state = VALUES(state)`
  return { touches, statements: changed.length > 0 ? [statement] : [], entries: changed.map(arrivalEntry) }
}

const nothingLogged = { salt: null, commitment: null, state: null }

/** The first time of a touch is its earliest, its scene the first that is known: as the touches themselves are written. */
function merged(one: Reached, before: LoggedTouch | undefined): LoggedTouch {
  const { accountId, shareId, firstAt, scene } = one
  if (!before) return { accountId, shareId, firstAt, scene, ...nothingLogged }
  return { ...before, firstAt: firstAt < before.firstAt ? firstAt : before.firstAt, scene: before.scene ?? scene }
}

function signed(touch: LoggedTouch): SignedTouch {
  const { accountId, shareId, salt, commitment } = touch
  if (salt && commitment) return { ...touch, salt, commitment }
  const fresh = randomBytes(SALT_BYTES)
  return { ...touch, salt: fresh, commitment: commitmentOf(fresh, accountId, 'share', shareId) }
}

const arrivalEntry = (touch: SignedTouch): NewEntry => ({
  kind: 'arrival',
  at: touch.firstAt,
  refId: touch.shareId,
  person: touch.commitment,
  facts: arrivalFacts(touch),
})

const personLiterals = (touch: SignedTouch): string =>
  `${literal.id(touch.accountId)},'share',${literal.id(touch.shareId)},${literal.bytes(touch.salt.toString('hex'))},` +
  `${literal.bytes(touch.commitment.toString('hex'))},${literal.ascii(arrivalState(touch))}`

const known = new WeakMap<DataSource, KnownArrivals>()

function knownOf(db: DataSource): KnownArrivals {
  const there = known.get(db) ?? new KnownArrivals()
  known.set(db, there)
  return there
}

/**
 * Notes who was reached by a share for the first time, and again when an earlier time, the scene or the chat group comes to be known. The caller has
 * written the touches, under the locks of their accounts.
 */
export async function noteArrivals(tx: EntityManager, reached: readonly Reached[]): Promise<void> {
  const remembered = knownOf(tx.connection)
  await noteThese(tx, reached.filter(remembered.mayBeNews), remembered)
}

/** Notes a touch of which something came to be known that no engagement tells. */
export async function noteTouch(tx: EntityManager, accountId: string, shareId: string): Promise<void> {
  const touches = await tx.query<Reached[]>(
    'SELECT accountId, shareId, firstAt, scene FROM touches WHERE accountId = ? AND shareId = ?',
    [accountId, shareId],
  )
  await noteThese(tx, touches, knownOf(tx.connection))
}

async function noteThese(tx: EntityManager, reached: readonly Reached[], remembered: KnownArrivals): Promise<void> {
  if (reached.length === 0) return
  const { touches, statements, entries } = arrivalNews(reached, await tx.query(loggedTouchesStatement(reached)))
  for (const statement of statements) await tx.query(statement)
  for (const entry of entries) note(tx, entry)
  afterCommit(tx, () => remembered.remember(touches))
}
