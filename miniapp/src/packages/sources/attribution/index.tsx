import { useRouter } from '@tarojs/taro'
import { useState } from 'react'
import {
  ATTRIBUTION_DIMENSIONS,
  OUTCOME_KINDS,
  outcomeKinds,
  type AttributionDimension,
  type OutcomeKind,
} from '@quanke/shared/domain/attribution'
import { AttributionScreen } from '@/features/attribution/AttributionScreen'
import { useAttribution } from '@/features/attribution/useAttribution'
import { daysOf, startOfChoice } from '@/features/sources/period'
import { PeriodPart } from '@/features/sources/PeriodPart'
import { WhoseCell } from '@/features/sources/WhoseCell'
import { useFreshOnShow, useRefresh } from '@/lib/usePaged'
import { Card } from '@/ui/Card'
import { ChoiceCell } from '@/ui/ChoiceCell'
import { Loaded } from '@/ui/Loaded'
import { Page } from '@/ui/Page'
import { Tabs } from '@/ui/Tabs'

const OUTCOMES = outcomeKinds.map((value) => ({ value, label: OUTCOME_KINDS[value] }))
const DIMENSIONS = Object.entries(ATTRIBUTION_DIMENSIONS).map(([value, label]) => ({
  value: value as AttributionDimension,
  label,
}))

/** What led to the outcomes, under several models side by side. */
export default function Attribution() {
  const { agentId: given = '' } = useRouter().params
  const [agentId, setAgentId] = useState(given)
  const [outcome, setOutcome] = useState<OutcomeKind>('consent')
  const [dimension, setDimension] = useState<AttributionDimension>('channel')
  const [period, setPeriod] = useState(() => startOfChoice('90'))
  const asked = { outcome, dimension, ...daysOf(period), ...(agentId === '' ? {} : { agentId }) }
  const view = useAttribution(asked)
  useFreshOnShow(view)
  useRefresh(view.refetch)
  return (
    <Page id="attribution">
      <PeriodPart id="attribution" chosen={period} onChange={setPeriod} />
      <WhoseCell
        id="attribution-whose"
        title="看谁的结果"
        agents={view.data?.agents ?? []}
        value={agentId}
        onChange={setAgentId}
      />
      <Card list>
        <ChoiceCell
          id="attribution-outcome"
          title="看哪种结果"
          options={OUTCOMES}
          value={outcome}
          onChange={setOutcome}
        />
      </Card>
      <Tabs id="attribution-by" options={DIMENSIONS} value={dimension} onChange={setDimension} />
      <Loaded query={view} isLast={view.isPlaceholderData}>
        {(data) => <AttributionScreen view={data} asked={asked} />}
      </Loaded>
    </Page>
  )
}
