import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm'
import {
  id,
  instant,
  maybeBytes,
  maybeHash,
  maybeInstant,
  maybeReference,
  maybeWord,
  text,
  word,
  yesNo,
} from '../core/columns'

/** An openid of this mini-program: a person in WeChat, known or not. */
@Entity('wechat_accounts')
@Index('wechat_accounts_openid', ['appId', 'openid'], { unique: true })
@Index('wechat_accounts_unionid', ['unionid'])
@Index('wechat_accounts_phone', ['phoneHash'])
@Index('wechat_accounts_record', ['recordId'])
@Index('wechat_accounts_agent', ['agentId'], { unique: true })
@Index('wechat_accounts_staff', ['staffId'], { unique: true })
export class WechatAccount {
  @PrimaryGeneratedColumn(id)
  id!: string

  @Column(word(32))
  appId!: string

  @Column(word(64))
  openid!: string

  @Column(maybeWord(64))
  unionid!: string | null

  /** What other members see; never the WeChat name. */
  @Column(text(80))
  alias!: string

  /** Verified by WeChat, never typed. */
  @Column(maybeBytes(256))
  phoneEnc!: Buffer | null

  @Column(maybeHash)
  phoneHash!: Buffer | null

  @Column(yesNo)
  isAdult!: boolean

  /** The client record this account is bound to, for ever: withdrawal changes the record's status. */
  @Column(maybeReference)
  recordId!: string | null

  @Column(maybeReference)
  agentId!: string | null

  @Column(maybeReference)
  staffId!: string | null

  /** Does not want to be asked for recommendations. */
  @Column(yesNo)
  neverAsk!: boolean

  /** When that was said last, either way. Each account keeps its own word, so that people who were taken for one get theirs back. */
  @Column(maybeInstant)
  neverAskSaidAt!: Date | null

  @Column(instant)
  createdAt!: Date

  @Column(instant)
  lastSeenAt!: Date

  @Column(maybeInstant)
  closedAt!: Date | null
}
