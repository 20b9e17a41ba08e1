import { parsePhoneNumberFromString } from 'libphonenumber-js'

// Zero-width and direction marks arrive with pasted numbers and mean nothing in one.
const INVISIBLE = /[\p{Cf}\p{Cc}]/gu

/**
 * The E.164 form (`+8613800138000`) of a number as people write it: full-width digits, spaces, dashes, `+86`, `0086`
 * or no country at all, which means mainland China. Null when it cannot be a phone number; only its length is looked at,
 * since operators open new ranges faster than any table of prefixes learns them.
 */
export function normalisePhone(text: string): string | null {
  const plain = text.normalize('NFKC').replace(INVISIBLE, '').trim()
  if (plain.length > 40) return null
  const number = parsePhoneNumberFromString(plain, { defaultCountry: 'CN', extract: false })
  if (!number?.isPossible() || number.ext) return null
  // A landline without its area code names nobody.
  if (number.countryCallingCode === '86' && number.nationalNumber.length < 9) return null
  return number.number
}
