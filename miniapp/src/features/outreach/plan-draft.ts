import type { AudienceQuery, PlanOutreach } from '@quanke/shared/contracts/outreach'
import type { ProvenanceKind } from '@quanke/shared/domain/client'
import { limits } from '@quanke/shared/domain/limits'
import {
  EVENT_OUTCOMES,
  type CareWay,
  type OutcomePurpose,
  type OutreachKind,
  type OutreachOutcome,
  type OutreachReach,
  type Recency,
} from '@quanke/shared/domain/outreach'
import { span } from '@/lib/time'
import { plain } from '@quanke/shared/domain/day-words'
import { ANY, type holdoutOptions, type windowOptions } from './labels'

/** What was picked from a list, by its title. */
export interface Named {
  id: string
  title: string
}

export interface NamedEvent extends Named {
  place: string
  beginsAt: string
  endsAt: string
}

/** What is planned, as far as it has been filled in. What is sent has the name by which it is sent. */
export interface Draft {
  kind: OutreachKind | null
  article: Named | null
  event: NamedEvent | null
  careWay: CareWay | null
  title: string
  words: string
  reach: OutreachReach
  recency: Recency | typeof ANY
  source: ProvenanceKind | typeof ANY
  groupId: string
  holdoutPercent: (typeof holdoutOptions)[number]['value']
  windowDays: (typeof windowOptions)[number]['value']
  outcome: OutreachOutcome | null
  outcomePurpose: OutcomePurpose | null
  drawsLater: boolean
}

export const EMPTY: Draft = {
  kind: null, article: null, event: null, careWay: null, title: '', words: '', reach: 'own', recency: ANY, source: ANY, groupId: ANY,
  holdoutPercent: '20', windowDays: '30', outcome: null, outcomePurpose: null, drawsLater: false,
} // prettier-ignore

/** Another choice undoes what hung on the one before. */
export function changed(draft: Draft, part: Partial<Draft>): Draft {
  const undone: Partial<Draft> = {
    ...('kind' in part ? { outcome: null, outcomePurpose: null } : {}),
    // A colleague's event is for the plan of the whole team.
    ...(part.reach === 'own' ? { event: null } : {}),
  }
  return { ...draft, ...undone, ...part }
}

/** With an article or event comes its name, and with an event when and where it is, where nothing has been written yet. */
export const withArticle = ({ title }: Draft, article: Named): Partial<Draft> => ({
  article,
  title: title || shortTitle(article.title),
})
export const withEvent = ({ kind, title, words }: Draft, event: NamedEvent): Partial<Draft> => ({
  event,
  title: title || shortTitle(event.title),
  words: kind === 'event' ? words || `${plain(span(event.beginsAt, event.endsAt))}，${event.place}` : words,
})

/** As much of a title as the name of a plan may have. */
const shortTitle = (title: string): string => Array.from(title).slice(0, limits.campaign).join('')

/** Whether one event may be named: the one that is invited to, or on which the outcome is measured. */
export const takesEvent = ({ kind, outcome }: Draft): boolean =>
  kind === 'event' || (outcome !== null && EVENT_OUTCOMES.includes(outcome))

export const audienceReady = ({ kind, article }: Draft): boolean =>
  kind !== null && (kind !== 'content' || article !== null)

export function audienceOf(draft: Draft, kind: OutreachKind): AudienceQuery {
  const { reach, article, event, recency, source, groupId } = draft
  return {
    kind,
    reach,
    ...(kind === 'content' && article ? { contentId: article.id } : {}),
    ...(takesEvent(draft) && event ? { eventId: event.id } : {}),
    ...(recency === ANY ? {} : { recency }),
    ...(source === ANY ? {} : { source }),
    ...(groupId === ANY ? {} : { groupId }),
  }
}

/** What is sent, once nothing is missing. */
export function planOf(draft: Draft): Omit<PlanOutreach, 'key'> | null {
  const { kind, outcome, outcomePurpose, careWay } = draft
  if (kind === null || outcome === null) return null
  return {
    ...audienceOf(draft, kind),
    title: draft.title.trim(),
    words: draft.words.trim(),
    ...(kind === 'care' && careWay ? { careWay } : {}),
    holdoutPercent: Number(draft.holdoutPercent),
    windowDays: Number(draft.windowDays),
    drawsLater: draft.drawsLater,
    outcome,
    ...(outcome === 'consented' && outcomePurpose ? { outcomePurpose } : {}),
  }
}

/** The next thing to fill in, as a sentence; null when the plan can be kept. */
export function missingOf(draft: Draft): string | null {
  const { kind, article, event, careWay, title, words, outcome, outcomePurpose } = draft
  if (kind === null) return '请选择做什么'
  if (kind === 'care' && careWay === null) return '请选择怎么关怀'
  if (kind === 'content' && article === null) return '请选择文章'
  if (Array.from(title.trim()).length < 2) return '请给计划起个名字'
  if (kind === 'event' && event === null && words.trim() === '') return '请指定活动，或写明时间和地点'
  if (outcome === null) return '请选择看什么结果'
  return outcome === 'consented' && outcomePurpose === null ? '请选择哪一项授权' : null
}
