import type { Observations, ProjectFacts } from './observations'

/** One thing that breaks a rule. */
export interface Finding {
  page: string
  /** Element, selector, file or address. */
  where: string
  what: string
}

export interface Rule {
  id: string
  /** As in WeChat's 体验评分. */
  title: string
  group: 'performance' | 'experience' | 'practice'
  /** Share of the score; 0 is a hint. */
  weight: number
  /** When it passes. */
  limit: string
  /** How the host sees it, and what it leaves out. For a rule that it cannot see, why not. */
  seen: string
  advice: string
  /** What breaks it and how much was looked at; absent when the host cannot see it. */
  check?: (seen: Observations, facts: ProjectFacts) => Outcome
}

export interface Outcome {
  looked: number
  findings: Finding[]
  /** The largest that was measured, for rules about time. */
  worst?: string
}

/** Judges each of the things looked at by itself: a text for what is wrong with it, null for what is right. */
export function each<T extends { page: string }>(
  things: readonly T[],
  where: (thing: T) => string,
  wrong: (thing: T) => string | null,
): Outcome {
  const findings = things.flatMap((thing) => {
    const what = wrong(thing)
    return what === null ? [] : [{ page: thing.page, where: where(thing), what }]
  })
  return { looked: things.length, findings }
}

/** The largest number of intervals that overlap, and one that begins there. */
export function mostAtOnce<T extends { startedAt: number; endedAt: number }>(
  things: readonly T[],
): { count: number; at?: T } {
  let most: { count: number; at?: T } = { count: 0 }
  for (const at of things) {
    const count = things.filter((other) => other.startedAt <= at.startedAt && other.endedAt > at.startedAt).length
    if (count > most.count) most = { count, at }
  }
  return most
}

export const kilobytes = (bytes: number): string => `${Math.round(bytes / 1024)} KB`
