const INVISIBLE = /[\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\u00ad]/gu
// eslint-disable-next-line no-control-regex -- these are what it is there to find
const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/gu
/** Half of a pair means nothing by itself, and no database stores it. */
const BROKEN = /[\ud800-\udfff]/gu
/** A joiner belongs to an emoji only between two pictographs; elsewhere it is invisible noise. */
const JOINED_EMOJI = /(\p{Extended_Pictographic}\ufe0f?(?:\p{Emoji_Modifier})?)\u200d(?=\p{Extended_Pictographic})/gu
const JOINER_KEEPER = '\ue000'

/**
 * Text as it is stored: NFC, without control, zero-width, bidirectional and broken characters (joined emoji stay whole), line ends as \n,
 * trimmed. What is left of a text of invisible characters only is ''.
 */
export function cleanText(text: string): string {
  return text
    .replace(BROKEN, '')
    .normalize('NFC')
    .replaceAll(JOINER_KEEPER, '')
    .replace(JOINED_EMOJI, `$1${JOINER_KEEPER}`)
    .replace(INVISIBLE, '')
    .replaceAll(JOINER_KEEPER, '\u200d')
    .replace(/\r\n?/gu, '\n')
    .replace(CONTROL, '')
    .trim()
}

/** How many characters a person sees. Falls back to code points where the runtime has no segmenter (older phones). */
export function graphemes(text: string): number {
  if (typeof Intl === 'undefined' || !('Segmenter' in Intl)) return [...text].length
  return [...new Intl.Segmenter('zh', { granularity: 'grapheme' }).segment(text)].length
}

/** The form in which words are compared: NFKC, lower case, without spaces, punctuation and invisible characters. */
export function comparable(text: string): string {
  return cleanText(text.normalize('NFKC'))
    .toLowerCase()
    .replace(/[\s\p{P}\p{S}]/gu, '')
}

/** As they are written, written out against forgery, and said so that nobody mishears them. */
const NUMERALS: Record<string, string> = {
  ...{ 〇: '0', '○': '0', 零: '0', 洞: '0', 一: '1', 壹: '1', 幺: '1', 二: '2', 贰: '2', 貳: '2', 两: '2', 兩: '2' },
  ...{ 三: '3', 叁: '3', 參: '3', 叄: '3', 四: '4', 肆: '4', 五: '5', 伍: '5', 六: '6', 陆: '6', 陸: '6' },
  ...{ 七: '7', 柒: '7', 拐: '7', 八: '8', 捌: '8', 九: '9', 玖: '9', 勾: '9' },
}
const NUMERAL = new RegExp(`[${Object.keys(NUMERALS).join('')}]`, 'gu')
/** Letters that look like digits. */
const LOOKALIKES: Record<string, string> = { o: '0', O: '0', l: '1', I: '1' }
/**
 * What people put between the digits of a number. Commas of Chinese stand between amounts and colons in times of day, so they are not among it.
 */
const BETWEEN_DIGITS = /[\s\-–—_.·•・,()+/*~|…@#=&^'"“”‘’[\]{}<>【】]|\ufe0f|\u20e3/gu
const MOBILE = /(?:^|\D)(?:86|0086)?1[3-9]\d{9}(?!\d)/u
/** With commas of Chinese a number is one only in the groups in which numbers are said, or digit by digit. */
const LISTED_MOBILE = /(?:^|\D)(?:1[3-9]\d、\d{4}、\d{4}|1、[3-9](?:、\d){9})(?!\d|、\d)/u
/** With any one sign or letter between the groups in which numbers are said, as in 138a0013a8000; what counts things is not one. */
const GROUPED_MOBILE = /(?:^|\D)1[3-9]\d([^\d\s元块万千百年月日号个人份岁米平分点])\d{4}\1\d{4}(?!\d)/u
/** Written with its country, whichever it is. */
const FOREIGN = /(?:^|[^\d])\+[1-9]\d{9,13}(?!\d)/u
/** Area codes: 010 and 02x with eight digits, the others with seven or eight. */
const LANDLINE = /(?:^|\D)(?:(?:86|0086|0)(?:10|2\d)[2-8]\d{7}|(?:86|0086)?0[3-9]\d{2}[2-8]\d{6,7})(?!\d)/u

/** Without its area code a number looks like any other, so it is one only behind a word that says so, or where nothing else is said. */
const SAID_LOCAL =
  /(?:电话|座机|固话|拨打?|致电|热线|传真|\btel|phone)(?:号码?)?[是为]?[:;]?([2-8]\d{6,7})(?!\d|元|块|万|年|月|日|号|室|点|时|人|份|%)/giu
const BARE_LOCAL = /^([2-8]\d{6,7})$/u
const DAY_OR_ROUND = /^(?:(?:19|20)\d{2}(?:0?[1-9]|1[0-2])(?:0?[1-9]|[12]\d|3[01])|\d+000)$/u

const holdsLocalNumber = (plain: string): boolean =>
  [...plain.matchAll(SAID_LOCAL)].some(([, number]) => !DAY_OR_ROUND.test(number!))

/**
 * Whether free text holds something that looks like a phone number of the mainland: mobile, landline with its area code, or a local one that is
 * called so or stands alone; however it is spaced, in full width or in Chinese numerals.
 */
export function holdsPhoneNumber(text: string): boolean {
  const shown = text.replace(IN_CIRCLES, digitInCircle).normalize('NFKC').replace(INVISIBLE, '')
  const plain = shown.replace(BETWEEN_DIGITS, '')
  const digits = plain.replace(/\p{Nd}/gu, digitOf).replace(NUMERAL, (numeral) => NUMERALS[numeral] ?? numeral)
  // With a hyphen it may as well be a span of amounts.
  const bare = BARE_LOCAL.exec(shown.replace(/\s/gu, ''))?.[1]
  if (bare && !DAY_OR_ROUND.test(bare)) return true
  if (MOBILE.test(digits.replace(/[oOlI]/gu, (letter) => LOOKALIKES[letter] ?? letter))) return true
  if (LISTED_MOBILE.test(digits) || GROUPED_MOBILE.test(digits)) return true
  if (FOREIGN.test(shown.replace(/[\s\-–—().]/gu, ''))) return true
  return [plain, digits].some((form) => MOBILE.test(form) || LANDLINE.test(form) || holdsLocalNumber(form))
}

/** Digits in discs and double circles, which no normal form knows as digits: from one to nine each, and a zero. */
const IN_CIRCLES = /[\u24f5-\u24fd\u24ff\u2776-\u277e\u2780-\u2788\u278a-\u2792]/gu
const FIRST_IN_CIRCLES = [0x24f5, 0x2776, 0x2780, 0x278a]

function digitInCircle(sign: string): string {
  const code = sign.codePointAt(0)!
  const first = FIRST_IN_CIRCLES.find((one) => code >= one && code < one + 9)
  return first === undefined ? '0' : String(code - first + 1)
}

/** A digit of another script as one of ours; each script has its ten in a row, from zero on. */
function digitOf(digit: string): string {
  const code = digit.codePointAt(0)!
  let value = 0
  while (value < 9 && /\p{Nd}/u.test(String.fromCodePoint(code - value - 1))) value += 1
  return String(value)
}
