import type { Suggestion, TextVerdict } from './wechat.types'

interface RequestRefusal {
  errcode: number
  reason: string
}

const SCENE = /^[0-9A-Za-z!#$&'()*+,/:;=?@\-._~]{1,32}$/

/** Why WeChat would not put this scene into a code, or null. Asking anyway would only spend quota. */
export function sceneRefusal(scene: string): RequestRefusal | null {
  if (SCENE.test(scene)) return null
  const isLength = scene.length === 0 || scene.length > 32
  return { errcode: isLength ? 40169 : 40129, reason: 'the scene has a length or character that WeChat refuses' }
}

/** Why WeChat would not put this page into a code, or null. */
export function pageRefusal(page: string | undefined): RequestRefusal | null {
  if (page === undefined || (/^[^/?#][^?#]*$/.test(page) && page !== 'scancode_time')) return null
  return { errcode: 41030, reason: 'the page may have neither a leading slash nor a query' }
}

const PART = 2500
const OVERLAP = 50

/** The text in parts that WeChat accepts. They overlap, so that a word on the border is seen whole. */
export function checkParts(content: string): string[] {
  const characters = [...content]
  const parts = [characters.slice(0, PART).join('')]
  for (let from = PART - OVERLAP; from + OVERLAP < characters.length; from += PART - OVERLAP) {
    parts.push(characters.slice(from, from + PART).join(''))
  }
  return parts
}

const SEVERITY: Record<Suggestion, number> = { pass: 0, review: 1, risky: 2 }

/** The verdict on the whole: the worst of its parts, with the trace ids of all. */
export function worst(verdicts: TextVerdict[]): TextVerdict {
  const [hardest] = [...verdicts].sort((a, b) => SEVERITY[b.suggestion] - SEVERITY[a.suggestion])
  return {
    suggestion: hardest?.suggestion ?? 'review',
    label: hardest?.label ?? 0,
    traceIds: verdicts.flatMap((verdict) => verdict.traceIds),
  }
}
