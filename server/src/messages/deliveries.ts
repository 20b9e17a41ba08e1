import { Inject, Injectable, type OnModuleInit } from '@nestjs/common'
import { DataSource } from 'typeorm'
import { Env } from '../core/env'
import { OutboxWorker } from '../core/outbox.worker'
import { CheckWords } from './check-words'
import { introductionFor, newRequestFor, thanksFor } from './recipients.queries'
import { SubscribeMessages } from './subscribe-messages'
import { introductionMessage, newRequestMessage, thanksMessage } from './templates'

/** What becomes of each kind of outbox message. Facts are read at delivery, so that nothing is sent which no longer holds. */
@Injectable()
export class Deliveries implements OnModuleInit {
  constructor(
    private readonly db: DataSource,
    private readonly outbox: OutboxWorker,
    private readonly messages: SubscribeMessages,
    private readonly words: CheckWords,
    @Inject(Env) private readonly env: Env,
  ) {}

  onModuleInit(): void {
    this.outbox.handle('message.new-request', ({ requestId }) => this.newRequest(requestId))
    this.outbox.handle('message.introduction', ({ introductionId }) => this.introduction(introductionId))
    this.outbox.handle('message.thanks', ({ thanksId }) => this.thanks(thanksId))
    this.outbox.handle('check.request-words', ({ requestId }) => this.words.ofRequest(requestId))
  }

  private async newRequest(id: string): Promise<void> {
    const found = await newRequestFor(this.db, id)
    if (found) await this.messages.send(found, newRequestMessage(this.env, { ...found, id: found.requestId }))
  }

  private async introduction(id: string): Promise<void> {
    const found = await introductionFor(this.db, id)
    if (found) await this.messages.send(found, introductionMessage(this.env, found))
  }

  private async thanks(id: string): Promise<void> {
    const found = await thanksFor(this.db, id)
    if (found) await this.messages.send(found, thanksMessage(this.env, found))
  }
}
