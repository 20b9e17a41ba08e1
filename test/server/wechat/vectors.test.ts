import {
  decryptOpenData,
  isRawDataGenuine,
  sessionSignature,
  sha1,
} from '../../../server/src/core/wechat/wechat.crypto'
import { WechatError } from '../../../server/src/core/wechat/wechat.error'
import { WechatPush } from '../../../server/src/core/wechat/wechat.push'
import { official, self_made as selfMade } from './vectors.json'

const push = (appId: string, pushAesKey: string, pushToken = 'AAAAA') =>
  new WechatPush({ appId, pushAesKey, pushToken })
const secure = (vector: { timestamp: string; nonce: string; msg_signature: string }) => ({
  signature: '6c5c811b55cc85e0e1b54100749188c20beb3f5d',
  timestamp: vector.timestamp,
  nonce: vector.nonce,
  msg_signature: vector.msg_signature,
  encrypt_type: 'aes',
})

describe('message push', () => {
  const { push_secure: demo, reply_secure: reply, aes_cjk: cjk, url_verify: check } = official

  it('answers the check of the address with the raw text', () => {
    expect(push(demo.appid, demo.encodingAESKey).verifyUrl(check)).toBe(check.echostr)
  })

  it('computes the signature of plain mode as published', () => {
    const { token, timestamp, nonce, signature } = official.push_plain
    expect(sha1(...[token, timestamp, nonce].sort())).toBe(signature)
  })

  it.each([
    { ...check, signature: '0'.repeat(40) },
    { ...check, nonce: '1' },
    { ...check, echostr: ['a', 'b'] },
    { timestamp: '1', nonce: '2' },
    {},
  ])('refuses a check that is not of WeChat', (query) => {
    expect(() => push(demo.appid, demo.encodingAESKey).verifyUrl(query)).toThrow(WechatError)
  })

  it('reads the published push', () => {
    const event = push(demo.appid, demo.encodingAESKey).receive(secure(demo), JSON.stringify(demo))
    expect(event).toMatchObject({ kind: 'debug', at: new Date(1714112445_000) })
    expect(push(demo.appid, demo.encodingAESKey).decrypt(demo.Encrypt)).toBe(demo.decrypted.msg)
  })

  it('counts the length in bytes, not in characters', () => {
    expect(push(cjk.appid, cjk.encodingAESKey).decrypt(cjk.Encrypt)).toBe(cjk.msg)
  })

  it('writes the published encrypted answer', () => {
    const made = push(reply.appid, reply.encodingAESKey).reply(
      reply.msg,
      new Date(reply.TimeStamp * 1000),
      reply.Nonce,
      Buffer.from(reply.random16),
    )
    const { Encrypt, MsgSignature, TimeStamp, Nonce } = reply
    expect(made).toEqual({ Encrypt, MsgSignature, TimeStamp, Nonce })
  })

  it('reads the withdrawal of a permission', () => {
    const vector = selfMade.push_secure_revoke_json
    expect(push(vector.appid, vector.encodingAESKey).receive(secure(vector), JSON.stringify(vector))).toMatchObject({
      kind: 'authorization_revoked',
      openid: 'o9AgO5Kd5ggOC-bXrbNODIiE3bGY',
      scopes: [8],
    })
  })

  it('reads an answer to a prompt in XML', () => {
    const vector = selfMade.push_secure_popup_xml
    const body = `<xml><ToUserName><![CDATA[gh_1]]></ToUserName><Encrypt><![CDATA[${vector.Encrypt}]]></Encrypt></xml>`
    expect(push(vector.appid, vector.encodingAESKey).receive(secure(vector), body)).toMatchObject({
      kind: 'subscribe_answered',
      answers: [{ templateId: 'tpl-一', isAccepted: true }],
    })
  })

  it('refuses another app, a wrong signature and the signature of plain mode, all in the same words', () => {
    const { reject_wrong_appid: foreign, reject_bad_signature: forged } = selfMade
    const receiver = push(demo.appid, demo.encodingAESKey)
    const stamp = { timestamp: demo.timestamp, nonce: demo.nonce }
    const attempts = [
      () => receiver.receive({ ...stamp, msg_signature: foreign.msg_signature }, JSON.stringify(foreign)),
      () => receiver.receive({ ...stamp, msg_signature: forged.msg_signature }, JSON.stringify(forged)),
      () => receiver.receive({ ...stamp, msg_signature: demo.query_signature_DO_NOT_USE }, JSON.stringify(demo)),
      () => receiver.receive({ ...stamp, msg_signature: demo.msg_signature }, JSON.stringify({ Event: 'debug_demo' })),
      () => receiver.receive({ ...stamp, msg_signature: demo.msg_signature }, demo.decrypted.msg),
      () => receiver.receive({ ...stamp, msg_signature: demo.msg_signature }, ''),
      () => receiver.decrypt(foreign.Encrypt),
      () => receiver.decrypt('AAAA'),
    ]
    const messages = attempts.map((attempt) => {
      expect(attempt).toThrow(WechatError)
      try {
        return attempt()
      } catch (error) {
        return (error as Error).message
      }
    })
    expect(new Set(messages).size).toBe(1)
  })

  it('does not decrypt before the signature is right', () => {
    const receiver = push(demo.appid, demo.encodingAESKey)
    const decrypt = jest.spyOn(receiver, 'decrypt')
    const bad = { ...secure(demo), msg_signature: '0'.repeat(40) }
    expect(() => receiver.receive(bad, JSON.stringify(demo))).toThrow(WechatError)
    expect(decrypt).not.toHaveBeenCalled()
  })
})

describe('open data', () => {
  const { encrypted_data: demo, raw_data_sha1: raw, hmac_session_key_string: hmac } = official
  const soon = (plain: { watermark: { timestamp: number } }) => new Date((plain.watermark.timestamp + 60) * 1000)
  const fields = (vector: { appid: string; session_key: string; iv: string; encryptedData: string }) => ({
    appId: vector.appid,
    sessionKey: vector.session_key,
    iv: vector.iv,
    encryptedData: vector.encryptedData,
  })
  const opened = (vector: typeof demo, change: object = {}) =>
    decryptOpenData({ ...fields(vector), now: soon(vector.plain), ...change })

  it('reads the published sample', () => {
    expect(opened(demo)).toEqual(demo.plain)
  })

  it.each([selfMade.phone_encrypted, selfMade.opengid_encrypted])('reads phone and group', (vector) => {
    expect(decryptOpenData({ ...fields(vector), now: soon(vector.plain) })).toEqual(vector.plain)
  })

  it('fails in one way whatever is wrong', () => {
    const changes = [
      { sessionKey: 'AAECAwQFBgcICQoLDA0ODw==' },
      { sessionKey: 'short' },
      { iv: 'AAAA' },
      { iv: '***' },
      { encryptedData: 'not base64!' },
      { encryptedData: demo.encryptedData.slice(0, 40) },
      { encryptedData: '' },
      { appId: 'wx0000000000000000' },
      { now: new Date((demo.plain.watermark.timestamp + 90_000) * 1000) },
      { now: new Date((demo.plain.watermark.timestamp - 900) * 1000) },
    ]
    const messages = changes.map((change) => {
      try {
        return JSON.stringify(opened(demo, change))
      } catch (error) {
        return (error as Error).message
      }
    })
    expect(new Set(messages)).toEqual(new Set(['WeChat openData: the data cannot be read, log in again']))
  })

  it('checks the signature of raw data', () => {
    expect(isRawDataGenuine(raw.rawData, raw.session_key, raw.signature)).toBe(true)
    expect(isRawDataGenuine(`${raw.rawData} `, raw.session_key, raw.signature)).toBe(false)
    expect(isRawDataGenuine(raw.rawData, raw.session_key, '')).toBe(false)
  })

  it('signs with the session key as a text', () => {
    const { checksession_empty: empty, calendar_path: path } = selfMade
    expect(sessionSignature(hmac.session_key, hmac.data)).toBe(hmac.signature)
    expect(sessionSignature(empty.session_key)).toBe(empty.signature)
    expect(sessionSignature(path.session_key, path.path)).toBe(path.signature)
  })
})
