import { Module, type OnModuleInit } from '@nestjs/common'
import { HttpAdapterHost } from '@nestjs/core'
import type { FastifyAdapter } from '@nestjs/platform-fastify'
import { CheckPictures } from './check-pictures'
import { CheckWords } from './check-words'
import { Deliveries } from './deliveries'
import { PushController } from './push.controller'
import { PushService } from './push.service'
import { SubscribeMessages } from './subscribe-messages'
import { TemplatesController } from './templates.controller'

/** What the server sends through WeChat, and what WeChat tells it. */
@Module({
  controllers: [PushController, TemplatesController],
  providers: [PushService, Deliveries, SubscribeMessages, CheckWords, CheckPictures],
})
export class MessagesModule implements OnModuleInit {
  constructor(private readonly host: HttpAdapterHost<FastifyAdapter>) {}

  /** A push may be XML. It is handed on as text, and only the push's own verification ever reads it. */
  onModuleInit(): void {
    for (const type of ['text/xml', 'application/xml'])
      this.host.httpAdapter.useBodyParser(type, true, undefined, (_, body, done) => done(null, body.toString()))
  }
}
