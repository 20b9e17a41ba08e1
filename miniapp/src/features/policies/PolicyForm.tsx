import { useState } from 'react'
import type { ClientView } from '@quanke/shared/contracts/clients'
import type { PolicyView } from '@quanke/shared/contracts/policies'
import { limits } from '@quanke/shared/domain/limits'
import {
  PARTICIPATING,
  POLICY,
  POLICY_KINDS,
  POLICY_NUMBER,
  plainPolicyNumber,
  policyKinds,
  PREMIUM_RHYTHMS,
  premiumRhythms,
  type PolicyKind,
  type PremiumRhythm,
} from '@quanke/shared/domain/policy'
import { tell } from '@/lib/tell'
import { dayIn } from '@/lib/time'
import { dropDraft, useDraft } from '@/lib/useDraft'
import { useLeave } from '@/lib/useLeave'
import { BottomBar } from '@/ui/BottomBar'
import { Button } from '@/ui/Button'
import { Card } from '@/ui/Card'
import { Check } from '@/ui/Check'
import { DateCell } from '@/ui/DateCell'
import { Field } from '@/ui/Field'
import { Notice } from '@/ui/Notice'
import { Page } from '@/ui/Page'
import { Picks } from '@/ui/Picks'
import { fenOf, yuanOf } from './premium'
import { useCorrectPolicy, useRecordPolicy } from './usePolicies'

const KINDS = policyKinds.map((value) => ({ value, label: POLICY_KINDS[value] }))
const RHYTHMS = premiumRhythms.map((value) => ({ value, label: PREMIUM_RHYTHMS[value] }))
const PARTICIPATES = (['yes', 'no'] as const).map((value) => ({ value, label: PARTICIPATING[value] }))
const SHOWN = ['productName', 'kind', 'number', 'premiumFen', 'rhythm', 'effectiveOn', 'isParticipating']
const NUMBER_MOST = 40
const YUAN_MOST = 11
const DAY_MS = 86_400_000

interface Draft {
  productName: string
  kind: PolicyKind | null
  number: string
  yuan: string
  rhythm: PremiumRhythm | null
  effectiveOn: string
  participates: 'yes' | 'no' | null
}

const draftOf = (policy: PolicyView | null): Draft => ({
  productName: policy?.productName ?? '',
  kind: policy?.kind ?? null,
  number: '',
  yuan: policy ? yuanOf(policy.premiumFen) : '',
  rhythm: policy?.rhythm ?? null,
  effectiveOn: policy?.effectiveOn ?? dayIn(Date.now()),
  participates: policy ? (policy.isParticipating ? 'yes' : 'no') : null,
})

/** An agent records what a client bought, or puts right what was entered wrong. */
export function PolicyForm({ client, policy }: { client: ClientView; policy: PolicyView | null }) {
  const form = `policy ${client.id} ${policy ? `${policy.id} ${policy.correctedAt ?? ''}` : ''}`
  const [draft, setDraft] = useDraft(form, 'draft', draftOf(policy))
  const [isWon, setWon] = useDraft(form, 'won', false)
  const [latestDay] = useState(() => dayIn(Date.now() + POLICY.effectiveAheadDays * DAY_MS))
  const leave = useLeave()
  const record = useRecordPolicy(form, client.id, () => (dropDraft(form), tell('已登记'), leave.back()))
  const correct = useCorrectPolicy(client.id, policy?.id ?? '', () => (dropDraft(form), tell('已更正'), leave.back()))
  const write = policy ? correct : record
  const change = (part: Partial<Draft>): void => setDraft({ ...draft, ...part })
  const missing = missingOf(draft, policy !== null)
  const submit = (): void => {
    const fields = fieldsOf(draft)
    if (!fields || missing) return
    const number = plainPolicyNumber(draft.number)
    if (policy) correct.run({ ...fields, ...(number ? { number } : {}) })
    else record.run({ ...fields, number, ...(isWon && client.referral ? { wonReferralId: client.referral.id } : {}) })
  }
  const bar = (
    <BottomBar note={missing ?? undefined} error={write.barError(...SHOWN)}>
      <Button id="policy-submit" disabled={missing !== null} busy={write.isBusy} onClick={submit}>
        {policy ? '保存更正' : '登记'}
      </Button>
    </BottomBar>
  )
  return (
    <Page id="policy-form" title={policy ? '更正保单' : '登记保单'} bar={bar}>
      <Card>
        <Field
          id="policy-product"
          label="产品名称"
          placeholder="例如：安和福满终身寿险"
          value={draft.productName}
          onChange={(productName) => change({ productName })}
          max={limits.product}
          error={write.fieldError('productName')}
        />
        <Picks
          id="policy-kind"
          label="险种"
          options={KINDS}
          value={draft.kind}
          onChange={(kind) => change({ kind })}
          error={write.fieldError('kind')}
        />
        <Field
          id="policy-number"
          label="保单号"
          hint={
            policy
              ? `现在是 ${policy.maskedNumber}，没有错可以不填`
              : '6 到 30 位字母和数字；加密保存，页面上只显示首尾'
          }
          value={draft.number}
          onChange={(number) => change({ number })}
          max={NUMBER_MOST}
          error={write.fieldError('number')}
        />
        <Field
          id="policy-premium"
          label="首期保费（元）"
          placeholder="例如：12000"
          value={draft.yuan}
          onChange={(yuan) => change({ yuan })}
          max={YUAN_MOST}
          error={write.fieldError('premiumFen')}
        />
        <Picks
          id="policy-rhythm"
          label="缴费方式"
          options={RHYTHMS}
          value={draft.rhythm}
          onChange={(rhythm) => change({ rhythm })}
          error={write.fieldError('rhythm')}
        />
        <Picks
          id="policy-participates"
          label="是否分红型"
          options={PARTICIPATES}
          value={draft.participates}
          onChange={(participates) => change({ participates })}
          error={write.fieldError('isParticipating')}
        />
      </Card>
      <Card list>
        <DateCell
          id="policy-effective"
          title="生效日期"
          value={draft.effectiveOn}
          start="2000-01-01"
          end={latestDay}
          onChange={(effectiveOn) => change({ effectiveOn })}
        />
      </Card>
      {write.fieldError('effectiveOn') && <Notice tone="stop">{write.fieldError('effectiveOn')}</Notice>}
      {!policy && client.referral?.canWin && (
        <Card>
          <Check id="policy-won" checked={isWon} onChange={setWon}>
            {`这位客户由 ${client.referral.referrerName} 转介绍：同时把转介绍标记为「已成为保户」。标记后不能改回，推荐人只会收到您的致谢。`}
          </Check>
        </Card>
      )}
      <Notice tone="quiet">客户会在「我的保单」看到登记的内容，保单号只显示首尾。</Notice>
    </Page>
  )
}

/** What is still to be filled in, in words; null when everything is there. */
function missingOf(
  { productName, kind, number, yuan, rhythm, participates }: Draft,
  isCorrection: boolean,
): string | null {
  if (Array.from(productName.trim()).length < 2) return '请填写产品名称'
  if (kind === null) return '请选择险种'
  const plain = plainPolicyNumber(number)
  if (!(isCorrection && plain === '') && !POLICY_NUMBER.test(plain)) return '请填写 6 到 30 位的保单号'
  if (fenOf(yuan) === null) return '请填写首期保费，例如 12000 或 860.50'
  if (rhythm === null) return '请选择缴费方式'
  return participates === null ? '请选择是否分红型' : null
}

function fieldsOf({ productName, kind, yuan, rhythm, effectiveOn, participates }: Draft) {
  const premiumFen = fenOf(yuan)
  if (kind === null || rhythm === null || premiumFen === null) return null
  return {
    productName: productName.trim(),
    kind,
    premiumFen,
    rhythm,
    effectiveOn,
    isParticipating: participates === 'yes',
  }
}
