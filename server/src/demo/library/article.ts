/** What an article of the demo library is made of. */

export type ArticleTopic = 'insurance' | 'health' | 'family' | 'tax'

export const ARTICLE_TOPIC_LABELS: Readonly<Record<ArticleTopic, string>> = {
  insurance: '保险知识',
  health: '健康',
  family: '家庭',
  tax: '税务与财务',
}

export type Block =
  | { kind: 'heading'; text: string }
  | { kind: 'paragraph'; text: string }
  | { kind: 'list'; items: string[] }
  | { kind: 'note'; text: string }
  | { kind: 'quote'; text: string }

export interface DemoArticle {
  key: string
  topic: ArticleTopic
  /** At most 28 characters. */
  title: string
  /** At most 80 characters. */
  summary: string
  /** Reading time. */
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
