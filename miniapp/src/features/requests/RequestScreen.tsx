import { View } from '@tarojs/components'
import { useState } from 'react'
import type { RequestView } from '@quanke/shared/contracts/referral-requests'
import { REQUEST_CATEGORIES, REQUEST_OUTCOMES, REQUEST_STATUSES } from '@quanke/shared/domain/referral-request'
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
import { Tag } from '@/ui/Tag'
import { CloseSheet } from './CloseSheet'
import { IntroductionCard } from './IntroductionCard'
import { circumstances, statusTone } from './labels'
import { useWithdraw } from './useRequests'

/** What was asked, who was introduced, and how it ended. */
export function RequestScreen({ request }: { request: RequestView }) {
  const [closing, setClosing] = useState(false)
  const withdraw = useWithdraw(request.id)
  const { can } = request
  const askToWithdraw = async (): Promise<void> => {
    if (await sure('撤回后，这条求推荐不再显示给任何人。', '撤回')) withdraw.run(undefined)
  }
  // Who asked and still waits; `about` changes with each introduction, which is what the message tells of.
  const remind = can.close && (
    <RemindMe id="request-remind" use="introduction" about={`${request.id} ${request.introductions.length}`}>
      有回应时提醒我
    </RemindMe>
  )
  const bar = (can.withdraw || can.introduce || can.close) && (
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
          onClick={() => setClosing(true)}
        >
          结束并评价
        </Button>
      )}
      {can.introduce && (
        <Button id="request-introduce" onClick={() => go(routes.introduce({ id: request.id }))}>
          引荐
        </Button>
      )}
    </BottomBar>
  )
  return (
    <Page id="request" bar={bar}>
      <Card>
        <View className="tags">
          <View className="head">{REQUEST_CATEGORIES[request.category]}</View>
          <Tag tone={statusTone(request.status)}>{REQUEST_STATUSES[request.status]}</Tag>
        </View>
        <View className="words gap-small">{request.words}</View>
        <View className="note gap">{circumstances(request)}</View>
        <View className="note">{`${request.askedBy ? `${request.askedBy} ` : ''}${moment(request.askedAt)}`}</View>
      </Card>
      <Section title="引荐" />
      {request.introductions.length === 0 && <Empty text="有人引荐后会出现在这里">{remind}</Empty>}
      {request.introductions.map((introduction) => (
        <IntroductionCard key={introduction.id} introduction={introduction} />
      ))}
      {request.introductions.length > 0 && remind}
      {request.outcome && <Ending request={request} />}
      <CloseSheet requestId={request.id} open={closing} onClose={() => setClosing(false)} />
    </Page>
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
