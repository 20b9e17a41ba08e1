import { View } from '@tarojs/components'
import { useShareAppMessage } from '@tarojs/taro'
import { useState } from 'react'
import type { IntroductionView, RequestView } from '@quanke/shared/contracts/referral-requests'
import { limits } from '@quanke/shared/domain/limits'
import { REQUEST_CATEGORIES, type IntroductionKind } from '@quanke/shared/domain/referral-request'
import { useMe } from '@/features/me/useMe'
import { back, tabs } from '@/lib/routes'
import { tell } from '@/lib/tell'
import { dropDraft, useDraft } from '@/lib/useDraft'
import { useLeave } from '@/lib/useLeave'
import { BottomBar } from '@/ui/BottomBar'
import { Button } from '@/ui/Button'
import { Card } from '@/ui/Card'
import { Field } from '@/ui/Field'
import { Notice } from '@/ui/Notice'
import { Page } from '@/ui/Page'
import { Picks } from '@/ui/Picks'
import { AnswerList } from './AnswerList'
import { NOBODY, WhomFields, whomOf, type Whom } from './WhomFields'
import { useIntroduce } from './useRequests'

const PERSON = { value: 'person' as const, label: '我认识的人' }
/** The directory and colleagues are for agents; another member introduces somebody known. */
const AGENT_KINDS = [
  { value: 'provider' as const, label: '服务伙伴名录' },
  { value: 'agent' as const, label: '同事' },
  PERSON,
]
const SHOWN = ['kind', 'providerId', 'agentCode', 'name', 'words']

/** Somebody from the directory, a colleague or somebody known, and why. Nobody's number is asked for: the other side gives it. */
export function IntroduceForm({ request }: { request: RequestView }) {
  const form = `introduce ${request.id}`
  const [kind, setKind] = useDraft<IntroductionKind | null>(form, 'kind', null)
  const [whom, setWhom] = useDraft<Whom>(form, 'whom', NOBODY)
  const [words, setWords] = useDraft(form, 'words', '')
  const me = useMe()
  const [made, setMade] = useState<IntroductionView | null>(null)
  const leave = useLeave()
  const introduce = useIntroduce(form, request.id, (answered) => {
    dropDraft(form)
    const last = answered.introductions.at(-1)
    if (last?.card) return setMade(last)
    tell('已引荐')
    leave.back()
  })
  useShareAppMessage(() => made?.card ?? { title: '圈客', path: tabs.home })

  const chosen = kind && whomOf(kind, whom)
  const isReady = chosen !== null && Array.from(words.trim()).length >= 2
  const submit = (): void => {
    if (kind && chosen) introduce.run({ kind, words: words.trim(), version: request.version, ...chosen })
  }
  if (made) return <CardReady introduction={made} />
  const bar = (
    <BottomBar note={isReady ? undefined : '选好引荐对象、写下理由后即可发出'} error={introduce.barError(...SHOWN)}>
      <Button id="introduce-submit" disabled={!isReady} busy={introduce.isBusy} onClick={submit}>
        {kind === 'person' ? '制作引荐卡' : '发出引荐'}
      </Button>
    </BottomBar>
  )
  return (
    <Page id="introduce" bar={bar}>
      <Card soft>
        <View className="head">{`${request.askedBy ?? '客户'}：${REQUEST_CATEGORIES[request.category]}`}</View>
        <View className="words gap-small">{request.words}</View>
        <AnswerList answers={request.answers} />
      </Card>
      <Card>
        <Picks
          id="introduce-kind"
          label="引荐谁"
          options={me.data?.agent ? AGENT_KINDS : [PERSON]}
          value={kind}
          onChange={setKind}
        />
        {kind && (
          <WhomFields
            kind={kind}
            whom={whom}
            onChange={setWhom}
            category={request.category}
            error={introduce.fieldError}
          />
        )}
      </Card>
      <Card>
        <Field
          id="introduce-words"
          label="为什么引荐"
          hint={kind === 'person' ? '客户和对方都会看到这段话' : undefined}
          placeholder="例如：做婚姻家事多年，愿意先听您说，再讲怎么办"
          value={words}
          onChange={setWords}
          max={limits.words}
          multiline
          error={introduce.fieldError('words')}
        />
      </Card>
      {kind && <Notice tone="quiet">{HOW[kind]}</Notice>}
    </Page>
  )
}

const HOW: Record<IntroductionKind, string> = {
  provider: '服务伙伴已在名录中同意被引荐。客户接受后，会看到名录里的联系方式。',
  agent: '同事会在自己的工作台收到这次引荐，由他自己确认并留下联系方式。',
  person: '请不要填写对方的联系方式。把卡片发给对方，由对方自己同意并留下联系方式。',
}

/** The card is there; the introducer passes it to that person. */
function CardReady({ introduction }: { introduction: IntroductionView }) {
  const bar = (
    <BottomBar note="卡片已备好，发给您要引荐的那位">
      <Button id="introduce-done" kind="plain" onClick={back}>
        完成
      </Button>
      <Button id="introduce-send" openType="share">
        发送引荐卡
      </Button>
    </BottomBar>
  )
  return (
    <Page id="introduce-ready" bar={bar}>
      <Card>
        <View className="head">{introduction.name}</View>
        <View className="words gap-small">{introduction.words}</View>
      </Card>
      <Notice tone="quiet">
        对方打开后会看到客户的需要、圈内昵称和这段话，自己决定是否同意。卡片只能用一次，14
        天内有效；之后也可以在求推荐里再次发送。
      </Notice>
    </Page>
  )
}
