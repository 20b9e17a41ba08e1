import type { PictureReview } from '@quanke/shared/domain/picture'
import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm'
import { id, instant, maybeWord, reference, word } from '../core/columns'

/** A picture that the client added to a request: encoded anew, without what the camera noted, and encrypted. */
@Entity('request_pictures')
@Index('request_pictures_request', ['requestId', 'id'])
@Index('request_pictures_key', ['creationKey'], { unique: true })
@Index('request_pictures_trace', ['traceId'])
@Index('request_pictures_check', ['checkCode'], { unique: true })
export class RequestPicture {
  @PrimaryGeneratedColumn(id)
  id!: string

  @Column(word(36))
  creationKey!: string

  @Column(reference)
  requestId!: string

  @Column({ type: 'mediumblob' })
  contentEnc!: Buffer

  @Column({ type: 'smallint', unsigned: true })
  width!: number

  @Column({ type: 'smallint', unsigned: true })
  height!: number

  @Column(word(8))
  review!: PictureReview

  /** The address under which WeChat may fetch it, as long as the check lasts. */
  @Column(maybeWord(32))
  checkCode!: string | null

  @Column(maybeWord(64))
  traceId!: string | null

  @Column(instant)
  addedAt!: Date
}
