import { View } from '@tarojs/components'
import { useState } from 'react'
import type { MergeView } from '@quanke/shared/contracts/merges'
import { limits } from '@quanke/shared/domain/limits'
import { tell } from '@/lib/tell'
import { dateOn, moment } from '@/lib/time'
import { Button } from '@/ui/Button'
import { Card } from '@/ui/Card'
import { Tag } from '@/ui/Tag'
import { WordsSheet } from '@/ui/WordsSheet'
import { useUndo } from './useOwnership'

/** One merge: what came into what, by whom, and the way back as long as there is one. */
export function MergeCard({ merge }: { merge: MergeView }) {
  const [isOpen, setOpen] = useState(false)
  const { survivor, merged, moved, undone } = merge
  return (
    <Card id={`merge-${merge.id}`}>
      <View className="row">
        <View className="row__main">
          <View className="head">{`${merged.displayName} 并入 ${survivor.displayName}`}</View>
          <View className="note gap-small">
            {`${moment(merge.at)}，${merge.label}${merge.byName ? `，${merge.byName}` : ''}`}
          </View>
        </View>
        {undone && <Tag>已撤销</Tag>}
      </View>
      {merge.reason && <View className="words gap-small">{merge.reason}</View>}
      <View className="note gap-small">{moved.map(({ label, count }) => `${label}\u00a0${count}`).join('，')}</View>
      {undone && (
        <View className="note gap-small">{`${moment(undone.at)}${undone.byName ? `由${undone.byName}` : ''}撤销：${undone.reason}`}</View>
      )}
      {merge.can.undo && (
        <View className="gap row">
          <Button id={`undo-${merge.id}`} kind="plain" small onClick={() => setOpen(true)}>
            撤销合并
          </Button>
          <View className="note">{`${dateOn(merge.undoableUntil)}前可以撤销`}</View>
        </View>
      )}
      <UndoSheet id={merge.id} open={isOpen} onClose={() => setOpen(false)} />
    </Card>
  )
}

function UndoSheet({ id, open, onClose }: { id: string; open: boolean; onClose: () => void }) {
  const undo = useUndo(id, () => {
    tell('已撤销')
    onClose()
  })
  return (
    <WordsSheet
      id="undo"
      title="撤销合并"
      open={open}
      onClose={onClose}
      label="撤销原因"
      hint="两份档案会恢复，之后发生的互动归各自的微信账号"
      field="reason"
      fewest={1}
      kind="danger"
      max={limits.reason}
      write={undo}
      bodyOf={(reason) => reason}
      submit="撤销合并"
    />
  )
}
