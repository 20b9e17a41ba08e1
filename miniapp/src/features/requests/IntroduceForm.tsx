import { View } from '@tarojs/components'
import { useState } from 'react'
import type { ProviderView, RequestView } from '@quanke/shared/contracts/referral-requests'
import { limits } from '@quanke/shared/domain/limits'
import { REQUEST_CATEGORIES, type IntroductionKind } from '@quanke/shared/domain/referral-request'
import { useMe } from '@/features/me/useMe'
import { back } from '@/lib/routes'
import { tell } from '@/lib/tell'
import { BottomBar } from '@/ui/BottomBar'
import { Button } from '@/ui/Button'
import { Card } from '@/ui/Card'
import { Cell } from '@/ui/Cell'
import { Check } from '@/ui/Check'
import { Field } from '@/ui/Field'
import { Page } from '@/ui/Page'
import { Picks } from '@/ui/Picks'
import { ProviderSheet } from './ProviderSheet'
import { useIntroduce } from './useRequests'

const PERSON = { value: 'person' as const, label: '我认识的人' }
/** The directory is for agents; another member introduces somebody known. */
const AGENT_KINDS = [{ value: 'provider' as const, label: '服务伙伴名录' }, PERSON]
const SHOWN = ['kind', 'providerId', 'name', 'contact', 'words']

/** Somebody from the directory or somebody the agent knows, why, and that the other side has agreed. */
export function IntroduceForm({ request }: { request: RequestView }) {
  const [kind, setKind] = useState<IntroductionKind | null>(null)
  const [provider, setProvider] = useState<ProviderView | null>(null)
  const [isChoosing, setChoosing] = useState(false)
  const [name, setName] = useState('')
  const [contact, setContact] = useState('')
  const [words, setWords] = useState('')
  const [agreed, setAgreed] = useState(false)
  const me = useMe()
  const introduce = useIntroduce(request.id, () => {
    tell('已引荐')
    back()
  })

  const isNamed = kind === 'provider' ? provider !== null : kind !== null && name.trim() !== '' && contact.trim() !== ''
  const isReady = isNamed && Array.from(words.trim()).length >= 2 && agreed
  const submit = (): void => {
    if (!kind) return
    introduce.run({
      kind,
      words: words.trim(),
      counterpartAgreed: agreed,
      ...(kind === 'provider' ? { providerId: provider?.id } : { name: name.trim(), contact: contact.trim() }),
    })
  }
  const bar = (
    <BottomBar
      note={isReady ? undefined : '选好引荐对象、写下理由并确认对方同意后即可发出'}
      error={introduce.barError(...SHOWN)}
    >
      <Button id="introduce-submit" disabled={!isReady} busy={introduce.isBusy} onClick={submit}>
        发出引荐
      </Button>
    </BottomBar>
  )
  return (
    <Page id="introduce" bar={bar}>
      <Card soft>
        <View className="head">{`${request.askedBy ?? '客户'}：${REQUEST_CATEGORIES[request.category]}`}</View>
        <View className="words gap-small">{request.words}</View>
      </Card>
      <Card>
        <Picks
          id="introduce-kind"
          label="引荐谁"
          options={me.data?.agent ? AGENT_KINDS : [PERSON]}
          value={kind}
          onChange={setKind}
        />
        {kind === 'provider' && (
          <View className="gap">
            <Cell
              id="introduce-provider"
              title={provider ? provider.name : '从名录中选择'}
              note={
                provider ? `${provider.place} ${provider.hours}` : (introduce.fieldError('providerId') ?? undefined)
              }
              onClick={() => setChoosing(true)}
            />
          </View>
        )}
        {kind === 'person' && (
          <View className="gap">
            <Field
              id="introduce-name"
              label="姓名与身份"
              placeholder="例如：张律师，从业十二年"
              value={name}
              onChange={setName}
              max={limits.name}
              error={introduce.fieldError('name')}
            />
            <Field
              id="introduce-contact"
              label="对方的联系方式"
              hint="客户接受引荐后才会看到"
              value={contact}
              onChange={setContact}
              max={limits.contact}
              error={introduce.fieldError('contact')}
            />
          </View>
        )}
      </Card>
      <Card>
        <Field
          id="introduce-words"
          label="为什么引荐"
          value={words}
          onChange={setWords}
          max={limits.words}
          multiline
          error={introduce.fieldError('words')}
        />
        <View className="gap">
          <Check id="introduce-agreed" checked={agreed} onChange={setAgreed}>
            对方已同意被引荐给这位客户
          </Check>
        </View>
      </Card>
      <ProviderSheet
        open={isChoosing}
        category={request.category}
        onClose={() => setChoosing(false)}
        onChoose={(chosen) => {
          setProvider(chosen)
          setChoosing(false)
        }}
      />
    </Page>
  )
}
