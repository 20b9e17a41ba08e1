import { useState } from 'react'
import type { AudienceQuery } from '@quanke/shared/contracts/outreach'
import type { ProvenanceKind } from '@quanke/shared/domain/client'
import { limits } from '@quanke/shared/domain/limits'
import type {
  CareWay,
  OutcomePurpose,
  OutreachKind,
  OutreachOutcome,
  OutreachReach,
  Recency,
} from '@quanke/shared/domain/outreach'
import { useMyGroups } from '@/features/groups/useGroups'
import { routes } from '@/lib/routes'
import { tell } from '@/lib/tell'
import { useLeave } from '@/lib/useLeave'
import { BottomBar } from '@/ui/BottomBar'
import { Button } from '@/ui/Button'
import { Card } from '@/ui/Card'
import { Cell } from '@/ui/Cell'
import { Check } from '@/ui/Check'
import { Field } from '@/ui/Field'
import { Notice } from '@/ui/Notice'
import { Page } from '@/ui/Page'
import { Picks } from '@/ui/Picks'
import { ArticleSheet, type Article } from './ArticleSheet'
import { AudienceNote } from './AudienceNote'
import {
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
import { useMakePlan } from './useOutreach'

const SHOWN = ['title', 'words', 'contentId', 'careWay', 'outcome', 'outcomePurpose']
const ANY = 'any'

/** What is planned, as far as it has been filled in. */
interface Draft {
  kind: OutreachKind | null
  article: Article | null
  careWay: CareWay | null
  title: string
  words: string
  reach: OutreachReach
  recency: Recency | typeof ANY
  source: ProvenanceKind | typeof ANY
  groupId: string
  holdout: (typeof holdoutOptions)[number]['value']
  window: (typeof windowOptions)[number]['value']
  outcome: OutreachOutcome | null
  purpose: OutcomePurpose | null
  drawsLater: boolean
}

const EMPTY: Draft = {
  kind: null, article: null, careWay: null, title: '', words: '', reach: 'own', recency: ANY, source: ANY, groupId: ANY, holdout: '20',
  window: '30', outcome: null, purpose: null, drawsLater: false,
} // prettier-ignore

/** What to do, with whom, and by what it will be judged. Nothing is drawn before the plan is started. */
export function PlanForm({ isLeader }: { isLeader: boolean }) {
  const [draft, setDraft] = useState(EMPTY)
  const [isChoosing, setChoosing] = useState(false)
  const change = (part: Partial<Draft>): void => setDraft((before) => ({ ...before, ...part }))
  const groups = useMyGroups()
  const leave = useLeave()
  const plan = useMakePlan(({ id }) => {
    tell('已保存')
    leave.replace(routes.outreachPlan({ id }))
  })
  const missing = missingOf(draft)
  const { kind } = draft
  const submit = (): void => {
    if (kind === null || draft.outcome === null) return
    plan.run({
      ...audienceOf(draft, kind),
      title: draft.title.trim(),
      words: draft.words.trim(),
      ...(kind === 'care' && draft.careWay ? { careWay: draft.careWay } : {}),
      holdoutPercent: Number(draft.holdout),
      windowDays: Number(draft.window),
      drawsLater: draft.drawsLater,
      outcome: draft.outcome,
      ...(draft.outcome === 'consented' && draft.purpose ? { outcomePurpose: draft.purpose } : {}),
    })
  }
  const bar = (
    <BottomBar note={missing ?? undefined} error={plan.barError(...SHOWN)}>
      <Button id="plan-save" disabled={missing !== null} busy={plan.isBusy} onClick={submit}>
        保存计划
      </Button>
    </BottomBar>
  )
  return (
    <Page id="outreach-new" bar={bar}>
      <Card>
        <Picks
          id="plan-kind"
          label="做什么"
          options={kindOptions}
          value={kind}
          onChange={(value) => change({ kind: value, outcome: null, purpose: null })}
        />
        {kind === 'care' && (
          <Picks
            id="plan-care"
            label="怎么关怀"
            options={careOptions}
            value={draft.careWay}
            onChange={(careWay) => change({ careWay })}
            error={plan.fieldError('careWay')}
          />
        )}
        {kind && (
          <>
            <Field
              id="plan-title"
              label="给计划起个名字"
              placeholder="例如：年末保单整理"
              value={draft.title}
              onChange={(title) => change({ title })}
              max={limits.campaign}
              error={plan.fieldError('title')}
            />
            {kind !== 'content' && (
              <Field
                id="plan-words"
                label={kind === 'event' ? '活动的时间和地点' : '想说的话'}
                hint="会显示在待办里。不写电话号码，不许诺任何好处。"
                placeholder={kind === 'event' ? '例如：12月12日 周六 14:00，江城会馆' : '例如：天冷了，问候一声'}
                value={draft.words}
                onChange={(words) => change({ words })}
                max={limits.reason}
                multiline
                error={plan.fieldError('words')}
              />
            )}
          </>
        )}
      </Card>
      {kind === 'content' && (
        <Card list>
          <Cell
            id="plan-article"
            title={draft.article?.title ?? '选择文章'}
            note={draft.article ? '审核过的文章，原样分享' : '从审核过的内容里选一篇'}
            value={draft.article ? '更换' : undefined}
            onClick={() => setChoosing(true)}
          />
        </Card>
      )}
      {kind && (
        <>
          <Card>
            {isLeader && (
              <Picks
                id="plan-reach"
                label="谁的客户"
                options={reachOptions}
                value={draft.reach}
                onChange={(reach) => change({ reach })}
              />
            )}
            <Picks
              id="plan-recency"
              label="最近的互动"
              options={recencyOptions}
              value={draft.recency}
              onChange={(recency) => change({ recency })}
            />
            <Picks
              id="plan-source"
              label="来源"
              options={sourceOptions}
              value={draft.source}
              onChange={(source) => change({ source })}
            />
            {(groups.data ?? []).length > 0 && (
              <Picks
                id="plan-group"
                label="圈子"
                options={[
                  { value: ANY, label: '不限' },
                  ...groups.data!.map(({ id, name }) => ({ value: id, label: name })),
                ]}
                value={draft.groupId}
                onChange={(groupId) => change({ groupId })}
              />
            )}
            <AudienceNote query={audienceReady(draft) ? audienceOf(draft, kind) : null} />
            <Check id="plan-later" checked={draft.drawsLater} onChange={(drawsLater) => change({ drawsLater })}>
              以后符合条件的客户也加入
            </Check>
          </Card>
          <Card>
            <Picks
              id="plan-outcome"
              label="看客户之后会不会"
              hint="客户自己的行动，不论从哪里看到"
              options={outcomeOptions(kind)}
              value={draft.outcome}
              onChange={(outcome) => change({ outcome })}
              error={plan.fieldError('outcome')}
            />
            {draft.outcome === 'consented' && (
              <Picks
                id="plan-purpose"
                label="哪一项授权"
                options={purposeOptions(kind)}
                value={draft.purpose}
                onChange={(purpose) => change({ purpose })}
                error={plan.fieldError('outcomePurpose')}
              />
            )}
            <Picks
              id="plan-window"
              label="观察多久"
              options={windowOptions}
              value={draft.window}
              onChange={(window) => change({ window })}
            />
            <Picks
              id="plan-holdout"
              label="留多少客户作对照"
              hint="随机留出，观察期内不主动触达。有对照，才知道是不是触达带来的。"
              options={holdoutOptions}
              value={draft.holdout}
              onChange={(holdout) => change({ holdout })}
            />
          </Card>
          <Notice tone="quiet">只包含授权允许的客户。开始之后，谁在哪一组由随机决定，不能更改。</Notice>
        </>
      )}
      <ArticleSheet
        open={isChoosing}
        onClose={() => setChoosing(false)}
        onPick={(article) => {
          change({ article, title: draft.title || shortTitle(article.title) })
          setChoosing(false)
        }}
      />
    </Page>
  )
}

/** An article's title as the name of a plan: as much of it as fits. */
const shortTitle = (title: string): string => Array.from(title).slice(0, limits.campaign).join('')

const audienceReady = ({ kind, article }: Draft): boolean => kind !== null && (kind !== 'content' || article !== null)

function audienceOf({ reach, article, recency, source, groupId }: Draft, kind: OutreachKind): AudienceQuery {
  return {
    kind,
    reach,
    ...(kind === 'content' && article ? { contentId: article.id } : {}),
    ...(recency === ANY ? {} : { recency }),
    ...(source === ANY ? {} : { source }),
    ...(groupId === ANY ? {} : { groupId }),
  }
}

/** The next thing to fill in, as a sentence; null when the plan can be kept. */
function missingOf({ kind, article, careWay, title, words, outcome, purpose }: Draft): string | null {
  if (kind === null) return '请选择做什么'
  if (kind === 'care' && careWay === null) return '请选择怎么关怀'
  if (kind === 'content' && article === null) return '请选择文章'
  if (Array.from(title.trim()).length < 2) return '请给计划起个名字'
  if (kind === 'event' && words.trim() === '') return '请写明活动的时间和地点'
  if (outcome === null) return '请选择看什么结果'
  return outcome === 'consented' && purpose === null ? '请选择哪一项授权' : null
}
