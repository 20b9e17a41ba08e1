import { randomBytes } from 'node:crypto'
import { LongInteger, Refusal } from '../answer'
import type { Sandbox } from '../sandbox'
import { own, type Template } from '../state'
import { wordsIn } from '../words'
import type { Call, Endpoint } from './endpoint'

const KEPT_MESSAGES = 5000
const STATES = ['developer', 'trial', 'formal']
const LANGUAGES = ['zh_CN', 'en_US', 'zh_HK', 'zh_TW']

export const messageApis: Endpoint[] = [
  { name: 'subscribe.send', method: 'POST', path: '/cgi-bin/message/subscribe/send', needsToken: true, answer: send },
  {
    name: 'gettemplate',
    method: 'GET',
    path: '/wxaapi/newtmpl/gettemplate',
    needsToken: true,
    answer: ({ sandbox }) => ({
      errcode: 0,
      errmsg: 'ok',
      data: Object.values(sandbox.state.templates).map(({ id, title, type, keys, labels, enums }) => ({
        priTmplId: id,
        title,
        type,
        content: keys.map((key) => `${own(labels ?? {}, key)?.concat(':') ?? ''}{{${key}.DATA}}`).join('\n'),
        keywordEnumValueList: Object.entries(enums ?? {}).map(([key, values]) => ({
          keywordCode: `${key}.DATA`,
          enumValueList: values,
        })),
      })),
    }),
  },
]

function send({ sandbox, body }: Call): object {
  const { touser, template_id, page, data, miniprogram_state = 'formal', lang = 'zh_CN' } = body
  if (typeof touser !== 'string' || !own(sandbox.state.people, touser)) throw new Refusal(40003)
  const template = templateOf(sandbox, template_id)
  if (page !== undefined && !isOwnPage(sandbox, page)) throw new Refusal(41030)
  if (!STATES.includes(String(miniprogram_state)) || !LANGUAGES.includes(String(lang))) throw new Refusal(40097)
  const values = checkData(data, template)
  if (
    wordsIn(
      Object.values(values)
        .map(({ value }) => value)
        .join(' '),
    ).length > 0
  )
    throw new Refusal(45168)
  spend(sandbox, touser, template)
  const msgId = `29${randomBytes(8).readBigUInt64BE().toString().slice(0, 16).padStart(16, '7')}`
  sandbox.state.messages.push({
    msgId,
    openid: touser,
    templateId: template.id,
    ...(typeof page === 'string' && { page }),
    data: values,
    at: sandbox.now(),
  })
  sandbox.state.messages = sandbox.state.messages.slice(-KEPT_MESSAGES)
  sandbox.changed()
  const sent = { TemplateId: template.id, MsgID: msgId, ErrorCode: '0', ErrorStatus: 'success' }
  sandbox.push.later({ FromUserName: touser, Event: 'subscribe_msg_sent_event', List: sent }, 100)
  return { errcode: 0, errmsg: 'ok', msgid: new LongInteger(msgId) }
}

export function creditKey(openid: string, templateId: string): string {
  return `${openid} ${templateId}`
}

function spend(sandbox: Sandbox, openid: string, { id, type }: Template): void {
  const key = creditKey(openid, id)
  const credits = sandbox.state.credits[key] ?? 0
  if (credits <= 0) throw new Refusal(43101)
  if (type === 2) sandbox.state.credits[key] = credits - 1
}

/** Registered templates are checked key by key; any other id only has to look like one. */
function templateOf(sandbox: Sandbox, id: unknown): Template {
  if (typeof id !== 'string') throw new Refusal(40037)
  const known = own(sandbox.state.templates, id)
  if (known) return known
  if (!/^[\w-]{43}$/.test(id)) throw new Refusal(40037)
  return { id, title: '', type: 2, keys: [] }
}

function isOwnPage(sandbox: Sandbox, page: unknown): boolean {
  const known = sandbox.pages()
  if (typeof page !== 'string' || page === '') return false
  return !known || known.includes((page.split('?')[0] ?? '').replace(/^\//, ''))
}

function checkData(data: unknown, template: Template): Record<string, { value: string }> {
  if (typeof data !== 'object' || data === null || Object.keys(data).length === 0) {
    throw new Refusal(47003, 'argument invalid! data is empty')
  }
  const given = data as Record<string, { value?: unknown }>
  for (const key of template.keys) if (!given[key]) throw wrong(key)
  for (const [key, one] of Object.entries(given)) {
    const isKnown = template.keys.length === 0 || template.keys.includes(key)
    if (!isKnown || !isAllowed(key, one?.value, template)) throw wrong(key)
  }
  return given as Record<string, { value: string }>
}

const wrong = (key: string) => new Refusal(47003, `argument invalid! data.${key}.value invalid`)

const CLOCK = '([01]?\\d|2[0-3]):[0-5]\\d(:[0-5]\\d)?'
const DAY = '\\d{4}(年\\d{1,2}月\\d{1,2}日|-\\d{1,2}-\\d{1,2}|/\\d{1,2}/\\d{1,2}|\\.\\d{1,2}\\.\\d{1,2})'
const TIME = `((${DAY} )?${CLOCK}|${DAY})`
const DATE = `${DAY}( ${CLOCK})?`

const FORMS: Record<string, RegExp> = {
  thing: /^.{1,20}$/u,
  number: /^[+-]?(?=[\d.]{1,33}$)\d+(\.\d+)?$/,
  letter: /^[A-Za-z]{1,32}$/,
  symbol: /^[\p{P}\p{S}]{1,5}$/u,
  character_string: /^[\x20-\x7e]{1,32}$/,
  time: new RegExp(`^${TIME}( ?~ ?${TIME})?$`),
  date: new RegExp(`^${DATE}( ?~ ?${DATE})?$`),
  amount: /^[¥￥$€£]?\d{1,10}(\.\d+)?元?$/,
  phone_number: /^[\d+*()# -]{1,17}$/,
  car_number: /^.{1,8}$/u,
  name: /^(?=.*\p{Script=Han})[\p{L}\p{P} ]{1,10}$|^[\p{L}\p{M}\p{P}\p{S} ]{1,20}$/u,
  phrase: /^\p{Script=Han}{1,5}$/u,
}

function isAllowed(key: string, value: unknown, { enums }: Template): boolean {
  const type = /^([a-z_]+)\d+$/.exec(key)?.[1] ?? ''
  if (typeof value !== 'string' || value === '' || /[\p{Cc}\p{Zl}\p{Zp}]/u.test(value)) return false
  if (type === 'enum') return enums?.[key]?.includes(value) ?? true
  return own(FORMS, type)?.test(value) ?? false
}
