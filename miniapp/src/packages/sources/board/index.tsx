import { useRouter } from '@tarojs/taro'
import { useState } from 'react'
import type { SourceDimension } from '@quanke/shared/domain/source'
import { BoardScreen } from '@/features/sources/BoardScreen'
import { askedOf, startOfChoice } from '@/features/sources/period'
import { PeriodPart } from '@/features/sources/PeriodPart'
import { WhoseCell } from '@/features/sources/WhoseCell'
import { useSources } from '@/features/sources/useSources'
import { useFreshOnShow, useRefresh } from '@/lib/usePaged'
import { Loaded } from '@/ui/Loaded'
import { Page } from '@/ui/Page'

/** Where an agent's people come from; leaders choose whose. */
export default function Board() {
  const { agentId: given = '' } = useRouter().params
  const [period, setPeriod] = useState(() => startOfChoice())
  const [by, setBy] = useState<SourceDimension>('channel')
  const [agentId, setAgentId] = useState(given)
  const asked = { ...askedOf(period), ...(agentId === '' ? {} : { agentId }) }
  const board = useSources({ ...asked, by })
  useFreshOnShow(board)
  useRefresh(board.refetch)
  return (
    <Page id="sources">
      <PeriodPart id="sources" chosen={period} onChange={setPeriod} />
      <WhoseCell
        id="sources-whose"
        title="看谁的来源"
        agents={board.data?.agents ?? []}
        value={agentId}
        onChange={(id) => {
          setAgentId(id)
          if (by === 'agent') setBy('channel')
        }}
      />
      <Loaded query={board} isLast={board.isPlaceholderData}>
        {(data) => <BoardScreen board={data} asked={asked} chosen={by} onDimension={setBy} />}
      </Loaded>
    </Page>
  )
}
