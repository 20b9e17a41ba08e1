import { View } from '@tarojs/components'
import { useState } from 'react'
import { limits } from '@quanke/shared/domain/limits'
import type { OutreachKind } from '@quanke/shared/domain/outreach'
import { useMyGroups } from '@/features/groups/useGroups'
import { routes } from '@/lib/routes'
import { tell } from '@/lib/tell'
import { useLeave } from '@/lib/useLeave'
import { BottomBar } from '@/ui/BottomBar'
import { Button } from '@/ui/Button'
import { Card } from '@/ui/Card'
import { Check } from '@/ui/Check'
import { Field } from '@/ui/Field'
import { Notice } from '@/ui/Notice'
import { Page } from '@/ui/Page'
import { Picks } from '@/ui/Picks'
import { ArticleChoice } from './ArticleChoice'
import { AudienceNote } from './AudienceNote'
import { EventChoice } from './EventChoice'
import {
  ANY,
  careOptions,
  holdoutOptions,
  kindOptions,
  outcomeOptions,
  purposeOptions,
  reachOptions,
  recencyOptions,
  sourceOptions,
  windowOptions,
} from './labels'
import {
  audienceOf,
  audienceReady,
  changed,
  EMPTY,
  missingOf,
  planOf,
  takesEvent,
  withArticle,
  withEvent,
  type Draft,
} from './plan-draft'
import { useMakePlan } from './useOutreach'

const SHOWN = ['title', 'words', 'careWay', 'outcome', 'outcomePurpose']

/** One part of the draft as a field takes it: how it stands, what changes it, and what the server says of it. */
type Bind = <K extends keyof Draft>(
  name: K,
) => { value: Draft[K]; onChange: (value: NonNullable<Draft[K]>) => void; error: string | null }

interface PartProps {
  draft: Draft
  kind: OutreachKind
  change: (part: Partial<Draft>) => void
  bind: Bind
}

/** What to do, with whom, and by what it will be judged. Nothing is drawn before the plan is started. */
export function PlanForm({ isLeader }: { isLeader: boolean }) {
  const [draft, setDraft] = useState(EMPTY)
  const change = (part: Partial<Draft>): void => setDraft((before) => changed(before, part))
  const leave = useLeave()
  const plan = useMakePlan(({ id }) => {
    tell('已保存')
    leave.replace(routes.outreachPlan({ id }))
  })
  const bind: Bind = (name) => ({
    value: draft[name],
    onChange: (value) => change({ [name]: value }),
    error: plan.fieldError(name),
  })
  const missing = missingOf(draft)
  const body = planOf(draft)
  const bar = (
    <BottomBar note={missing ?? undefined} error={plan.barError(...SHOWN)}>
      <Button id="plan-save" disabled={missing !== null} busy={plan.isBusy} onClick={() => body && plan.run(body)}>
        保存计划
      </Button>
    </BottomBar>
  )
  const { kind } = draft
  const parts = kind && { draft, kind, change, bind }
  return (
    <Page id="outreach-new" bar={bar}>
      <Card>
        <Picks id="plan-kind" label="做什么" options={kindOptions} {...bind('kind')} />
        {parts && <WhatFields {...parts} />}
      </Card>
      {kind === 'content' && (
        <ArticleChoice article={draft.article} onPick={(article) => change(withArticle(draft, article))} />
      )}
      {parts && (
        <>
          <WhomCard {...parts} isLeader={isLeader} />
          {takesEvent(draft) && (
            <EventChoice
              list={draft.reach === 'team' ? 'team' : 'hosted'}
              event={draft.event}
              onPick={(event) => change(event ? withEvent(draft, event) : { event })}
            />
          )}
          <MeasureCard {...parts} />
          <Notice tone="quiet">只包含授权允许的客户。开始之后，谁在哪一组由随机决定，不能更改。</Notice>
        </>
      )}
    </Page>
  )
}

function WhatFields({ kind, bind }: PartProps) {
  const isEvent = kind === 'event'
  return (
    <>
      {kind === 'care' && <Picks id="plan-care" label="怎么关怀" options={careOptions} {...bind('careWay')} />}
      <Field
        id="plan-title"
        label="给计划起个名字"
        placeholder="例如：年末保单整理"
        max={limits.campaign}
        {...bind('title')}
      />
      {kind !== 'content' && (
        <Field
          id="plan-words"
          label={isEvent ? '活动的时间和地点' : '想说的话'}
          hint="会显示在待办里。不写电话号码，不许诺任何好处。"
          placeholder={isEvent ? '例如：12月12日 周六 14:00，江城会馆' : '例如：天冷了，问候一声'}
          max={limits.reason}
          multiline
          {...bind('words')}
        />
      )}
    </>
  )
}

function WhomCard({ draft, kind, bind, change, isLeader }: PartProps & { isLeader: boolean }) {
  const groups = useMyGroups().data ?? []
  const groupOptions = [{ value: ANY, label: '不限' }, ...groups.map(({ id, name }) => ({ value: id, label: name }))]
  return (
    <Card>
      {isLeader && <Picks id="plan-reach" label="谁的客户" options={reachOptions} {...bind('reach')} />}
      <Picks id="plan-recency" label="最近的互动" options={recencyOptions} {...bind('recency')} />
      <Picks id="plan-source" label="来源" options={sourceOptions} {...bind('source')} />
      {groups.length > 0 && <Picks id="plan-group" label="圈子" options={groupOptions} {...bind('groupId')} />}
      <View className="gap">
        <AudienceNote query={audienceReady(draft) ? audienceOf(draft, kind) : null} />
      </View>
      <View className="gap">
        <Check id="plan-later" checked={draft.drawsLater} onChange={(drawsLater) => change({ drawsLater })}>
          以后符合条件的客户也加入
        </Check>
      </View>
    </Card>
  )
}

function MeasureCard({ draft, kind, bind }: PartProps) {
  return (
    <Card>
      <Picks
        id="plan-outcome"
        label="看客户之后会不会"
        hint="客户自己的行动，不论从哪里看到"
        options={outcomeOptions(kind)}
        {...bind('outcome')}
      />
      {draft.outcome === 'consented' && (
        <Picks id="plan-purpose" label="哪一项授权" options={purposeOptions(kind)} {...bind('outcomePurpose')} />
      )}
      <Picks id="plan-window" label="观察多久" options={windowOptions} {...bind('windowDays')} />
      <Picks
        id="plan-holdout"
        label="留多少客户作对照"
        hint="随机留出，观察期内不主动触达。有对照，才知道是不是触达带来的。"
        options={holdoutOptions}
        {...bind('holdoutPercent')}
      />
    </Card>
  )
}
