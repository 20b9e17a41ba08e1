const STRING_OR_LONG_INTEGER = /"(?:[^"\\]|\\.)*"|(?<![\d.eE+-])\d{16,}(?![\d.eE])/g

/**
 * Parses JSON of WeChat. Integers of 16 digits and more come out as texts: message ids have 64 bits, and as numbers
 * their last digits would be lost.
 */
export function parseJson(text: string): unknown {
  const plain = text.replace(/^\uFEFF/, '')
  return JSON.parse(plain.replace(STRING_OR_LONG_INTEGER, (token) => (token.startsWith('"') ? token : `"${token}"`)))
}

/** A text or number as text; anything else is nothing. */
export function asText(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : ''
}
