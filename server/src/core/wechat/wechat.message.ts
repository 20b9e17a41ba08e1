import { WechatError } from './wechat.error'

/** What a subscribe message may be filled with. A number is 分 in an `amount`; a Date is shown in Beijing time. */
export type MessageValue = string | number | Date

/**
 * Makes the `data` of a subscribe message: each value in the form that the type of its key allows, so that WeChat has
 * nothing to refuse (47003). Texts that are too long are cut. Throws before sending when nothing valid is left.
 */
export function messageData(values: Record<string, MessageValue>): Record<string, { value: string }> {
  return Object.fromEntries(Object.entries(values).map(([key, value]) => [key, { value: messageValue(key, value) }]))
}

/** One value in the form that its key (`thing1`, `time2`) allows. */
export function messageValue(key: string, value: MessageValue): string {
  const type = /^([a-z_]+)\d+$/.exec(key)?.[1] ?? ''
  const format = Object.hasOwn(FORMATS, type) ? FORMATS[type] : undefined
  const text = format?.(value) ?? ''
  if (!text) throw invalid(key)
  return text
}

const FORMATS: Record<string, (value: MessageValue) => string | null> = {
  thing: (value) => cut(line(value), 20) || '—',
  number: (value) => matching(line(value).replaceAll(',', ''), /^[+-]?\d{1,32}$|^(?=.{3,33}$)[+-]?\d+\.\d+$/),
  letter: (value) => cut(only(ascii(value), /[A-Za-z]/g), 32),
  symbol: (value) => cut(only(line(value), /[\p{P}\p{S}]/gu), 5),
  character_string: (value) => cut(only(ascii(value), /[\x21-\x7e]/g), 32),
  time: (value) => moment(value, (day, clock) => `${day} ${clock}`),
  date: (value) => moment(value, (day) => day),
  amount: (value) =>
    typeof value === 'number' ? yuan(value) : matching(line(value), /^[¥$€£￥]?\d{1,10}(\.\d+)?元?$/),
  phone_number: (value) => cut(only(ascii(value), /[\d+*()-]/g), 17),
  car_number: (value) => cut(line(value).replace(/\s/g, ''), 8),
  name: (value) => personName(line(value)),
  phrase: (value) => cut(only(line(value), /\p{Script=Han}/gu), 5),
  enum: (value) => line(value),
}

/** One line without control, direction and broken characters; joiners inside emoji stay. */
function line(value: MessageValue): string {
  const text = value instanceof Date ? value.toISOString() : String(value)
  return text
    .normalize('NFC')
    .replace(/[\u200B\u2060\uFEFF\u202A-\u202E\u2066-\u2069\p{Cs}]/gu, '')
    .replace(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, ' ')
    .trim()
}

function ascii(value: MessageValue): string {
  return line(value).normalize('NFKC')
}

const only = (text: string, allowed: RegExp) => (text.match(allowed) ?? []).join('')

const matching = (text: string, form: RegExp) => (form.test(text) ? text : null)

/** At most `limit` code points, as WeChat counts, without tearing what a reader sees as one character. */
function cut(text: string, limit: number): string {
  if ([...text].length <= limit) return text
  let kept = ''
  let length = 0
  for (const { segment } of new Intl.Segmenter('zh').segment(text)) {
    length += [...segment].length
    if (length > limit - 1) break
    kept += segment
  }
  return limit >= 10 ? `${kept.trimEnd()}…` : [...text].slice(0, limit).join('')
}

function personName(text: string): string {
  const letters = only(text, /[\p{L}\p{M}·・.'\- ]/gu).trim()
  const isChinese = /\p{Script=Han}/u.test(letters)
  return [...letters]
    .slice(0, isChinese ? 10 : 20)
    .join('')
    .trim()
}

function yuan(fen: number): string | null {
  if (!Number.isSafeInteger(fen) || fen < 0 || fen >= 1e12) return null
  return `¥${(fen / 100).toFixed(2)}`
}

const CLOCK = '([01]?\\d|2[0-3]):[0-5]\\d(:[0-5]\\d)?'
const DAY = '\\d{4}(年\\d{1,2}月\\d{1,2}日|[-/.]\\d{1,2}[-/.]\\d{1,2})'
const MOMENT = `(${DAY}( ${CLOCK})?|${CLOCK})`
const WRITTEN = new RegExp(`^${MOMENT}( ?~ ?${MOMENT})?$`)

const BEIJING = new Intl.DateTimeFormat('zh-CN', {
  timeZone: 'Asia/Shanghai',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
})

/** A text that already has a legal form stays; a Date, a time in ms and an ISO text become Beijing time. */
function moment(value: MessageValue, write: (day: string, clock: string) => string): string | null {
  if (typeof value === 'string' && WRITTEN.test(line(value))) return line(value)
  const at = new Date(value)
  if (Number.isNaN(at.getTime())) return null
  const part = Object.fromEntries(BEIJING.formatToParts(at).map(({ type, value: text }) => [type, text]))
  return write(`${part['year']}年${part['month']}月${part['day']}日`, `${part['hour']}:${part['minute']}`)
}

function invalid(key: string): WechatError {
  const reason = `data.${key}.value has no form that WeChat accepts, not sent`
  return new WechatError({ kind: 'permanent', api: 'sendSubscribeMessage', errcode: 47003, reason })
}
