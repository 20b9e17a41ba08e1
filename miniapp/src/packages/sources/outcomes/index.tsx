import { useRouter } from '@tarojs/taro'
import type { AttributionDimension, OutcomeKind } from '@quanke/shared/domain/attribution'
import { OutcomeCell } from '@/features/attribution/OutcomeCell'
import { useOutcomes } from '@/features/attribution/useAttribution'
import { Empty } from '@/ui/Empty'
import { Page } from '@/ui/Page'
import { PagedList } from '@/ui/PagedList'

/** The outcomes behind a figure, each with the way that led to it. */
export default function Outcomes() {
  const { outcome, dimension, from = '', to = '', agentId, row } = useRouter().params
  const list = useOutcomes({
    outcome: outcome as OutcomeKind,
    dimension: dimension as AttributionDimension,
    from,
    to,
    agentId,
    row: row && decodeURIComponent(row),
  })
  return (
    <Page id="outcomes">
      <PagedList list={list} empty={<Empty text="这段时间还没有结果" />}>
        {(outcome) => <OutcomeCell key={outcome.id} outcome={outcome} />}
      </PagedList>
    </Page>
  )
}
