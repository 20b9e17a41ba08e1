import { createHash, createHmac } from 'node:crypto'
import { Inject, Injectable } from '@nestjs/common'
import type { StaffRole } from '@quanke/shared/domain/organization'
import { DataSource } from 'typeorm'
import type { Actor } from './actor'
import { Clock } from './clock'
import { Env } from './env'

interface SessionRow {
  accountId: string
  recordId: string | null
  recordStatus: string | null
  agentId: string | null
  agentStatus: string | null
  leadsPath: string | null
  staffId: string | null
  staffRole: StaffRole | null
}

/** Turns a bearer token into the person behind it. Read afresh for each request, so that what changes applies at once. */
@Injectable()
export class Sessions {
  constructor(
    private readonly db: DataSource,
    private readonly clock: Clock,
    @Inject(Env) private readonly env: Env,
  ) {}

  /** The token that belongs to a login code: the same code always gives the same token, and nothing of it needs storing. */
  tokenFor(codeHash: Buffer): string {
    return createHmac('sha256', Buffer.from(this.env.SESSION_KEY, 'base64'))
      .update('session:')
      .update(codeHash)
      .digest('base64url')
  }

  /** Who holds this token, or null when it is unknown, ended or expired. */
  async actorOf(token: string, requestId: string): Promise<Actor | null> {
    const rows = await this.db.query<SessionRow[]>(
      `SELECT a.id accountId, a.recordId, r.status recordStatus, a.agentId, g.status agentStatus, t.path leadsPath,
              a.staffId, s.role staffRole
         FROM sessions k
         JOIN wechat_accounts a ON a.id = k.accountId AND a.closedAt IS NULL
         LEFT JOIN client_records r ON r.id = a.recordId
         LEFT JOIN agents g ON g.id = a.agentId
         LEFT JOIN teams t ON t.leaderAgentId = a.agentId
         LEFT JOIN staff s ON s.id = a.staffId
        WHERE k.tokenHash = ? AND k.endedAt IS NULL AND k.expiresAt > ?
        LIMIT 1`,
      [hashOf(token), this.clock.now()],
    )
    const row = rows[0]
    if (!row) return null
    const isAgent = row.agentStatus === 'active'
    return {
      accountId: row.accountId,
      recordId: row.recordStatus === 'active' ? row.recordId : null,
      agentId: isAgent ? row.agentId : null,
      leadsPath: isAgent ? row.leadsPath : null,
      staffId: row.staffId,
      staffRole: row.staffRole,
      requestId,
    }
  }
}

/** What is stored of a token or a login code. */
export function hashOf(secret: string): Buffer {
  return createHash('sha256').update(secret).digest()
}
