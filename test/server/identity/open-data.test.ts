import { DataCipher, dataKeysFrom } from '../../../server/src/core/crypto'
import type { Actor } from '../../../server/src/core/actor'
import { ForgetSessionKeys } from '../../../server/src/identity/forget-session-keys'
import { OpenDataService } from '../../../server/src/identity/open-data.service'
import { testServer, type Caller } from '../../support/server'

const DAY = 86_400_000

const server = testServer()

interface Sealed {
  encryptedData: string
  iv: string
}

async function order<T>(path: string, body: object): Promise<T> {
  const response = await fetch(`${server.sandbox.url}/sandbox/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  if (!response.ok) throw new Error(await response.text())
  return (await response.json()) as T
}

const seal = (person: string, data: object) => order<Sealed>('open-data', { person, data })
const read = ({ accountId }: Caller, sealed: Sealed) =>
  server.app.get(OpenDataService).read({ accountId, requestId: 'test' } as Actor, sealed)
const refusalOf = (reading: Promise<unknown>): Promise<string> =>
  reading.then(
    () => 'was read',
    (error: Error & { code?: string }) => error.code ?? error.message,
  )
const keys = () =>
  server.db.query<{ accountId: string; keyEnc: Buffer | null }[]>('SELECT accountId, keyEnc FROM sessions')

describe('what WeChat encrypts for the mini-program', () => {
  it('is read with the key of the login, which lies encrypted beside the session', async () => {
    const lin = await server.as('lin')
    expect(await read(lin, await seal('lin', { opengid: 'G1' }))).toMatchObject({ opengid: 'G1' })
    const [row] = await keys()
    const kept = new DataCipher(dataKeysFrom(server.env.DATA_KEYS)).decrypt(row!.keyEnc!)
    expect(Buffer.from(kept, 'base64')).toHaveLength(16)
    expect(row!.keyEnc!.includes(kept)).toBe(false)
  })

  it('is read on either phone after a second login, when it was asked for anew; the key of the first login is gone', async () => {
    const first = await server.as('lin')
    const old = await seal('lin', { opengid: 'G1' })
    await server.as('lin')
    expect(await refusalOf(read(first, old))).toBe('open_data_unreadable')
    expect(await read(first, await seal('lin', { opengid: 'G1' }))).toMatchObject({ opengid: 'G1' })
    expect((await keys()).filter(({ keyEnc }) => keyEnc !== null)).toHaveLength(1)
  })

  it('of somebody else cannot be read', async () => {
    const lin = await server.as('lin')
    await server.as('other')
    expect(await refusalOf(read(lin, await seal('other', { opengid: 'G1' })))).toBe('open_data_unreadable')
  })

  it('cannot be read after the session was ended, which takes its key along', async () => {
    const lin = await server.as('lin')
    const sealed = await seal('lin', { opengid: 'G1' })
    await lin.delete('/session')
    expect(await refusalOf(read(lin, sealed))).toBe('open_data_unreadable')
    expect((await keys()).map(({ keyEnc }) => keyEnc)).toEqual([null])
  })

  it('cannot be read after three days without a login, and the key is removed then', async () => {
    const lin = await server.as('lin')
    const sealed = await seal('lin', { opengid: 'G1' })
    server.setTime(new Date(Date.now() + 3 * DAY - 60_000))
    expect(await server.app.get(ForgetSessionKeys).forgetDue()).toBe(0)
    server.setTime(new Date(Date.now() + 3 * DAY + 60_000))
    expect(await refusalOf(read(lin, sealed))).toBe('open_data_unreadable')
    expect(await server.app.get(ForgetSessionKeys).forgetDue()).toBe(1)
    expect((await keys()).map(({ keyEnc }) => keyEnc)).toEqual([null])
  })

  it.each([
    ['nothing of base64', { encryptedData: '你好', iv: 'AAAA' }],
    ['a short vector', { encryptedData: 'AAAAAAAAAAAAAAAAAAAAAA==', iv: 'AAAA' }],
    ['noise of the right form', { encryptedData: 'AAAAAAAAAAAAAAAAAAAAAA==', iv: 'AAAAAAAAAAAAAAAAAAAAAA==' }],
  ])('is refused with the same answer for %s', async (_, sealed) => {
    expect(await refusalOf(read(await server.as('lin'), sealed))).toBe('open_data_unreadable')
  })
})
