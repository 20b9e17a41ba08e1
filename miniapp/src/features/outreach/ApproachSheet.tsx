import { View } from '@tarojs/components'
import { useShareAppMessage } from '@tarojs/taro'
import { useEffect, useState } from 'react'
import type { OutreachPlanView, OutreachTodoRow } from '@quanke/shared/contracts/outreach'
import type { OutreachResult } from '@quanke/shared/domain/outreach'
import { go, routes, tabs } from '@/lib/routes'
import { moment } from '@/lib/time'
import { tell } from '@/lib/tell'
import { Button } from '@/ui/Button'
import { Notice } from '@/ui/Notice'
import { Picks } from '@/ui/Picks'
import { Sheet } from '@/ui/Sheet'
import { resultOptions, resultWords } from './labels'
import { useCard, useDone, useUndo } from './useOutreach'

interface ApproachSheetProps {
  plan: OutreachPlanView
  row: OutreachTodoRow
  onClose: () => void
}

/** One client: the card to send, or how the approach went; and the way back from a done mark. */
export function ApproachSheet({ plan, row, onClose }: ApproachSheetProps) {
  return (
    <Sheet id="approach" open title={row.client.name} onClose={onClose}>
      {plan.words !== '' && <View className="words">{plan.words}</View>}
      {row.doneAt !== null ? (
        <DoneMark plan={plan} row={row} onClose={onClose} />
      ) : row.can.share ? (
        <CardToSend plan={plan} row={row} onClose={onClose} />
      ) : row.can.done ? (
        <HowItWent plan={plan} row={row} onClose={onClose} />
      ) : (
        <Notice tone="quiet">这位客户的观察期已经结束</Notice>
      )}
      <View className="gap">
        <Button id="approach-client" kind="text" onClick={() => go(routes.client({ id: row.client.id }))}>
          查看客户档案
        </Button>
      </View>
    </Sheet>
  )
}

/** The card exists before it is sent, and sending it is the done mark: WeChat tells nobody whether it was really sent. */
function CardToSend({ plan, row, onClose }: ApproachSheetProps) {
  const card = useCard(row.id)
  const done = useDone(plan.id, row.id, () => {
    tell('已记下')
    onClose()
  })
  const { run: prepare, result: ready } = card
  useEffect(() => {
    prepare(undefined)
    // Once for each opening; asking again gives the same card.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [])
  useShareAppMessage(({ from }) => {
    if (!ready) return { title: plan.title, path: tabs.home }
    if (from === 'button') done.run({ result: 'reached' })
    return { title: ready.title, path: ready.path }
  })
  const error = card.error ?? done.error
  return (
    <View>
      <View className="outreach-card">
        <View className="head">{(plan.content ?? plan.event)?.title ?? ''}</View>
        <View className="note gap-small">圈客 分享卡片</View>
      </View>
      {error && (
        <View className="gap" id="approach-error">
          <Notice tone="stop">{error.message}</Notice>
        </View>
      )}
      <View className="gap row">
        {ready ? (
          <Button id="approach-send" openType="share" busy={done.isBusy}>
            {`发给${row.client.name}`}
          </Button>
        ) : (
          <Button id="approach-prepare" busy={card.isBusy} onClick={() => card.run(undefined)}>
            {card.error ? '重试' : '正在准备'}
          </Button>
        )}
      </View>
      <View className="gap">
        <Notice tone="quiet">请只发给这位客户本人，不要发到群里。</Notice>
      </View>
    </View>
  )
}

function HowItWent({ plan, row, onClose }: ApproachSheetProps) {
  const [result, setResult] = useState<OutreachResult | null>(null)
  const done = useDone(plan.id, row.id, () => {
    tell('已记下')
    onClose()
  })
  return (
    <View className="gap">
      <Picks id="approach-result" label="结果" options={resultOptions} value={result} onChange={setResult} />
      {done.error && (
        <View className="gap" id="approach-error">
          <Notice tone="stop">{done.error.message}</Notice>
        </View>
      )}
      <View className="gap row">
        <Button
          id="approach-done"
          disabled={result === null}
          busy={done.isBusy}
          onClick={() => {
            if (result) done.run({ result })
          }}
        >
          记为已完成
        </Button>
      </View>
    </View>
  )
}

function DoneMark({ plan, row, onClose }: ApproachSheetProps) {
  const undo = useUndo(plan.id, row.id, () => {
    tell('已撤销')
    onClose()
  })
  return (
    <View>
      <Notice tone="ok">{`${resultWords(plan.kind, row.result!)}，${moment(row.doneAt!)}`}</Notice>
      {undo.error && (
        <View className="gap">
          <Notice tone="stop">{undo.error.message}</Notice>
        </View>
      )}
      {row.can.undo && (
        <View className="gap row">
          <Button id="approach-undo" kind="plain" busy={undo.isBusy} onClick={() => undo.run(undefined)}>
            撤销
          </Button>
        </View>
      )}
    </View>
  )
}
