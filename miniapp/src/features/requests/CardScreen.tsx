import { View } from '@tarojs/components'
import { useState } from 'react'
import type { IntroductionCardView } from '@quanke/shared/contracts/referral-requests'
import { limits } from '@quanke/shared/domain/limits'
import { CONTACT_WAYS, REQUEST_CATEGORIES, URGENCIES, type ContactWay } from '@quanke/shared/domain/referral-request'
import { useVerifyPhone } from '@/features/me/useMe'
import { dateOn } from '@/lib/time'
import { BottomBar } from '@/ui/BottomBar'
import { Button } from '@/ui/Button'
import { Card } from '@/ui/Card'
import { Cell } from '@/ui/Cell'
import { Check } from '@/ui/Check'
import { Field } from '@/ui/Field'
import { Notice } from '@/ui/Notice'
import { Page } from '@/ui/Page'
import { Picks } from '@/ui/Picks'
import { Section } from '@/ui/Section'
import { AnswerList } from './AnswerList'
import { optionsOf } from './labels'
import { useAgree, useRefuse } from './useCard'

const WAYS = optionsOf(CONTACT_WAYS)

interface CardScreenProps {
  card: IntroductionCardView
  /** The verified number, masked; it may have come only now. */
  phone: string | null
  onRefused: () => void
}

/** Everything to decide on, and how one may be reached; saying no is as easy as saying yes. */
export function CardScreen({ card, phone, onRefused }: CardScreenProps) {
  const [way, setWay] = useState<ContactWay | null>(null)
  const [contact, setContact] = useState('')
  const [isAdult, setIsAdult] = useState(false)
  const agree = useAgree(card.code)
  const refuse = useRefuse(card.code, onRefused)

  const isReachable = way === 'phone' ? phone !== null : way === 'own' && Array.from(contact.trim()).length >= 2
  const isReady = isReachable && isAdult
  const submit = (): void => {
    if (way) agree.run({ way, isAdult: true, ...(way === 'own' ? { contact: contact.trim() } : {}) })
  }
  const bar = (
    <BottomBar
      note={isReady ? undefined : '选好联系方式并确认年龄后即可同意'}
      error={agree.barError('contact', 'way') ?? refuse.barError()}
    >
      <Button
        id="card-refuse"
        kind="plain"
        busy={refuse.isBusy}
        disabled={agree.isBusy || !card.can.refuse}
        onClick={() => refuse.run(undefined)}
      >
        婉拒
      </Button>
      <Button
        id="card-agree"
        busy={agree.isBusy}
        disabled={refuse.isBusy || !isReady || !card.can.agree}
        onClick={submit}
      >
        同意
      </Button>
    </BottomBar>
  )
  return (
    <Page id="card" bar={bar}>
      <CardHead card={card} />
      <Section title="同意后会发生什么" />
      <Card list>
        {card.willPass.map((sentence) => (
          <Cell key={sentence} title={sentence} />
        ))}
      </Card>
      <Card>
        <Picks
          id="card-way"
          label="希望怎样联系您"
          options={WAYS}
          value={way}
          onChange={setWay}
          error={agree.fieldError('way')}
        />
        {way === 'phone' && <VerifiedPhone phone={phone} />}
        {way === 'own' && (
          <View className="gap">
            <Field
              id="card-contact"
              label="您的联系方式"
              hint="只写您自己的，例如微信号或办公地点；手机号请用微信验证"
              value={contact}
              onChange={setContact}
              max={limits.contact}
              error={agree.fieldError('contact')}
            />
          </View>
        )}
        <View className="gap">
          <Check id="card-adult" checked={isAdult} onChange={setIsAdult}>
            我已年满 18 周岁
          </Check>
        </View>
      </Card>
    </Page>
  )
}

function VerifiedPhone({ phone }: { phone: string | null }) {
  const verify = useVerifyPhone()
  if (phone !== null) return <View className="note gap" id="card-phone">{`将提供 ${phone}`}</View>
  return (
    <View className="gap row">
      <Button
        id="card-verify"
        kind="plain"
        busy={verify.isBusy}
        openType="getPhoneNumber"
        onGetPhoneNumber={({ detail }) => {
          if (detail.code) verify.run({ code: detail.code })
        }}
      >
        用微信验证手机号
      </Button>
    </View>
  )
}

function headOf({ isByReader, state, name, introducedBy }: IntroductionCardView): string {
  if (!isByReader) return `${introducedBy}想把您引荐给一位朋友`
  return `您想把${state === 'own' ? name : '自己'}引荐给一位朋友`
}

/** Who asks for what in which words, and who introduces. */
export function CardHead({ card }: { card: IntroductionCardView }) {
  return (
    <>
      <Card soft>
        <View className="head" id="card-by">
          {headOf(card)}
        </View>
        <View className="words gap-small">{`「${card.words}」`}</View>
        <View className="note gap-small">
          {`${dateOn(card.offeredAt)}发出${card.expiresAt ? `，${dateOn(card.expiresAt)}前有效` : ''}`}
        </View>
      </Card>
      <Card>
        <View className="note">{`${card.askedBy}想找`}</View>
        <View className="head gap-small">{REQUEST_CATEGORIES[card.category]}</View>
        <View className="words gap-small">{card.askedWords}</View>
        <AnswerList answers={card.answers} />
        <View className="note gap-small">{URGENCIES[card.urgency]}</View>
      </Card>
      {card.state === 'own' && <Notice id="card-own">这张卡片要由被引荐的人自己回答，请发给对方。</Notice>}
    </>
  )
}
