import { createHmac, hash as digest } from 'node:crypto'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { Inject, Injectable } from '@nestjs/common'
import type { StaffRole } from '@quanke/shared/domain/organization'
import { DataSource } from 'typeorm'
import type { Actor } from './actor'
import { Clock } from './clock'
import { Env } from './env'

interface SessionRow {
  tokenHash: Buffer
  accountId: string
  recordId: string | null
  recordStatus: string | null
  agentId: string | null
  agentStatus: string | null
  leadsPath: string | null
  staffId: string | null
  staffRole: StaffRole | null
}

const MOST_AT_ONCE = 200

interface Question {
  hash: Buffer
  resolve: (row: SessionRow | null) => void
  reject: (error: unknown) => void
}

/**
 * Turns a bearer token into the person behind it. Read afresh for each request, so that what changes applies at once; requests that arrive together
 * are asked for together, so a busy server pays for few questions.
 */
@Injectable()
export class Sessions {
  private waiting: Question[] = []
  private asking: Promise<void> | null = null

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
    const row = await this.rowOf(hashOf(token))
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

  private rowOf(hash: Buffer): Promise<SessionRow | null> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ hash, resolve, reject })
      this.asking ??= this.askAll()
    })
  }

  /** One question at a time: whoever comes in the same turn is in it, whoever comes while it is under way is in the next. */
  private async askAll(): Promise<void> {
    await nextTurn()
    while (this.waiting.length > 0) {
      const questions = this.waiting.splice(0, MOST_AT_ONCE)
      try {
        const rows = new Map((await this.find(questions)).map((row) => [row.tokenHash.toString('base64'), row]))
        for (const { hash, resolve } of questions) resolve(rows.get(hash.toString('base64')) ?? null)
      } catch (error) {
        for (const { reject } of questions) reject(error)
      }
    }
    this.asking = null
  }

  private find(questions: readonly Question[]): Promise<SessionRow[]> {
    return this.db.query<SessionRow[]>(
      `SELECT k.tokenHash, a.id accountId, a.recordId, r.status recordStatus, a.agentId, g.status agentStatus, t.path leadsPath,
              a.staffId, s.role staffRole
         FROM sessions k
         JOIN wechat_accounts a ON a.id = k.accountId AND a.closedAt IS NULL
         LEFT JOIN client_records r ON r.id = a.recordId
         LEFT JOIN agents g ON g.id = a.agentId
         LEFT JOIN teams t ON t.leaderAgentId = a.agentId
         LEFT JOIN staff s ON s.id = a.staffId
        WHERE k.tokenHash IN (?) AND k.endedAt IS NULL AND k.expiresAt > ?`,
      [questions.map(({ hash }) => hash), this.clock.now()],
    )
  }
}

/** What is stored of a token or a login code. */
export function hashOf(secret: string): Buffer {
  return digest('sha256', secret, 'buffer')
}

/** The token of an Authorization header, or null when there is none of ours. */
export function bearerOf(header: string | undefined): string | null {
  return /^Bearer ([A-Za-z0-9_-]{43})$/u.exec(header ?? '')?.[1] ?? null
}
