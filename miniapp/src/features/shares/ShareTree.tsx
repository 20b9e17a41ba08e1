import { View } from '@tarojs/components'
import { useMemo, useState } from 'react'
import type { TreePoint } from '@/features/sources/tree/points'
import { go, routes } from '@/lib/routes'
import { ago } from '@/lib/time'
import { Button } from '@/ui/Button'
import { Card } from '@/ui/Card'
import { classes } from '@/ui/classes'
import { branchesOf, nodesOf, type Branch, type ShareNode } from './tree'
import './tree.scss'

/** More rows than these would make a page heavy at once. */
const ROWS_AT_ONCE = 40
/** Lines further in than this would leave no room for the words on a small phone. */
const MOST_RAILS = 5

/** Who passed it on to whom: each one below the person it came from, joined by a line. */
export function ShareTree({ points }: { points: readonly TreePoint[] }) {
  const [shown, setShown] = useState(ROWS_AT_ONCE)
  const branches = useMemo(() => branchesOf(nodesOf(points)), [points])
  const rest = branches.length - shown
  return (
    <>
      <Card list>
        {branches.slice(0, shown).map((branch) => (
          <Hop key={branch.node.id} branch={branch} />
        ))}
      </Card>
      {rest > 0 && (
        <Button id="reach-more" kind="text" onClick={() => setShown(shown + ROWS_AT_ONCE)}>
          {`再看 ${Math.min(rest, ROWS_AT_ONCE)} 位`}
        </Button>
      )}
    </>
  )
}

function Hop({ branch }: { branch: Branch }) {
  const { node, from, rails, isLast, hasChildren } = branch
  const { clientId } = node
  return (
    <View
      className={classes('hop', 'reach-node')}
      hoverClass={clientId ? 'hop--press' : 'none'}
      onClick={clientId ? () => go(routes.client({ id: clientId })) : undefined}
    >
      {rails.slice(-MOST_RAILS).map((runsOn, level) => (
        <View key={level} className={classes('hop__rail', runsOn && 'hop__rail--on')} />
      ))}
      {from !== null && <View className={classes('hop__rail', 'hop__branch', isLast && 'hop__branch--last')} />}
      <View className={classes('hop__point', hasChildren && 'hop__point--on')}>
        <View className={classes('hop__dot', node.openedBy > 0 && 'hop__dot--full')} />
      </View>
      <View className="hop__main">
        <View className="hop__line">
          <View className={classes('hop__name', clientId && 'hop__name--client')}>{node.sharer}</View>
          {node.depth > 0 && <View className="hop__depth">{`第 ${node.depth} 层`}</View>}
        </View>
        <View className="note">{`${from === null ? '发出' : `由${from}转来`}，${ago(node.at)}`}</View>
        <View className="note">{reachWords(node)}</View>
      </View>
      {clientId && <View className="cell__arrow hop__arrow" />}
    </View>
  )
}

function reachWords({ openedBy, readBy }: ShareNode): string {
  if (openedBy === 0) return '还没有人打开'
  return readBy > 0 ? `${openedBy} 人打开，${readBy} 人读完` : `${openedBy} 人打开`
}
