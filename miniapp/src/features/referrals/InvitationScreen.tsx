import { View } from '@tarojs/components'
import { useState } from 'react'
import type { ConsentView } from '@quanke/shared/contracts/consents'
import type { ReferralInvitationView } from '@quanke/shared/contracts/referrals'
import type { Purpose } from '@quanke/shared/domain/consent'
import { limits } from '@quanke/shared/domain/limits'
import { ConsentQuestions } from '@/features/consents/ConsentQuestions'
import { decisionsOf, openQuestions, type Ticks } from '@/features/consents/consent-form'
import { AdviserCard } from '@/features/me/AdviserCard'
import { dateOn } from '@/lib/time'
import { BottomBar } from '@/ui/BottomBar'
import { Button } from '@/ui/Button'
import { Card } from '@/ui/Card'
import { Cell } from '@/ui/Cell'
import { Check } from '@/ui/Check'
import { Field } from '@/ui/Field'
import { Page } from '@/ui/Page'
import { Section } from '@/ui/Section'
import type { InvitationEnding } from './InvitationEnd'
import { useAcceptInvitation, useDeclineInvitation } from './useReferrals'

const ASKED: readonly Purpose[] = ['use_service', 'be_served', 'show_activity', 'marketing']
const NEEDED: readonly Purpose[] = ['use_service', 'be_served']

interface InvitationScreenProps {
  invitation: ReferralInvitationView
  consents: ConsentView[]
  onEnd: (ending: InvitationEnding) => void
}

/** Everything the friend should know before deciding; declining is as easy as accepting. */
export function InvitationScreen({ invitation, consents, onEnd }: InvitationScreenProps) {
  const [questions] = useState(() => openQuestions(consents, ASKED, NEEDED))
  const [ticks, setTicks] = useState<Ticks>({})
  const [isAdult, setIsAdult] = useState(false)
  const [name, setName] = useState('')
  const accept = useAcceptInvitation(invitation.code, () => onEnd('accepted'))
  const decline = useDeclineInvitation(invitation.code, () => onEnd('declined'))

  const isReady = isAdult && questions.every(({ purpose }) => !NEEDED.includes(purpose) || ticks[purpose])
  const submit = () =>
    accept.run({
      decisions: decisionsOf(questions, ticks),
      isAdult: true,
      ...(name.trim() ? { displayName: name.trim() } : {}),
    })
  const bar = (
    <BottomBar
      note={isReady ? undefined : '请先勾选「本次需要」的事项并确认年龄'}
      error={accept.barError('displayName') ?? decline.barError()}
    >
      <Button
        id="invitation-decline"
        kind="plain"
        busy={decline.isBusy}
        disabled={accept.isBusy || !invitation.can.decline}
        onClick={() => decline.run(undefined)}
      >
        婉拒
      </Button>
      <Button
        id="invitation-accept"
        busy={accept.isBusy}
        disabled={decline.isBusy || !isReady || !invitation.can.accept}
        onClick={submit}
      >
        同意
      </Button>
    </BottomBar>
  )
  return (
    <Page id="invitation" bar={bar}>
      <InvitationHead invitation={invitation} />
      <Section title="同意后会知道的信息" />
      <Card list>
        {invitation.willBeKnown.map((sentence) => (
          <Cell key={sentence} title={sentence} />
        ))}
      </Card>
      <ConsentQuestions
        questions={questions}
        ticks={ticks}
        onTick={(purpose, ticked) => setTicks((before) => ({ ...before, [purpose]: ticked }))}
        needed={NEEDED}
      />
      <Card>
        <Field
          id="invitation-name"
          label="代理人怎样称呼您"
          hint="可以不填；圈子里的其他人看不到"
          value={name}
          onChange={setName}
          max={limits.name}
          error={accept.fieldError('displayName')}
        />
        <View className="gap">
          <Check id="tick-adult" checked={isAdult} onChange={setIsAdult}>
            我已年满 18 周岁
          </Check>
        </View>
      </Card>
    </Page>
  )
}

function InvitationHead({ invitation }: { invitation: ReferralInvitationView }) {
  return (
    <>
      <Card soft>
        <View className="head" id="invitation-referrer">{`${invitation.referrerName}向您推荐一位代理人`}</View>
        <View className="words gap-small" id="invitation-words">{`「${invitation.words}」`}</View>
        <View className="note gap-small">
          {`${dateOn(invitation.givenAt)}发出，${dateOn(invitation.expiresAt)}前有效`}
        </View>
      </Card>
      <Card>
        <AdviserCard agent={invitation.agent} />
      </Card>
    </>
  )
}
