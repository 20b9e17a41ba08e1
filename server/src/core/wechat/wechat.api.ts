import type { DataCipher } from '../crypto'
import { normalisePhone } from '../phone'
import { WechatClient } from './wechat.client'
import type { SqlRunner, WechatConfig, WechatLogger } from './wechat.config'
import { sessionSignature } from './wechat.crypto'
import { ENDPOINTS } from './wechat.endpoints'
import { WechatError } from './wechat.error'
import { WechatHttp, type WechatAnswer } from './wechat.http'
import { asText } from './wechat.json'
import { messageData } from './wechat.message'
import { OneAfterAnother } from './wechat.queue'
import { checkParts, pageRefusal, sceneRefusal, worst } from './wechat.requests'
import { WechatToken } from './wechat.token'
import {
  CHECK_SCENES,
  RISK_SCENES,
  type MediaCheck,
  type PhoneNumber,
  type QrCode,
  type RiskQuestion,
  type Session,
  type SubscribeMessage,
  type TextCheck,
  type TextVerdict,
  type UrlLink,
} from './wechat.types'

/** WeChat's server APIs in our words. Every method fails with a `WechatError` only. */
export class Wechat {
  private readonly sends = new OneAfterAnother()

  constructor(
    private readonly config: WechatConfig,
    private readonly client: WechatClient,
  ) {}

  /** Exchanges the code of `wx.login`. It works once and for five minutes; a second time is refused with 40163. */
  async code2Session(code: string): Promise<Session> {
    const query = { js_code: code, grant_type: 'authorization_code' }
    const answer = await this.client.json(ENDPOINTS.code2Session, { query })
    return {
      openid: text(answer, 'openid', 'code2Session'),
      sessionKey: text(answer, 'session_key', 'code2Session'),
      unionid: typeof answer['unionid'] === 'string' && answer['unionid'] ? answer['unionid'] : null,
    }
  }

  /** Exchanges the code of the phone button, which must be of this very person. */
  async phoneNumber(code: string, openid: string): Promise<PhoneNumber> {
    const answer = await this.client.json(ENDPOINTS.phoneNumber, { body: { code, openid } })
    const info = (answer['phone_info'] ?? {}) as Record<string, unknown>
    const appId = (info['watermark'] as { appid?: unknown } | undefined)?.appid
    const countryCode = asText(info['countryCode'])
    const number = normalisePhone(`+${countryCode}${asText(info['purePhoneNumber'])}`)
    if (number === null || appId !== this.config.appId) throw broken('phoneNumber')
    return { number, countryCode }
  }

  /** The picture of a mini-program code. It never expires, so keep it; WeChat allows 5,000 calls a minute. */
  async qrCode({ scene, page, envVersion, width, checkPath, isTransparent }: QrCode): Promise<Buffer> {
    const refusal = sceneRefusal(scene) ?? pageRefusal(page)
    if (refusal) throw new WechatError({ kind: 'permanent', api: 'qrCode', ...refusal })
    const body = {
      scene,
      page,
      width,
      env_version: envVersion,
      check_path: checkPath,
      is_hyaline: isTransparent,
    }
    return this.client.image(ENDPOINTS.qrCode, { body })
  }

  /**
   * Spends one accept of this person for this template and returns WeChat's message id.
   * 43101 means that there is none left. Sends to one person follow each other, as WeChat demands (43108).
   */
  async sendSubscribeMessage({ openid, templateId, page, data, state }: SubscribeMessage): Promise<string> {
    const body = {
      touser: openid,
      template_id: templateId,
      page,
      data: messageData(data),
      miniprogram_state: state ?? 'formal',
      lang: 'zh_CN',
    }
    const answer = await this.sends.run(openid, () => this.client.json(ENDPOINTS.sendSubscribeMessage, { body }))
    return asText(answer['msgid'])
  }

  /**
   * What WeChat thinks of a text; a long one is checked in overlapping parts and the worst part counts.
   * 61010: the person has not opened the mini-program within two hours, so the text needs another way.
   */
  async checkText({ openid, scene, content, title, nickname }: TextCheck): Promise<TextVerdict> {
    const verdicts: TextVerdict[] = []
    for (const part of checkParts(content)) {
      const body = { openid, scene: CHECK_SCENES[scene], version: 2, content: part, title, nickname }
      const answer = await this.client.json(ENDPOINTS.checkText, { body })
      const result = (answer['result'] ?? {}) as { suggest?: unknown; label?: unknown }
      verdicts.push({
        // Anything but a clear pass goes to a person.
        suggestion: result.suggest === 'pass' || result.suggest === 'risky' ? result.suggest : 'review',
        label: Number(result.label ?? 0),
        traceIds: [asText(answer['trace_id'])],
      })
    }
    return worst(verdicts)
  }

  /** Asks for a check of a file; the result comes by push (`media_checked`) with the returned trace id. */
  async checkMedia({ openid, scene, url, type }: MediaCheck): Promise<string> {
    const media_type = type === 'audio' ? 1 : 2
    const body = { openid, scene: CHECK_SCENES[scene], version: 2, media_url: url, media_type }
    const answer = await this.client.json(ENDPOINTS.checkMedia, { body })
    return text(answer, 'trace_id', 'checkMedia')
  }

  /** 0 to 4; 3 asks for a second look, 4 for a refusal. */
  async userRiskRank({ openid, scene, clientIp, mobileNo }: RiskQuestion): Promise<number> {
    const body = {
      appid: this.config.appId,
      openid,
      scene: RISK_SCENES[scene],
      client_ip: clientIp,
      mobile_no: mobileNo,
    }
    const answer = await this.client.json(ENDPOINTS.userRiskRank, { body })
    const rank = Number(answer['risk_rank'])
    if (!Number.isInteger(rank)) throw broken('userRiskRank')
    return rank
  }

  /** A link for SMS and e-mail that opens the mini-program, for at most 30 days. */
  async generateUrlLink({ path, query, expireDays, envVersion }: UrlLink): Promise<string> {
    const body = { path, query, expire_type: 1, expire_interval: expireDays, env_version: envVersion }
    return text(await this.client.json(ENDPOINTS.generateUrlLink, { body }), 'url_link', 'generateUrlLink')
  }

  /** The id of an activity for a private card of this person: sent within seven days, it can be told from others for 120. */
  async createActivity(openid: string): Promise<string> {
    return text(
      await this.client.json(ENDPOINTS.createActivity, { query: { openid } }),
      'activity_id',
      'createActivity',
    )
  }

  /** Whether the session key is still the person's present one. */
  async checkSession(openid: string, sessionKey: string): Promise<boolean> {
    try {
      await this.client.json(ENDPOINTS.checkSession, { query: sessionProof(openid, sessionKey) })
      return true
    } catch (error) {
      if (error instanceof WechatError && error.errcode === 87009) return false
      throw error
    }
  }

  /** Replaces the session key; it ends when the old one would have ended. */
  async resetUserSessionKey(openid: string, sessionKey: string): Promise<string> {
    const query = sessionProof(openid, sessionKey)
    return text(await this.client.json(ENDPOINTS.resetUserSessionKey, { query }), 'session_key', 'resetUserSessionKey')
  }
}

/** The adapter with everything it needs, ready for use. */
export function connectWechat(config: WechatConfig, db: SqlRunner, cipher: DataCipher, log: WechatLogger): Wechat {
  const http = new WechatHttp(config)
  const token = new WechatToken(config, http, db, cipher, log)
  return new Wechat(config, new WechatClient(config, http, token, log))
}

function sessionProof(openid: string, sessionKey: string) {
  return { openid, signature: sessionSignature(sessionKey), sig_method: 'hmac_sha256' }
}

function text(answer: WechatAnswer, key: string, api: string): string {
  const value = answer[key]
  if (typeof value !== 'string' || value === '') throw broken(api)
  return value
}

function broken(api: string): WechatError {
  return new WechatError({ kind: 'transient', api, reason: 'the answer lacks what it should hold' })
}
