import { View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import type { IntroductionView } from '@quanke/shared/contracts/referral-requests'
import { INTRODUCTION_KINDS, INTRODUCTION_STATUSES } from '@quanke/shared/domain/referral-request'
import { go, routes } from '@/lib/routes'
import { ago } from '@/lib/time'
import { Button } from '@/ui/Button'
import { Card } from '@/ui/Card'
import { Notice } from '@/ui/Notice'
import { Tag } from '@/ui/Tag'
import { useAccept, useDecline } from './useRequests'

/** Who is introduced, by whom and why. The contact appears only when both sides have said yes. */
export function IntroductionCard({ introduction }: { introduction: IntroductionView }) {
  const accept = useAccept()
  const decline = useDecline()
  const { id, contact, can } = introduction
  const error = accept.error ?? decline.error
  return (
    <Card id={`introduction-${id}`}>
      <View className="tags">
        <View className="head">{introduction.name}</View>
        <Tag>{INTRODUCTION_KINDS[introduction.kind]}</Tag>
        <Tag tone={introduction.status === 'accepted' ? 'ok' : undefined}>
          {introduction.status === 'offered' && !can.accept ? '待对方确认' : INTRODUCTION_STATUSES[introduction.status]}
        </Tag>
      </View>
      <View className="words gap-small">{introduction.words}</View>
      <View className="note gap-small">{`${introduction.introducedBy} 引荐，${ago(introduction.at)}`}</View>
      {contact && (
        <View className="gap">
          <Notice id="introduction-contact" tone="ok">{`联系方式：${contact}`}</Notice>
          <View className="gap row">
            <Button id={`copy-${id}`} kind="plain" onClick={() => void Taro.setClipboardData({ data: contact })}>
              复制联系方式
            </Button>
          </View>
        </View>
      )}
      {error && (
        <View className="gap">
          <Notice tone="stop">{error.message}</Notice>
          {error.code === 'consent_required' && (
            <Button id="introduction-consent" kind="text" onClick={() => go(routes.consents())}>
              查看授权
            </Button>
          )}
        </View>
      )}
      {(can.accept || can.decline) && (
        <View className="gap row">
          <Button
            id={`decline-${id}`}
            kind="plain"
            busy={decline.isBusy}
            disabled={accept.isBusy}
            onClick={() => decline.run(id)}
          >
            婉拒
          </Button>
          <Button id={`accept-${id}`} busy={accept.isBusy} disabled={decline.isBusy} onClick={() => accept.run(id)}>
            接受引荐
          </Button>
        </View>
      )}
    </Card>
  )
}
