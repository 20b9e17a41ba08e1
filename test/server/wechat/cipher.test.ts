import { randomBytes } from 'node:crypto'
import { DataCipher, dataKeysFrom, LookupHash } from '../../../server/src/core/crypto'
import { normalisePhone } from '../../../server/src/core/phone'

const oldKey = { id: 'k1', key: randomBytes(32) }
const newKey = { id: 'k2', key: randomBytes(32) }

describe('the data cipher', () => {
  const cipher = new DataCipher([oldKey])

  it.each(['', '+8613800138000', '周末读书会 👨‍👩‍👧‍👦 𠮷', 'x'.repeat(5000)])('gives back what it was given', (text) => {
    expect(cipher.decrypt(cipher.encrypt(text))).toBe(text)
  })

  it('never writes the same text twice in the same way, and shows nothing of it', () => {
    const values = Array.from({ length: 50 }, () => cipher.encrypt('+8613800138000'))
    expect(new Set(values.map((value) => value.toString('hex'))).size).toBe(50)
    expect(values[0]?.includes('138')).toBe(false)
  })

  it('refuses a value with any byte changed or missing, always in the same words', () => {
    const value = cipher.encrypt('+8613800138000')
    const messages = new Set<string>()
    for (let at = 0; at < value.length; at += 1) {
      const changed = Buffer.from(value)
      changed[at] = (changed[at] ?? 0) ^ 1
      messages.add(failure(() => cipher.decrypt(changed)))
      messages.add(failure(() => cipher.decrypt(value.subarray(0, at))))
    }
    expect(messages.size).toBe(1)
  })

  it('reads values of an older key after rotation and writes with the new one', () => {
    const before = cipher.encrypt('秘密')
    const rotated = new DataCipher([newKey, oldKey])
    expect(rotated.decrypt(before)).toBe('秘密')
    expect(rotated.isCurrent(before)).toBe(false)
    const after = rotated.encrypt('秘密')
    expect(rotated.isCurrent(after)).toBe(true)
    expect(new DataCipher([newKey]).decrypt(after)).toBe('秘密')
    expect(() => cipher.decrypt(after)).toThrow()
  })

  it('reads its keys from the environment and names a bad one without showing it', () => {
    const encoded = oldKey.key.toString('base64')
    expect(dataKeysFrom(`k1:${encoded}, k0:${newKey.key.toString('base64')}`).map(({ id }) => id)).toEqual(['k1', 'k0'])
    expect(() => dataKeysFrom('')).toThrow('at least one')
    expect(() => dataKeysFrom(`k1:${encoded},k1:${encoded}`)).toThrow('same name')
    expect(() => dataKeysFrom(`:${encoded}`)).toThrow('needs a name')
    const message = failure(() => dataKeysFrom('k9:c2hvcnQ='))
    expect(message).toContain('k9')
    expect(message).not.toContain('c2hvcnQ')
  })
})

describe('a phone number', () => {
  it.each([
    '13800138000',
    '138 0013 8000',
    '138-0013-8000',
    '１３８００１３８０００',
    '+8613800138000',
    '+86 138 0013 8000',
    '＋８６ 138-0013-8000',
    '008613800138000',
    '0086 138 0013 8000',
    '\u200B138\u202D00138000\uFEFF',
    '  13800138000\n',
  ])('is the same number written as %j', (text) => {
    expect(normalisePhone(text)).toBe('+8613800138000')
  })

  it('keeps its country when it is not of the mainland', () => {
    expect(normalisePhone('+852 5123 4567')).toBe('+85251234567')
    expect(normalisePhone('00852-51234567')).toBe('+85251234567')
  })

  it.each([
    '',
    'abc',
    '1380013',
    '138001380001380013800',
    'call 13800138000 now',
    '+',
    '13800138000;ext=5',
    '9'.repeat(500),
  ])('is not found in %j', (text) => {
    expect(normalisePhone(text)).toBeNull()
  })

  it('has one keyed hash for all its spellings, another with another key', () => {
    const hash = new LookupHash(randomBytes(32))
    const digest = hash.phone('13800138000')
    expect(digest).toHaveLength(32)
    expect(hash.phone('+86 138-0013-8000')?.equals(digest as Buffer)).toBe(true)
    expect(hash.phone('13800138001')?.equals(digest as Buffer)).toBe(false)
    expect(new LookupHash(randomBytes(32)).phone('13800138000')?.equals(digest as Buffer)).toBe(false)
    expect(hash.phone('no number')).toBeNull()
  })
})

function failure(act: () => unknown): string {
  try {
    act()
  } catch (error) {
    return (error as Error).message
  }
  throw new Error('should have failed')
}
