import type { DataSource } from 'typeorm'
import { DataCipher, LookupHash, dataKeysFrom } from '../../../server/src/core/crypto'
import type { TestServer } from '../../support/server'

/** A vetted provider of the directory; answers its id. */
export async function aProvider(
  server: TestServer,
  vouchedByAgentId: string,
  changes: { name?: string; kind?: string; contact?: string; validUntil?: string } = {},
): Promise<string> {
  const { name = '沈律师', kind = 'lawyer', contact = '6555 0121', validUntil = '2099-12-31' } = changes
  const cipher = new DataCipher(dataKeysFrom(server.env.DATA_KEYS))
  const { insertId } = await server.db.query(
    'INSERT INTO providers (kind, name, place, hours, licence, contactEnc, vouchedByAgentId, validUntil) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
    [kind, name, '江城', '工作日', '执业证', cipher.encrypt(contact), vouchedByAgentId, validUntil],
  )
  return String(insertId)
}

/** Membership as if joined long ago. */
export async function joins(db: DataSource, groupId: string, accountId: string): Promise<void> {
  await db.query(
    "INSERT INTO memberships (groupId, accountId, role, status, joinedAt) VALUES (?, ?, 'member', 'active', '2025-01-01')",
    [groupId, accountId],
  )
}

/** As if WeChat had vouched for this number. */
export async function verifiesPhone({ db, env }: TestServer, accountId: string, phone: string): Promise<void> {
  const cipher = new DataCipher(dataKeysFrom(env.DATA_KEYS))
  const lookup = new LookupHash(Buffer.from(env.LOOKUP_KEY, 'base64'))
  const values = [cipher.encrypt(phone), lookup.phone(phone), accountId]
  await db.query('UPDATE wechat_accounts SET phoneEnc = ?, phoneHash = ? WHERE id = ?', values)
}
