import { View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { useState } from 'react'
import type { IntroductionView, RequestView } from '@quanke/shared/contracts/referral-requests'
import { INTRODUCTION_KINDS } from '@quanke/shared/domain/referral-request'
import { phoneWords } from '@/lib/phone'
import { go, routes } from '@/lib/routes'
import { sure } from '@/lib/tell'
import { ago, dateOn } from '@/lib/time'
import { Button } from '@/ui/Button'
import { Card } from '@/ui/Card'
import { Notice } from '@/ui/Notice'
import { Tag } from '@/ui/Tag'
import { introductionTone, introductionWords, PASSES } from './labels'
import { ThanksSheet } from './ThanksSheet'
import { useAccept, useDecline, useTakeBack } from './useRequests'

interface IntroductionCardProps {
  introduction: IntroductionView
  /** What the counterpart gets of the client; only the client knows. */
  passes: RequestView['passes']
}

/** Who is introduced, by whom and why. The contact appears only when both sides have said yes. */
export function IntroductionCard({ introduction, passes }: IntroductionCardProps) {
  const [isThanking, setThanking] = useState(false)
  const { id, can, name, thanks } = introduction
  if (name === '')
    return (
      <Card id={`introduction-${id}`}>
        <View className="note">
          {`${introduction.introducedBy} ${dateOn(introduction.at)}的引荐：${introductionWords(introduction)}，没有保留对方的任何信息`}
        </View>
      </Card>
    )
  return (
    <Card id={`introduction-${id}`}>
      <View className="tags">
        <View className="head">{name}</View>
        <Tag>{INTRODUCTION_KINDS[introduction.kind]}</Tag>
        <Tag tone={introductionTone(introduction.status)}>{introductionWords(introduction)}</Tag>
        {introduction.isBeforeEdit && <Tag>修改前的引荐</Tag>}
      </View>
      <View className="words gap-small">{introduction.words}</View>
      <View className="note gap-small">{`${introduction.introducedBy} 引荐，${ago(introduction.at)}`}</View>
      <Standing introduction={introduction} />
      {(can.accept || can.decline) && <WhyNotNow introduction={introduction} />}
      {introduction.status === 'connected' && introduction.provider?.isGone && (
        <View className="gap">
          <Notice id={`introduction-gone-${id}`}>对方已移出服务伙伴名录，联系方式不再提供。需要时可以再求推荐。</Notice>
        </View>
      )}
      {introduction.contact && <Contact id={id} contact={phoneWords(introduction.contact)} />}
      {thanks && (
        <View className="gap">
          <Notice id={`thanks-words-${id}`} tone="honour">{`致谢：${thanks.words}`}</Notice>
        </View>
      )}
      {can.thank && (
        <View className="gap row">
          <Button id={`thank-${id}`} kind="plain" onClick={() => setThanking(true)}>
            向引荐人致谢
          </Button>
        </View>
      )}
      {(can.accept || can.decline) && <Settling introduction={introduction} passes={passes} />}
      {introduction.ownCard && <OwnCard id={id} code={introduction.ownCard} />}
      {can.takeBack && <Passing introduction={introduction} />}
      <ThanksSheet introduction={introduction} open={isThanking} onClose={() => setThanking(false)} />
    </Card>
  )
}

/** What is known of a provider or a colleague. */
function Standing({ introduction: { provider, agent } }: { introduction: IntroductionView }) {
  if (provider)
    return (
      <View className="gap-small">
        <View className="note">{`${provider.place}，${provider.hours}`}</View>
        <View className="note">{provider.licence}</View>
        <View className="note">{`${provider.vouchedBy}核验，有效至${dateOn(provider.validUntil)}`}</View>
      </View>
    )
  if (agent) return <View className="note gap-small">{`${agent.teamName}，执业证编号 ${agent.licenceNumber}`}</View>
  return null
}

/** Who was offered has gone since, so that only a no is left. */
function WhyNotNow({ introduction: { can, agent, provider } }: { introduction: IntroductionView }) {
  const why = agent?.isGone
    ? '这位同事已离职，不能再接受这次引荐。您可以婉拒，代理人会另找合适的人。'
    : provider && !provider.isValid
      ? '对方的资质已过期或已移出名录，不能再接受这次引荐。您可以婉拒，代理人会另找合适的人。'
      : null
  if (can.accept || why === null) return null
  return (
    <View className="gap">
      <Notice>{why}</Notice>
    </View>
  )
}

function Contact({ id, contact }: { id: string; contact: string }) {
  return (
    <View className="gap">
      <Notice id="introduction-contact" tone="ok">{`联系方式：${contact}`}</Notice>
      <View className="gap row">
        <Button id={`copy-${id}`} kind="plain" onClick={() => void Taro.setClipboardData({ data: contact })}>
          复制联系方式
        </Button>
      </View>
    </View>
  )
}

/** The client's yes or no, with what a yes passes on. */
function Settling({ introduction: { id, kind, can }, passes }: IntroductionCardProps) {
  const accept = useAccept()
  const decline = useDecline()
  const error = accept.error ?? decline.error
  return (
    <>
      {passes && kind !== 'provider' && (
        <View className="gap">
          <Notice tone="quiet">{PASSES[passes]}</Notice>
          {passes === 'no_consent' && (
            <Button id="introduction-consent" kind="text" small onClick={() => go(routes.consents())}>
              查看授权
            </Button>
          )}
        </View>
      )}
      {error && (
        <View className="gap">
          <Notice tone="stop">{error.message}</Notice>
        </View>
      )}
      <View className="gap row">
        {can.decline && (
          <Button
            id={`decline-${id}`}
            kind="text"
            busy={decline.isBusy}
            disabled={accept.isBusy}
            onClick={() => decline.run(id)}
          >
            婉拒
          </Button>
        )}
        {can.accept && (
          <Button
            id={`accept-${id}`}
            kind="plain"
            busy={accept.isBusy}
            disabled={decline.isBusy}
            onClick={() => accept.run(id)}
          >
            接受引荐
          </Button>
        )}
      </View>
    </>
  )
}

/** Who introduced himself is the counterpart too, and answers as that. */
function OwnCard({ id, code }: { id: string; code: string }) {
  return (
    <View className="gap row">
      <Button id={`own-card-${id}`} kind="plain" onClick={() => go(routes.introductionCard({ code }))}>
        以本人身份答复
      </Button>
    </View>
  )
}

/** The introducer passes the card on, or takes it back. */
function Passing({ introduction: { id, card } }: { introduction: IntroductionView }) {
  const takeBack = useTakeBack()
  const ask = async (): Promise<void> => {
    if (await sure('撤回后，对方不能再回答这次引荐。', '撤回')) takeBack.run(id)
  }
  return (
    <>
      {takeBack.error && (
        <View className="gap">
          <Notice tone="stop">{takeBack.error.message}</Notice>
        </View>
      )}
      <View className="gap row">
        <Button id={`take-back-${id}`} kind="text" busy={takeBack.isBusy} onClick={() => void ask()}>
          撤回引荐
        </Button>
        {card && (
          <Button id={`pass-${id}`} kind="plain" openType="share">
            发送引荐卡
          </Button>
        )}
      </View>
    </>
  )
}
