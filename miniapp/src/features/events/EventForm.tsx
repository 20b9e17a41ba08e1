import { useState } from 'react'
import type { EventTerms } from '@quanke/shared/contracts/events'
import { EVENT, type EventAudience, type EventKind } from '@quanke/shared/domain/event'
import { limits } from '@quanke/shared/domain/limits'
import { routes } from '@/lib/routes'
import { tell } from '@/lib/tell'
import { dayIn } from '@/lib/time'
import { useLeave } from '@/lib/useLeave'
import { BottomBar } from '@/ui/BottomBar'
import { Button } from '@/ui/Button'
import { Card } from '@/ui/Card'
import { ChoiceCell } from '@/ui/ChoiceCell'
import { DateCell } from '@/ui/DateCell'
import { Field } from '@/ui/Field'
import { Notice } from '@/ui/Notice'
import { Page } from '@/ui/Page'
import { Picks } from '@/ui/Picks'
import { audienceOptions, kindOptions } from './labels'
import { clockOptions, closingOptions, draftOf, lengthOptions, timesAtFirst, timesOf, type TimesDraft } from './times'
import { useSaveEvent } from './useEvents'

interface Draft {
  title: string
  kind: EventKind | null
  about: string
  place: string
  capacity: string
  audience: EventAudience | null
  times: TimesDraft
}

const drafted = (terms: EventTerms | null): Draft =>
  terms
    ? { ...terms, capacity: String(terms.capacity), times: draftOf(terms) }
    : { title: '', kind: null, about: '', place: '', capacity: '', audience: null, times: timesAtFirst() }

const SHOWN = ['title', 'kind', 'about', 'place', 'capacity', 'audience', 'beginsAt', 'endsAt', 'closesAt']

/** Everything that is said of an event. Nobody sees it before compliance has. */
export function EventForm({ id, terms }: { id: string | null; terms: EventTerms | null }) {
  const [today] = useState(() => dayIn(Date.now()))
  const [draft, setDraft] = useState(() => drafted(terms))
  const change = (part: Partial<Draft>): void => setDraft((before) => ({ ...before, ...part }))
  const changeTimes = (part: Partial<TimesDraft>): void => change({ times: { ...draft.times, ...part } })
  const leave = useLeave()
  const save = useSaveEvent(id, (event) => {
    tell('已保存')
    if (id === null) leave.replace(routes.event({ id: event.id }))
    else leave.back()
  })
  const missing = missingOf(draft)
  const { kind, audience, times } = draft
  const submit = (): void => {
    if (kind === null || audience === null) return
    save.run({
      title: draft.title.trim(),
      kind,
      about: draft.about.trim(),
      place: draft.place.trim(),
      capacity: Number(draft.capacity),
      audience,
      ...timesOf(times),
    })
  }
  const wrongTime = save.fieldError('beginsAt') ?? save.fieldError('endsAt') ?? save.fieldError('closesAt')
  const bar = (
    <BottomBar note={missing ?? undefined} error={save.barError(...SHOWN)}>
      <Button id="event-save" disabled={missing !== null} busy={save.isBusy} onClick={submit}>
        保存
      </Button>
    </BottomBar>
  )
  return (
    <Page id="event-form" bar={bar}>
      <Card>
        <Field
          id="event-title"
          label="活动名称"
          placeholder="例如：家庭保障沙龙"
          value={draft.title}
          onChange={(title) => change({ title })}
          max={limits.name}
          error={save.fieldError('title')}
        />
        <Picks
          id="event-kind"
          label="哪一类"
          options={kindOptions}
          value={kind}
          onChange={(value) => change({ kind: value })}
          error={save.fieldError('kind')}
        />
        <Field
          id="event-about"
          label="内容"
          hint="讲什么、谁来讲、适合谁；请不要写电话号码，也不要许诺礼品"
          value={draft.about}
          onChange={(about) => change({ about })}
          max={limits.words}
          error={save.fieldError('about')}
          multiline
        />
        <Field
          id="event-place"
          label="地点"
          placeholder="例如：沿江大道 18 号二楼"
          value={draft.place}
          onChange={(place) => change({ place })}
          max={limits.shortWords}
          error={save.fieldError('place')}
        />
      </Card>
      <Card list>
        <DateCell
          id="event-day"
          title="日期"
          value={times.day}
          start={today}
          onChange={(day) => changeTimes({ day })}
        />
        <ChoiceCell
          id="event-clock"
          title="开始（北京时间）"
          options={clockOptions(times.clock)}
          value={times.clock}
          onChange={(clock) => changeTimes({ clock })}
        />
        <ChoiceCell
          id="event-length"
          title="时长"
          options={lengthOptions(times.minutes)}
          value={times.minutes}
          onChange={(minutes) => changeTimes({ minutes })}
        />
        <ChoiceCell
          id="event-closing"
          title="报名截止"
          options={closingOptions(times.closesDaysBefore)}
          value={times.closesDaysBefore}
          onChange={(closesDaysBefore) => changeTimes({ closesDaysBefore })}
        />
      </Card>
      {wrongTime && <Notice tone="stop">{wrongTime}</Notice>}
      <Card>
        <Field
          id="event-capacity"
          label="名额"
          type="number"
          placeholder="例如：20"
          value={draft.capacity}
          onChange={(capacity) => change({ capacity })}
          max={4}
          error={save.fieldError('capacity')}
        />
        <Picks
          id="event-audience"
          label="谁可以报名"
          options={audienceOptions}
          value={audience}
          onChange={(value) => change({ audience: value })}
          error={save.fieldError('audience')}
        />
      </Card>
      <Notice tone="quiet">保存后提交合规审核，通过后才能分享和报名。名额报满后可以候补，有人取消时按顺序确认。</Notice>
    </Page>
  )
}

function missingOf({ title, kind, about, place, capacity, audience }: Draft): string | null {
  if (title.trim() === '') return '请填写活动名称'
  if (kind === null) return '请选择哪一类'
  if (about.trim() === '') return '请填写活动内容'
  if (place.trim() === '') return '请填写地点'
  const places = Number(capacity)
  if (!Number.isInteger(places) || places < 1 || places > EVENT.placesMost) return `名额请填 1 到 ${EVENT.placesMost}`
  return audience === null ? '请选择谁可以报名' : null
}
