import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { DataCipher, dataKeysFrom } from '../../../server/src/core/crypto'
import { openTestDatabase, type TestDatabase } from '../../support/database'

const OLD = `old:${Buffer.alloc(32, 1).toString('base64')}`
const NEW = `new:${Buffer.alloc(32, 9).toString('base64')}`

let database: TestDatabase
beforeAll(async () => {
  database = await openTestDatabase()
})
afterAll(() => database.close())

const rotate = (keys: string) =>
  execFileSync(process.execPath, [join(__dirname, '../../../server/dist/rotate-keys.js')], {
    env: { ...process.env, DATABASE_URL: database.url, DATA_KEYS: keys },
    encoding: 'utf8',
  })

describe('a change of keys', () => {
  it('encrypts every phone number with the new key, so that the old one can go; a second run finds nothing to do', async () => {
    const sealed = new DataCipher(dataKeysFrom(OLD)).encrypt('+8614200000001')
    await database.db.query(
      'INSERT INTO wechat_accounts (appId, openid, alias, phoneEnc, createdAt, lastSeenAt) VALUES (?, ?, ?, ?, ?, ?)',
      ['wx0', 'o1', '圈友', sealed, new Date(), new Date()],
    )
    expect(rotate(`${NEW},${OLD}`)).toContain('wechat_accounts.phoneEnc: 1 encrypted anew')
    const [row] = await database.db.query('SELECT phoneEnc FROM wechat_accounts')
    expect(new DataCipher(dataKeysFrom(NEW)).decrypt(row.phoneEnc)).toBe('+8614200000001')
    expect(rotate(NEW)).toContain('wechat_accounts.phoneEnc: 0 encrypted anew')
  })

  it('reaches the session keys too, whose rows have a hash for an id', async () => {
    const sealed = new DataCipher(dataKeysFrom(OLD)).encrypt('a session key')
    const tokenHash = Buffer.alloc(32, 0)
    await database.db.query(
      'INSERT INTO sessions (tokenHash, codeHash, accountId, createdAt, expiresAt, keyEnc, keyUntil) VALUES (?, ?, 1, ?, ?, ?, ?)',
      [tokenHash, tokenHash, new Date(), new Date(), sealed, new Date()],
    )
    expect(rotate(`${NEW},${OLD}`)).toContain('sessions.keyEnc: 1 encrypted anew')
    const [row] = await database.db.query('SELECT keyEnc FROM sessions')
    expect(new DataCipher(dataKeysFrom(NEW)).decrypt(row.keyEnc)).toBe('a session key')
  })
})
