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

/** Whether free text holds something that looks like a mainland phone number, however it is spaced or written. */
export function holdsPhoneNumber(text: string): boolean {
  const digits = text.normalize('NFKC').replace(/[\s\-–—_.·,()+]/gu, '')
  return /(?:^|\D)(?:86|0086)?1[3-9]\d{9}(?!\d)/u.test(digits)
}
