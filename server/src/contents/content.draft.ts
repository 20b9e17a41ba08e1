import type { BlockInput, DraftContent } from '@quanke/shared/contracts/contents'
import type { Block } from '@quanke/shared/domain/content'
import { cleanText } from '@quanke/shared/domain/text'
import { createHash } from 'node:crypto'

/** The part of a version that is approved: nothing of it changes afterwards. */
export interface VersionText {
  title: string
  summary: string
  blocks: Block[]
  sources: string[]
}

export function textOf({ title, summary, blocks }: DraftContent): VersionText {
  return { title, summary, blocks: blocks.map(blockOf), sources: [] }
}

/** SHA-256 of a version's text, in hex: what was approved is what is shown. */
export function digestOf({ title, summary, blocks, sources }: VersionText): string {
  return createHash('sha256')
    .update(JSON.stringify([title, summary, blocks, sources]))
    .digest('hex')
}

/** All words of a version, for rules that look at words. */
export function wordsOf({ title, summary, blocks }: VersionText): string {
  return [title, summary, ...blocks.flatMap((block) => (block.kind === 'list' ? block.items : [block.text]))].join('\n')
}

const blockOf = ({ kind, text = '', items = [] }: BlockInput): Block =>
  kind === 'list' ? { kind, items: items.map(cleanText).filter(Boolean) } : { kind, text }
