import { View } from '@tarojs/components'
import type { OwnershipCaseView } from '@quanke/shared/contracts/ownership-cases'
import { UNDECIDED_CASES } from '@quanke/shared/domain/ownership-case'
import { go, routes } from '@/lib/routes'
import { dateOn } from '@/lib/time'
import { Cell } from '@/ui/Cell'
import { Tag, type Tone } from '@/ui/Tag'

/** A case in a list: about whom, until when, and how it stands. */
export function CaseCell({ one }: { one: OwnershipCaseView }) {
  return (
    <Cell
      id={`case-${one.id}`}
      title={
        <View className="tags">
          <View>{titleOf(one)}</View>
          <Tag tone={toneOf(one)}>{standingOf(one)}</Tag>
        </View>
      }
      note={noteOf(one)}
      onClick={() => go(routes.case({ id: one.id }))}
    />
  )
}

/** By the clients whom the reader may know; a side that knows none has only the number it asked about. */
export function titleOf({ sides }: OwnershipCaseView): string {
  const names = [...new Set(sides.flatMap(({ client }) => client?.displayName ?? []))]
  return names.length > 0 ? `${names.join('、')}的归属` : '一位客户的归属'
}

/** What waits has its deadline, also where there was a decision that is appealed against; what is decided has its outcome. */
function noteOf({ basisLabel, status, decision, deadlineAt, decider }: OwnershipCaseView): string {
  if (decision && !UNDECIDED_CASES.includes(status)) return `${basisLabel}，${decision.label}`
  return `${basisLabel}，${dateOn(deadlineAt)}前由${decider}裁定`
}

/** How it stands, in a word. */
export const standingOf = ({ isOverdue, statusLabel }: OwnershipCaseView): string =>
  isOverdue ? '已逾期' : statusLabel

export function toneOf({ status, isOverdue }: OwnershipCaseView): Tone | undefined {
  if (isOverdue) return 'stop'
  if (status === 'open' || status === 'appealed') return 'care'
  return status === 'decided' || status === 'final' ? 'ok' : undefined
}
