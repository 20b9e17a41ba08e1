import { View } from '@tarojs/components'
import { useState } from 'react'
import type { ConsentView } from '@quanke/shared/contracts/consents'
import { CONSENT_STATES } from '@quanke/shared/domain/consent'
import { sure, tell } from '@/lib/tell'
import { dateOn } from '@/lib/time'
import { Button } from '@/ui/Button'
import { Card } from '@/ui/Card'
import { Check } from '@/ui/Check'
import { Notice } from '@/ui/Notice'
import { Tag } from '@/ui/Tag'
import { ConsentText } from './ConsentText'
import { useDecideConsents, useWithdrawConsent } from './useConsents'

/** One purpose: its text, how it stands since when, and the one thing to do about it. */
export function ConsentRow({ consent }: { consent: ConsentView }) {
  const [isAdult, setIsAdult] = useState(false)
  const decide = useDecideConsents(() => tell('已保存'))
  const withdraw = useWithdrawConsent(() => tell('已撤回'))
  const { purpose, textVersion, state } = consent
  const error = decide.error ?? withdraw.error

  const give = () =>
    decide.run({ decisions: [{ purpose, textVersion, given: true }], ...(isAdult ? { isAdult: true as const } : {}) })
  const askToWithdraw = async (): Promise<void> => {
    if (await sure(withdrawalWords(consent), '撤回同意')) withdraw.run(purpose)
  }
  return (
    <Card id={`consent-${purpose}`}>
      <View className="consent__head">
        <View className="head">{consent.title}</View>
        <Tag tone={state === 'given' ? 'ok' : undefined}>{state ? CONSENT_STATES[state] : '尚未决定'}</Tag>
      </View>
      <ConsentText body={consent.body} />
      <View className="consent__version">
        {`文本版本 ${textVersion}${consent.decidedAt ? `，${dateOn(consent.decidedAt)}决定` : ''}`}
      </View>
      {error && (
        <View className="consent__error">
          <Notice tone="stop">{error.message}</Notice>
        </View>
      )}
      {consent.can.withdraw && (
        <Button id={`withdraw-${purpose}`} kind="plain" busy={withdraw.isBusy} onClick={() => void askToWithdraw()}>
          撤回同意
        </Button>
      )}
      {consent.can.give && state !== 'given' && (
        <>
          {error?.code === 'age_not_confirmed' && (
            <Check id={`adult-${purpose}`} checked={isAdult} onChange={setIsAdult}>
              我已年满 18 周岁
            </Check>
          )}
          <Button id={`give-${purpose}`} kind="plain" busy={decide.isBusy} onClick={give}>
            我已阅读并同意
          </Button>
        </>
      )}
    </Card>
  )
}

function withdrawalWords({ purpose, title }: ConsentView): string {
  if (purpose === 'be_served') return '撤回后，您的代理人将立即看不到您的档案，也不再联系您。'
  return `撤回「${title}」后立即生效。`
}
