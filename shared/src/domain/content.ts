import type { Moves } from './moves'

export const TOPICS = { insurance: '保险知识', health: '健康', family: '家庭', tax: '税务与财务' } as const
export type Topic = keyof typeof TOPICS
export const topics = Object.keys(TOPICS) as Topic[]

export const CONTENT_STATUSES = {
  draft: '草稿',
  submitted: '待审核',
  published: '已发布',
  recalled: '已撤回',
} as const
export type ContentStatus = keyof typeof CONTENT_STATUSES

/** Only an approved version is ever published; what was recalled stays recalled (domain rules, section 9). */
export const CONTENT_MOVES: Moves<ContentStatus> = {
  draft: ['submitted'],
  submitted: ['published', 'draft'],
  published: ['recalled'],
  recalled: [],
}

/** A piece of an article. */
export type Block =
  | { kind: 'heading'; text: string }
  | { kind: 'paragraph'; text: string }
  | { kind: 'list'; items: string[] }
  | { kind: 'note'; text: string }
  | { kind: 'quote'; text: string }

/** From this furthest position on, an article counts as read; less is a view (domain rules, sections 2 and 4). */
export const READ_PERCENT = 80
