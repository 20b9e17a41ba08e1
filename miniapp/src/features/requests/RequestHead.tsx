import { View } from '@tarojs/components'
import { useState } from 'react'
import type { RequestView } from '@quanke/shared/contracts/referral-requests'
import { REQUEST_CATEGORIES, REQUEST_STATUSES } from '@quanke/shared/domain/referral-request'
import { go, routes } from '@/lib/routes'
import { moment } from '@/lib/time'
import { Button } from '@/ui/Button'
import { Card } from '@/ui/Card'
import { Notice } from '@/ui/Notice'
import { Sheet } from '@/ui/Sheet'
import { Tag } from '@/ui/Tag'
import { AnswerList } from './AnswerList'
import { circumstances, statusTone } from './labels'
import { PictureRow } from './PictureRow'

/** What was asked, when an answer may be expected, and how it was before it was changed. */
export function RequestHead({ request }: { request: RequestView }) {
  const [isHistoryOpen, setHistoryOpen] = useState(false)
  const { can, edits, editedAt } = request
  return (
    <>
      <Card>
        <View className="tags">
          <View className="head">{REQUEST_CATEGORIES[request.category]}</View>
          <Tag tone={statusTone(request.status)}>{REQUEST_STATUSES[request.status]}</Tag>
          {editedAt && <Tag>已修改</Tag>}
        </View>
        <View className="words gap-small">{request.words}</View>
        <AnswerList answers={request.answers} />
        <PictureRow request={request} />
        <View className="note gap">{circumstances(request)}</View>
        <View className="note">{`${request.askedBy ? `${request.askedBy} ` : ''}${moment(request.askedAt)}`}</View>
        {(can.edit || edits.length > 0) && (
          <View className="gap row">
            {edits.length > 0 && (
              <Button id="request-history" kind="text" small onClick={() => setHistoryOpen(true)}>
                修改记录
              </Button>
            )}
            {can.edit && (
              <Button id="request-edit" kind="plain" small onClick={() => go(routes.editRequest({ id: request.id }))}>
                修改内容
              </Button>
            )}
          </View>
        )}
      </Card>
      <Waiting request={request} />
      <Sheet id="history-sheet" open={isHistoryOpen} title="修改记录" onClose={() => setHistoryOpen(false)}>
        {edits.map((edit) => (
          <View key={edit.at} className="gap">
            <View className="note">{`${moment(edit.at)} 修改前`}</View>
            <View className="words">{edit.words}</View>
            <AnswerList answers={edit.answers} />
          </View>
        ))}
      </Sheet>
    </>
  )
}

/** Until when somebody answers, and what was done when nobody had. */
function Waiting({
  request: { clientId, askedBy, answerBy, escalatedAt, helperName, status },
}: {
  request: RequestView
}) {
  const isClient = clientId === null && askedBy === null
  if (status !== 'open') return null
  if (helperName) return <Notice id="request-helper">{`团队主管已请${helperName}协助回应`}</Notice>
  if (escalatedAt)
    return (
      <Notice id="request-escalated">
        {isClient ? '代理人还没来得及回应，已提醒团队主管' : `超过回应时间，${moment(escalatedAt)} 已提醒团队主管`}
      </Notice>
    )
  if (!answerBy) return null
  return (
    <Notice id="request-due" tone="quiet">
      {isClient ? `预计 ${moment(answerBy)} 前会有回应` : `请在 ${moment(answerBy)} 前给出第一个回应`}
    </Notice>
  )
}
