import { useMemo, useState } from 'react'
import { View } from '@tarojs/components'
import { REFERRAL_STATUSES } from '@quanke/shared/domain/referral'
import { go, routes } from '@/lib/routes'
import { Button } from '@/ui/Button'
import { Card } from '@/ui/Card'
import { Cell } from '@/ui/Cell'
import { Empty } from '@/ui/Empty'
import { Notice } from '@/ui/Notice'
import { Section } from '@/ui/Section'
import type { Placed } from './tree/layout'
import { PointCard } from './tree/PointCard'
import { agentPoint, FRIEND, type TreePoint } from './tree/points'
import { TreeView } from './tree/TreeView'
import type { WholeTree } from './useSources'

const ROWS_AT_ONCE = 40

/** Who recommended whom in the agent's book, drawn, and as a list below. */
export function ReferralTreeScreen({ tree }: { tree: WholeTree }) {
  const [chosen, setChosen] = useState<Placed | null>(null)
  const points = useMemo(() => [agentPoint, ...tree.points], [tree.points])
  if (tree.points.length === 0) return <Empty drawing="people" text="客户推荐的朋友会出现在这里" />
  const given = tree.points.filter(({ status }) => status !== null)
  const friends = new Set(given.flatMap(({ clientId }) => clientId ?? [])).size
  return (
    <>
      <Card>
        <View className="note">{`客户一共推荐了 ${given.length} 次，其中 ${friends} 位朋友如今由您服务`}</View>
        <TreeView id="referral-tree" points={points} chosen={chosen?.point.id ?? null} onChoose={setChosen} />
      </Card>
      <PointCard node={chosen} legend="蓝点是您的客户，空心的朋友还没有由您服务；外面一圈的已成为保户。" />
      {tree.points.length < tree.total && <Notice tone="quiet">{`只画出前 ${tree.points.length} 个节点`}</Notice>}
      <Section title="推荐明细" />
      <GivenList given={given} all={tree.points} />
      <Notice tone="quiet">朋友在同意由您服务之前不显示身份。</Notice>
    </>
  )
}

function GivenList({ given, all }: { given: readonly TreePoint[]; all: readonly TreePoint[] }) {
  const [shown, setShown] = useState(ROWS_AT_ONCE)
  const names = useMemo(() => new Map(all.map(({ id, name }) => [id, name])), [all])
  const latest = useMemo(() => [...given].sort((a, b) => (a.at < b.at ? 1 : -1)), [given])
  return (
    <>
      <Card list>
        {latest.slice(0, shown).map(({ id, parentId, name, clientId, status }) => (
          <Cell
            key={id}
            className="referral-row"
            title={`${names.get(parentId ?? '') ?? FRIEND}推荐了${name ?? FRIEND}`}
            value={status ? REFERRAL_STATUSES[status] : undefined}
            onClick={clientId ? () => go(routes.client({ id: clientId })) : undefined}
          />
        ))}
      </Card>
      {latest.length > shown && (
        <Button id="referrals-more" kind="text" onClick={() => setShown(shown + ROWS_AT_ONCE)}>
          再看一些
        </Button>
      )}
    </>
  )
}
