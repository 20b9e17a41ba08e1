import { Injectable } from '@nestjs/common'
import type { Page } from '@quanke/shared/contracts/common'
import type { ContentRow, ContentsQuery, ContentView } from '@quanke/shared/contracts/contents'
import { DataSource } from 'typeorm'
import type { Actor } from '../core/actor'
import { PAGE_SIZE, cursorOf, idIn, instantIn, pageOf, readCursor } from '../core/cursor'
import { Refused } from '../core/refused'
import { agentCard } from '../organization/agent.queries'
import { mayRead, writes } from './approval.rules'
import { contentDetail, contentLines, licensedAgentId } from './content.queries'
import { contentRow, contentView } from './content.view'

/** What readers do in the library. */
@Injectable()
export class LibraryService {
  constructor(private readonly db: DataSource) {}

  /** The published shelf; those who write and approve may ask for the others. */
  async browse(actor: Actor, { q = '', topic, status = 'published', cursor, limit = PAGE_SIZE }: ContentsQuery) {
    if (status !== 'published' && !writes(actor.staffRole)) throw new Refused('not_allowed')
    const start = readCursor(cursor, 2)
    const rows = await contentLines(this.db, actor.accountId, {
      status,
      topic: topic ?? null,
      words: q,
      before: start && { at: instantIn(start[0]), id: idIn(start[1]) },
      limit,
    })
    return pageOf(
      rows,
      limit,
      (last) => cursorOf(contentRow(last).publishedAt, last.id),
      contentRow,
    ) satisfies Page<ContentRow>
  }

  /** One content with the licence line that belongs under it for this reader; for a stranger, of the share alone. */
  async one(actor: Actor | null, contentId: string, shareCode?: string): Promise<ContentView> {
    const content = await contentDetail(this.db, actor?.accountId ?? null, contentId)
    if (!content || !mayRead(content.status, actor?.staffRole ?? null)) throw new Refused('content_not_found')
    const { recordId = null, agentId: readerAgentId = null } = actor ?? {}
    const agentId = await licensedAgentId(this.db, { shareCode: shareCode ?? null, recordId, agentId: readerAgentId })
    return contentView(content, await agentCard(this.db, agentId), actor)
  }
}
