import type { MultipartFile } from '@fastify/multipart'
import { Controller, Delete, Get, Header, HttpCode, Param, Post, Req, StreamableFile } from '@nestjs/common'
import { ApiBody, ApiConsumes } from '@nestjs/swagger'
import type { RequestView } from '@quanke/shared/contracts/referral-requests'
import { isUUID } from 'class-validator'
import type { FastifyRequest } from 'fastify'
import { CurrentActor, type Actor, type ClientActor } from '../core/actor'
import { Allow } from '../core/allow'
import { Answers, AnswersImage } from '../core/answers'
import { IdPipe } from '../core/id.pipe'
import { Refused } from '../core/refused'
import { PicturesService } from './pictures.service'

const REFUSALS = [
  'picture_empty',
  'picture_too_large',
  'picture_unknown',
  'picture_mixed',
  'picture_moving',
  'picture_unreadable',
  'pictures_enough',
] as const

@Controller()
export class PicturesController {
  constructor(private readonly pictures: PicturesService) {}

  /** As `wx.uploadFile` sends it: one file, and beside it the key. */
  @Post('referral-requests/:id/pictures')
  @HttpCode(200)
  @Allow('client')
  @ApiConsumes('multipart/form-data')
  @ApiBody({
    schema: {
      type: 'object',
      required: ['key', 'picture'],
      properties: { key: { type: 'string', format: 'uuid' }, picture: { type: 'string', format: 'binary' } },
    },
  })
  @Answers('RequestView', 'request_not_found', 'request_closed', 'unsupported_media', 'key_reused', ...REFUSALS)
  async add(
    @CurrentActor() actor: ClientActor,
    @Param('id', IdPipe) id: string,
    @Req() request: FastifyRequest,
  ): Promise<RequestView> {
    const { key, file } = await uploaded(request)
    return this.pictures.add(actor, id, key, file)
  }

  @Get('request-pictures/:id')
  @Header('content-type', 'image/jpeg')
  @Header('cache-control', 'private, no-store')
  @Allow('visitor')
  @AnswersImage('picture_not_found')
  async read(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string): Promise<StreamableFile> {
    return new StreamableFile(await this.pictures.read(actor, id), { type: 'image/jpeg' })
  }

  @Delete('request-pictures/:id')
  @Allow('client')
  @Answers('RequestView', 'picture_not_found')
  remove(@CurrentActor() actor: ClientActor, @Param('id', IdPipe) id: string): Promise<RequestView> {
    return this.pictures.remove(actor, id)
  }

  /** Where WeChat fetches what it checks: it has no session, but an address that nobody can guess. */
  @Get('request-pictures/checks/:code')
  @Header('content-type', 'image/jpeg')
  @Header('cache-control', 'no-store')
  @Allow('anyone')
  @AnswersImage('picture_not_found')
  async readForCheck(@Param('code') code: string): Promise<StreamableFile> {
    return new StreamableFile(await this.pictures.readForCheck(code), { type: 'image/jpeg' })
  }
}

/** The file and the key of an upload. What is too large is cut off while it comes, and refused. */
async function uploaded(request: FastifyRequest): Promise<{ key: string; file: Buffer }> {
  if (!request.isMultipart()) throw new Refused('unsupported_media')
  const part = await taken(() => request.file())
  if (!part) throw new Refused('picture_empty')
  const file = await taken(() => part.toBuffer())
  const key = fieldOf(part, 'key')
  if (!isUUID(key)) throw new Refused('invalid_request', [{ field: 'key', message: '缺少提交编号' }])
  return { key: String(key).toLowerCase(), file }
}

/** What the parser throws is the sender's fault. */
async function taken<T>(read: () => Promise<T>): Promise<T> {
  try {
    return await read()
  } catch (error) {
    const { code } = error as { code?: string }
    throw new Refused(code === 'FST_REQ_FILE_TOO_LARGE' ? 'picture_too_large' : 'unsupported_media')
  }
}

function fieldOf(part: MultipartFile, name: string): unknown {
  const field = part.fields[name]
  const one = Array.isArray(field) ? field[0] : field
  return one?.type === 'field' ? one.value : undefined
}
