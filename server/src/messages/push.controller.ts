import { Body, Controller, Get, Header, HttpCode, Post, Query, Req } from '@nestjs/common'
import { ApiBody, ApiQuery } from '@nestjs/swagger'
import type { FastifyRequest } from 'fastify'
import { Allow } from '../core/allow'
import { AnswersText } from '../core/answers'
import { Unlimited } from '../core/rate-limit'
import { Refused } from '../core/refused'
import { WechatError } from '../core/wechat/wechat.error'
import { WechatPush, type PushQuery } from '../core/wechat/wechat.push'
import { PushService } from './push.service'

const SEALED = ['msg_signature', 'timestamp', 'nonce'] as const

/** Where WeChat delivers its events: no session, but a signature over every message. All of them come from few addresses. */
@Controller('wechat/push')
export class PushController {
  constructor(
    private readonly wechat: WechatPush,
    private readonly push: PushService,
  ) {}

  @Get()
  @Unlimited()
  @Header('content-type', 'text/plain; charset=utf-8')
  @Allow('anyone')
  @ApiQuery({ name: 'signature' })
  @ApiQuery({ name: 'timestamp' })
  @ApiQuery({ name: 'nonce' })
  @ApiQuery({ name: 'echostr' })
  @AnswersText('push_signature_invalid')
  verify(@Query() query: PushQuery): string {
    return genuine(() => this.wechat.verifyUrl(query))
  }

  @Post()
  @Unlimited()
  @HttpCode(200)
  @Header('content-type', 'text/plain; charset=utf-8')
  @Allow('anyone')
  @ApiQuery({ name: SEALED[0] })
  @ApiQuery({ name: SEALED[1] })
  @ApiQuery({ name: SEALED[2] })
  @ApiBody({
    schema: {
      type: 'object',
      required: ['Encrypt'],
      properties: { ToUserName: { type: 'string' }, Encrypt: { type: 'string' } },
    },
  })
  @AnswersText('push_signature_invalid')
  async receive(@Query() query: PushQuery, @Body() body: unknown, @Req() request: FastifyRequest): Promise<string> {
    const event = genuine(() =>
      this.wechat.receive(query, typeof body === 'string' ? body : JSON.stringify(body ?? '')),
    )
    await this.push.take(event, request.id)
    return 'success'
  }
}

function genuine<T>(read: () => T): T {
  try {
    return read()
  } catch (error) {
    if (error instanceof WechatError) throw new Refused('push_signature_invalid')
    throw error
  }
}
