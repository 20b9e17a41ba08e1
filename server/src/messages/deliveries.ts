import { Inject, Injectable, type OnModuleInit } from '@nestjs/common'
import { DataSource } from 'typeorm'
import { Env } from '../core/env'
import { OutboxWorker } from '../core/outbox.worker'
import { CheckPictures } from './check-pictures'
import { CheckWords } from './check-words'
import {
  caseStepFor,
  complaintStepFor,
  counterpartFor,
  escalationFor,
  handOverFor,
  introducedAgentFor,
  introductionFor,
  newRequestFor,
  registeredFor,
  reminderFor,
  thanksFor,
  type Recipient,
} from './recipients.queries'
import { SubscribeMessages } from './subscribe-messages'
import {
  agreedMessage,
  cardMessage,
  complaintMessage,
  connectedMessage,
  counterpartMessage,
  escalationMessage,
  eventMessage,
  handOverMessage,
  introductionMessage,
  newRequestMessage,
  ownershipCaseMessage,
  reminderMessage,
  thanksMessage,
  type MessageToSend,
} from './templates'

/** What becomes of each kind of outbox message. Facts are read at delivery, so that nothing is sent which no longer holds. */
@Injectable()
export class Deliveries implements OnModuleInit {
  constructor(
    private readonly db: DataSource,
    private readonly outbox: OutboxWorker,
    private readonly messages: SubscribeMessages,
    private readonly words: CheckWords,
    private readonly pictures: CheckPictures,
    @Inject(Env) private readonly env: Env,
  ) {}

  onModuleInit(): void {
    this.outbox.handle('message.new-request', ({ requestId }) => this.newRequest(requestId))
    this.outbox.handle('message.introduction', ({ introductionId }) => this.introduction(introductionId))
    this.outbox.handle('message.introduction-card', ({ introductionId }) =>
      this.tell(introducedAgentFor(this.db, introductionId), cardMessage),
    )
    this.outbox.handle('message.introduction-agreed', ({ introductionId }) =>
      this.tell(introductionFor(this.db, introductionId, ['counterpart_agreed']), agreedMessage),
    )
    this.outbox.handle('message.introduction-connected', ({ introductionId }) => this.connected(introductionId))
    this.outbox.handle('message.request-reminder', ({ requestId }) =>
      this.tell(reminderFor(this.db, requestId), reminderMessage),
    )
    this.outbox.handle('message.request-escalated', ({ requestId }) =>
      this.tell(escalationFor(this.db, requestId), escalationMessage),
    )
    this.outbox.handle('message.request-handed-over', ({ requestId, agentId }) =>
      this.tell(handOverFor(this.db, requestId, agentId), handOverMessage),
    )
    this.outbox.handle('message.thanks', ({ thanksId }) => this.thanks(thanksId))
    this.outbox.handle('message.ownership-case', (to) => this.tell(caseStepFor(this.db, to), ownershipCaseMessage))
    this.outbox.handle('message.event', (about) => this.tell(registeredFor(this.db, about), eventMessage))
    this.outbox.handle('message.complaint', (to) => this.tell(complaintStepFor(this.db, to), complaintMessage))
    this.outbox.handle('check.request-words', ({ requestId }) => this.words.ofRequest(requestId))
    this.outbox.handle('check.request-picture', ({ pictureId }) => this.pictures.ask(pictureId))
  }

  private async newRequest(id: string): Promise<void> {
    const found = await newRequestFor(this.db, id)
    if (found) await this.messages.send(found, newRequestMessage(this.env, { ...found, id: found.requestId }))
  }

  private introduction(id: string): Promise<void> {
    return this.tell(introductionFor(this.db, id, ['offered', 'counterpart_agreed']), introductionMessage)
  }

  private async connected(id: string): Promise<void> {
    await this.tell(introductionFor(this.db, id, ['connected']), connectedMessage)
    await this.tell(counterpartFor(this.db, id), counterpartMessage)
  }

  /** Sends the message, if there still is somebody whom it concerns. */
  private async tell<T extends Recipient>(
    finding: Promise<T | null>,
    message: (env: Env, found: T) => MessageToSend,
  ): Promise<void> {
    const found = await finding
    if (found) await this.messages.send(found, message(this.env, found))
  }

  private async thanks(id: string): Promise<void> {
    const found = await thanksFor(this.db, id)
    if (found) await this.messages.send(found, thanksMessage(this.env, found))
  }
}
