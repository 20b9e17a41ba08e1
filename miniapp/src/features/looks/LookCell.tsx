import type { LookView } from '@quanke/shared/contracts/looks'
import { whole } from '@quanke/shared/domain/day-words'
import { moment } from '@/lib/time'
import { Cell } from '@/ui/Cell'

/** Who looked at what, and when; of several times within a day the last. */
export function LookCell({ look: { id, who, role, what, count, lastAt } }: { look: LookView }) {
  const when = count === 1 ? moment(lastAt) : `共${whole(` ${count} 次`)}，最后一次在 ${moment(lastAt)}`
  return <Cell id={`look-${id}`} title={role === null ? who : `${who}，${role}`} note={`${what}，${when}`} />
}
