import { parsePhoneNumberFromString } from 'libphonenumber-js'

// Zero-width and direction marks arrive with pasted numbers and mean nothing in one.
const INVISIBLE = /[\p{Cf}\p{Cc}]/gu

/**
 * The E.164 form (`+8613800138000`) of a number as people write it: full-width digits, spaces, dashes, `+86`, `0086`
 * or no country at all, which means mainland China. Null when it cannot be a phone number.
 */
export function normalisePhone(text: string): string | null {
  const plain = text.normalize('NFKC').replace(INVISIBLE, '').trim()
  if (plain.length > 40) return null
  const number = parsePhoneNumberFromString(plain, { defaultCountry: 'CN', extract: false })
  // Length only: the operators open new ranges faster than any table of prefixes learns them.
  return number?.isPossible() && !number.ext ? number.number : null
}
