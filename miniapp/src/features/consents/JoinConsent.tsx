import { View } from '@tarojs/components'
import { useState } from 'react'
import type { ConsentsView } from '@quanke/shared/contracts/consents'
import type { Purpose } from '@quanke/shared/domain/consent'
import { limits } from '@quanke/shared/domain/limits'
import { AdviserCard } from '@/features/me/AdviserCard'
import { BottomBar } from '@/ui/BottomBar'
import { Button } from '@/ui/Button'
import { Card } from '@/ui/Card'
import { Check } from '@/ui/Check'
import { Field } from '@/ui/Field'
import { Notice } from '@/ui/Notice'
import { Page } from '@/ui/Page'
import { ConsentQuestions } from './ConsentQuestions'
import { decisionsOf, openQuestions, type Ticks } from './consent-form'
import { useDecideConsents } from './useConsents'

interface JoinConsentProps {
  view: ConsentsView
  /** What cannot go on without a yes, such as using the service for joining a group. */
  needed: readonly Purpose[]
  /** All that is asked here; what is not needed is left out for a while after a no. */
  only: readonly Purpose[]
  intro: string
  onAgreed: () => void
  onRefused: () => void
}

/**
 * Separate purposes, nothing ticked beforehand, every text in full, and two buttons of one size: refusing takes one
 * tap, as agreeing does. What was not ticked is sent as a no, with the version that was shown.
 */
export function JoinConsent({ view, needed, only, intro, onAgreed, onRefused }: JoinConsentProps) {
  // The questions as first shown: an answer in the background must not change them under the reader's finger.
  const [questions] = useState(() => openQuestions(view.consents, only, needed))
  const [ticks, setTicks] = useState<Ticks>({})
  const [isAdult, setIsAdult] = useState(false)
  const [name, setName] = useState('')
  const agree = useDecideConsents(onAgreed)
  const refuse = useDecideConsents(onRefused)

  const missing = needed.filter((purpose) => questions.some((one) => one.purpose === purpose) && !ticks[purpose])
  const hasYes = questions.some(({ purpose }) => ticks[purpose])
  const note = missing.length > 0 ? '请先勾选「本次需要」的事项' : hasYes && !isAdult ? '请确认您已年满 18 周岁' : ''
  const confirm = () =>
    agree.run({
      decisions: decisionsOf(questions, ticks),
      ...(hasYes ? { isAdult: true as const } : {}),
      ...(ticks.be_served && name.trim() ? { displayName: name.trim() } : {}),
    })
  const bar = (
    <BottomBar note={note} error={agree.barError('displayName') ?? refuse.barError()}>
      <Button
        id="consent-refuse"
        kind="plain"
        busy={refuse.isBusy}
        disabled={agree.isBusy}
        onClick={() => refuse.run({ decisions: decisionsOf(questions, {}) })}
      >
        暂不同意
      </Button>
      <Button
        id="consent-agree"
        busy={agree.isBusy}
        disabled={refuse.isBusy || missing.length > 0 || !hasYes || !isAdult}
        onClick={confirm}
      >
        确认同意
      </Button>
    </BottomBar>
  )
  return (
    <Page id="consent" bar={bar}>
      <Notice>{intro}</Notice>
      <ConsentQuestions
        questions={questions}
        ticks={ticks}
        onTick={(purpose, ticked) => setTicks((before) => ({ ...before, [purpose]: ticked }))}
        needed={needed}
      />
      {ticks.be_served && view.prospectiveAdviser && (
        <Card>
          <View className="note">同意后，由这位代理人为您服务</View>
          <View className="gap-small">
            <AdviserCard agent={view.prospectiveAdviser} />
          </View>
        </Card>
      )}
      {ticks.be_served && (
        <Card>
          <Field
            id="consent-name"
            label="代理人怎样称呼您"
            hint="可以不填；圈子里的其他人看不到"
            placeholder="例如：陈女士"
            value={name}
            onChange={setName}
            max={limits.name}
            error={agree.fieldError('displayName')}
          />
        </Card>
      )}
      <Card>
        <Check id="tick-adult" checked={isAdult} onChange={setIsAdult}>
          我已年满 18 周岁
        </Check>
      </Card>
    </Page>
  )
}
