import { View } from '@tarojs/components'
import { useState } from 'react'
import type { RequestView } from '@quanke/shared/contracts/referral-requests'
import { LIVE_INTRODUCTIONS, REQUEST_OUTCOMES } from '@quanke/shared/domain/referral-request'
import { RemindMe } from '@/features/messages/RemindMe'
import { go, routes } from '@/lib/routes'
import { sure } from '@/lib/tell'
import { moment } from '@/lib/time'
import { BottomBar } from '@/ui/BottomBar'
import { Button } from '@/ui/Button'
import { Card } from '@/ui/Card'
import { Empty } from '@/ui/Empty'
import { Page } from '@/ui/Page'
import { Section } from '@/ui/Section'
import { CloseSheet } from './CloseSheet'
import { HandOverSheet } from './HandOverSheet'
import { IntroductionCard } from './IntroductionCard'
import { RequestHead } from './RequestHead'
import { useWithdraw } from './useRequests'

/** What was asked, who was introduced, and how it ended. */
export function RequestScreen({ request }: { request: RequestView }) {
  const [sheet, setSheet] = useState<'close' | 'hand-over' | null>(null)
  const { can } = request
  // Who asked and still waits; `about` changes with each introduction, which is what the message tells of.
  const remind = can.close && (
    <RemindMe id="request-remind" use="introduction" about={`${request.id} ${request.introductions.length}`}>
      有回应时提醒我
    </RemindMe>
  )
  const comparable = request.introductions.filter(({ status }) => LIVE_INTRODUCTIONS.includes(status))
  const canCompare = can.close && comparable.length > 1
  return (
    <Page id="request" bar={<Bar request={request} onSheet={setSheet} />}>
      <RequestHead request={request} />
      <Section
        title="引荐"
        more={canCompare ? '放在一起比较' : undefined}
        moreId="request-compare"
        onMore={() => go(routes.compare({ id: request.id }))}
      />
      {request.introductions.length === 0 && <Empty text="有人引荐后会出现在这里">{remind}</Empty>}
      {request.introductions.map((introduction) => (
        <IntroductionCard key={introduction.id} introduction={introduction} passes={request.passes} />
      ))}
      {request.introductions.length > 0 && remind}
      {request.outcome && <Ending request={request} />}
      <CloseSheet requestId={request.id} open={sheet === 'close'} onClose={() => setSheet(null)} />
      <HandOverSheet request={request} open={sheet === 'hand-over'} onClose={() => setSheet(null)} />
    </Page>
  )
}

function Bar({ request, onSheet }: { request: RequestView; onSheet: (sheet: 'close' | 'hand-over') => void }) {
  const { can } = request
  const withdraw = useWithdraw(request.id)
  const askToWithdraw = async (): Promise<void> => {
    if (await sure('撤回后，这条求推荐不再显示给任何人。', '撤回')) withdraw.run(undefined)
  }
  if (!can.withdraw && !can.introduce && !can.close && !can.handOver) return null
  return (
    <BottomBar error={withdraw.barError()}>
      {can.withdraw && (
        <Button id="request-withdraw" kind="text" busy={withdraw.isBusy} onClick={() => void askToWithdraw()}>
          撤回
        </Button>
      )}
      {can.close && (
        <Button
          id="request-close"
          kind={request.status === 'introduced' ? 'primary' : 'plain'}
          onClick={() => onSheet('close')}
        >
          结束并评价
        </Button>
      )}
      {can.handOver && (
        <Button id="request-hand-over" kind="plain" onClick={() => onSheet('hand-over')}>
          请同事协助
        </Button>
      )}
      {can.introduce && (
        <Button id="request-introduce" onClick={() => go(routes.introduce({ id: request.id }))}>
          引荐
        </Button>
      )}
    </BottomBar>
  )
}

function Ending({ request }: { request: RequestView }) {
  return (
    <>
      <Section title="结果" />
      <Card id="request-outcome">
        <View className="head">{request.outcome && REQUEST_OUTCOMES[request.outcome]}</View>
        {request.rating !== null && <View className="note gap-small">{`评价 ${request.rating} 星`}</View>}
        {request.ratingWords && <View className="words gap-small">{request.ratingWords}</View>}
        {request.closedAt && <View className="note gap-small">{moment(request.closedAt)}</View>}
      </Card>
    </>
  )
}
