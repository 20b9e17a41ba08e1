import type { Block, Topic } from '@quanke/shared/domain/content'

/** An article of the demo library. */
export interface DemoArticle {
  key: string
  topic: Topic
  /** At most 28 characters. */
  title: string
  /** At most 80 characters. */
  summary: string
  /** Reading time at 220 characters a minute. */
  minutes: number
  /** The interest group that the article points to. */
  groupKey: string
  sources?: string[]
  blocks: Block[]
}

export const heading = (text: string): Block => ({ kind: 'heading', text })
export const paragraph = (text: string): Block => ({ kind: 'paragraph', text })
export const list = (...items: string[]): Block => ({ kind: 'list', items })
export const note = (text: string): Block => ({ kind: 'note', text })
export const quote = (text: string): Block => ({ kind: 'quote', text })
