import { Column, Entity, Index, PrimaryColumn } from 'typeorm'
import { instant, word } from '../core/columns'

/** A push that was taken: WeChat may deliver it again, and then it has no second effect. Kept for seven days. */
@Entity('wechat_pushes')
@Index('wechat_pushes_age', ['receivedAt'])
export class WechatPush {
  @PrimaryColumn({ type: 'binary', length: 32 })
  digest!: Buffer

  @Column(word(64))
  event!: string

  @Column(instant)
  receivedAt!: Date
}
