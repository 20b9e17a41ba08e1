import { XMLParser } from 'fast-xml-parser'
import { asText, parseJson } from './wechat.json'
import type { Suggestion } from './wechat.types'

interface Delivered {
  /** Equal for every delivery of the same event, and for events that say the same in the same second. */
  id: string
  /** Of this delivery alone: no two messages are encrypted alike. */
  delivery: string
  at: Date
}

/** What WeChat tells the server by itself. `other` is everything that the product has no use for. */
export type PushEvent = Delivered &
  (
    | { kind: 'subscribe_answered'; openid: string; answers: { templateId: string; isAccepted: boolean }[] }
    | { kind: 'subscribe_switched_off'; openid: string; templateIds: string[] }
    | { kind: 'subscribe_sent'; openid: string; results: { templateId: string; msgId: string; errcode: number }[] }
    | { kind: 'media_checked'; traceId: string; errcode: number; suggestion: Suggestion; label: number }
    | {
        kind: 'profile_changed' | 'authorization_revoked' | 'authorization_cancelled'
        openid: string
        scopes: number[]
      }
    | { kind: 'punished'; punishment: number; punishId: string; detail: string }
    | { kind: 'debug' }
    | { kind: 'other'; name: string }
  )

type Fields = Record<string, unknown>

// Texts stay texts: 0123 is not a number. Entities and DTD are refused before parsing.
const XML = new XMLParser({ ignoreAttributes: true, parseTagValue: false, processEntities: true, htmlEntities: false })

/** The fields of a push, whichever of the two formats it came in. Throws when it is neither. */
export function fieldsOf(text: string): Fields {
  const body = text.replace(/^\uFEFF/, '').trim()
  const value = body.startsWith('<') ? xml(body) : parseJson(body)
  if (!isFields(value)) throw new Error('not a push')
  return value
}

function xml(body: string): unknown {
  // A DTD can make a parser read files or grow without end; WeChat never sends one.
  if (/<!(DOCTYPE|ENTITY)/i.test(body.replace(/<!\[CDATA\[[\s\S]*?\]\]>/g, ''))) throw new Error('DTD refused')
  return (XML.parse(body, true) as Fields)['xml']
}

/** What happened. Tolerates numbers as texts, one item where a list should be, and events that are new to us. */
export function eventFrom(fields: Fields, ids: Pick<Delivered, 'id' | 'delivery'>): PushEvent {
  const name = asText(fields['Event'])
  const delivered = { ...ids, at: new Date((number(fields['CreateTime']) ?? 0) * 1000) }
  const read = Object.hasOwn(READERS, name) ? READERS[name] : undefined
  return { ...delivered, ...(read ? read(fields) : { kind: 'other', name }) } as PushEvent
}

type Reader = (fields: Fields) => object

const READERS: Record<string, Reader> = {
  debug_demo: () => ({ kind: 'debug' }),
  subscribe_msg_popup_event: (fields) => ({
    kind: 'subscribe_answered',
    openid: asText(fields['FromUserName']),
    answers: list(fields, 'SubscribeMsgPopupEvent').map((item) => ({
      templateId: asText(item['TemplateId']),
      isAccepted: item['SubscribeStatusString'] === 'accept',
    })),
  }),
  subscribe_msg_change_event: (fields) => ({
    kind: 'subscribe_switched_off',
    openid: asText(fields['FromUserName']),
    templateIds: list(fields, 'SubscribeMsgChangeEvent')
      .filter((item) => item['SubscribeStatusString'] === 'reject')
      .map((item) => asText(item['TemplateId'])),
  }),
  subscribe_msg_sent_event: (fields) => ({
    kind: 'subscribe_sent',
    openid: asText(fields['FromUserName']),
    results: list(fields, 'SubscribeMsgSentEvent').map((item) => ({
      templateId: asText(item['TemplateId']),
      msgId: asText(item['MsgID']),
      errcode: number(item['ErrorCode']) ?? -1,
    })),
  }),
  wxa_media_check: (fields) => {
    const result = isFields(fields['result']) ? fields['result'] : {}
    const errcode = number(fields['errcode']) ?? 0
    const suggest = result['suggest']
    return {
      kind: 'media_checked',
      traceId: asText(fields['trace_id']),
      errcode,
      // A check that failed has cleared nothing.
      suggestion: errcode === 0 && (suggest === 'pass' || suggest === 'risky') ? suggest : 'review',
      label: number(result['label']) ?? 0,
    }
  },
  user_info_modified: (fields) => ({ kind: 'profile_changed', ...withdrawn(fields) }),
  user_authorization_revoke: (fields) => ({ kind: 'authorization_revoked', ...withdrawn(fields) }),
  user_authorization_cancellation: (fields) => ({ kind: 'authorization_cancelled', ...withdrawn(fields) }),
  wxa_punish_event: (fields) => ({
    kind: 'punished',
    punishment: number(fields['event_type']) ?? 0,
    punishId: asText(fields['punish_id']),
    detail: asText(fields['detail']),
  }),
}

// These three name the person in OpenID; FromUserName may be somebody else.
function withdrawn(fields: Fields) {
  const scopes = asText(fields['RevokeInfo']).split(/[,;]/).map(Number).filter(Boolean)
  return { openid: asText(fields['OpenID']), scopes }
}

/** XML nests the items under a wrapper, JSON puts `List` on top; a single item comes without its list. */
function list(fields: Fields, wrapper: string): Fields[] {
  const wrapped = fields[wrapper]
  const holder = (isFields(wrapped) ? wrapped['List'] : wrapped) ?? fields['List']
  return (Array.isArray(holder) ? holder : [holder]).filter(isFields)
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function number(value: unknown): number | null {
  const parsed = typeof value === 'string' && value.trim() !== '' ? Number(value) : value
  return typeof parsed === 'number' && Number.isFinite(parsed) ? parsed : null
}
