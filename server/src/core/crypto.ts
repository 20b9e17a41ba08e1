import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto'
import { normalisePhone } from './phone'

/** One key of the data cipher: a short name that is written into every value, and 32 bytes. */
export interface DataKey {
  id: string
  key: Buffer
}

const FORMAT = 1
const NONCE_BYTES = 12
const TAG_BYTES = 16

/**
 * Reads `k2:<base64 of 32 bytes>,k1:...`; the first key is the one that encrypts.
 * Throws with the name of the bad key, never with its content.
 */
export function dataKeysFrom(text: string): DataKey[] {
  const keys = text
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean)
    .map((part) => {
      const [id = '', encoded = ''] = part.split(/:(.*)/s)
      if (!/^[A-Za-z0-9_-]{1,16}$/.test(id)) throw new Error('a data key needs a name of 1 to 16 letters or digits')
      const key = Buffer.from(encoded, 'base64')
      if (key.length !== 32) throw new Error(`data key ${id} is not 32 bytes of base64`)
      return { id, key }
    })
  if (keys.length === 0) throw new Error('at least one data key is needed')
  if (new Set(keys.map((key) => key.id)).size !== keys.length) throw new Error('two data keys have the same name')
  return keys
}

/**
 * Encrypts what must not be readable in the database, with AES-256-GCM.
 * A value is: format, length of the key's name, the name, nonce, tag, ciphertext. The head is authenticated too.
 * Rotation: put a new key first, keep the old ones until `isCurrent` holds for every stored value.
 */
export class DataCipher {
  private readonly byId: Map<string, Buffer>
  private readonly current: DataKey

  constructor(keys: DataKey[]) {
    const [first] = keys
    if (!first) throw new Error('the data cipher needs a key')
    this.current = first
    this.byId = new Map(keys.map(({ id, key }) => [id, key]))
  }

  encrypt(text: string): Buffer {
    return this.encryptBytes(Buffer.from(text, 'utf8'))
  }

  /** Like `encrypt`, for what is no text. */
  encryptBytes(bytes: Buffer): Buffer {
    const name = Buffer.from(this.current.id, 'utf8')
    const head = Buffer.concat([Buffer.from([FORMAT, name.length]), name])
    const nonce = randomBytes(NONCE_BYTES)
    const cipher = createCipheriv('aes-256-gcm', this.current.key, nonce)
    cipher.setAAD(head)
    const body = Buffer.concat([cipher.update(bytes), cipher.final()])
    return Buffer.concat([head, nonce, cipher.getAuthTag(), body])
  }

  /** Throws one and the same error for a value that was altered, cut, or written with a key that is not here. */
  decrypt(value: Buffer): string {
    return this.decryptBytes(value).toString('utf8')
  }

  decryptBytes(value: Buffer): Buffer {
    try {
      const { keyId, head, nonce, tag, body } = split(value)
      const key = this.byId.get(keyId)
      if (!key) throw new Error('unknown key')
      const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG_BYTES })
      decipher.setAAD(head)
      decipher.setAuthTag(tag)
      return Buffer.concat([decipher.update(body), decipher.final()])
    } catch {
      throw new Error('a stored value cannot be decrypted with the keys of DATA_KEYS')
    }
  }

  /** False for a value that rotation still has to write again with the first key. */
  isCurrent(value: Buffer): boolean {
    return split(value).keyId === this.current.id
  }
}

function split(value: Buffer) {
  const nameEnd = 2 + (value[1] ?? 0)
  const nonceEnd = nameEnd + NONCE_BYTES
  const tagEnd = nonceEnd + TAG_BYTES
  if (value[0] !== FORMAT || value.length < tagEnd) throw new Error('not an encrypted value')
  return {
    head: value.subarray(0, nameEnd),
    keyId: value.toString('utf8', 2, nameEnd),
    nonce: value.subarray(nameEnd, nonceEnd),
    tag: value.subarray(nonceEnd, tagEnd),
    body: value.subarray(tagEnd),
  }
}

/** Keyed hashes by which an encrypted value can be found again without reading it. */
export class LookupHash {
  constructor(private readonly key: Buffer) {
    if (key.length < 32) throw new Error('the lookup key needs 32 bytes')
  }

  /** 32 bytes, equal for every way to write one number; null when the text is no phone number. */
  phone(text: string): Buffer | null {
    const number = normalisePhone(text)
    return number === null ? null : createHmac('sha256', this.key).update(`phone:${number}`).digest()
  }

  /** 32 bytes for a policy's number in its plain form. */
  policyNumber(number: string): Buffer {
    return createHmac('sha256', this.key).update(`policy:${number}`).digest()
  }

  /** 32 bytes for the id of a WeChat chat group. */
  chatGroup(groupId: string): Buffer {
    return createHmac('sha256', this.key).update(`chat-group:${groupId}`).digest()
  }
}
