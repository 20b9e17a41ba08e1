import sharp from 'sharp'
import { Wechat } from '../../../server/src/core/wechat/wechat.api'
import { CheckPictures } from '../../../server/src/messages/check-pictures'
import { newKey, testServer, type Answer, type Caller } from '../../support/server'
import { aClient, aGroup, anAgent, signInAgent, type BuiltAgent, type BuiltClient } from '../../support/builders'
import { FORM, formWith } from '../access/form'
import { joins } from './support'

const server = testServer()
let su: BuiltAgent
let agent: Caller
let client: BuiltClient

beforeAll(async () => {
  await server.app.listen(0, '127.0.0.1')
  server.env.PUBLIC_URL = await server.app.getUrl()
}, 60_000)

beforeEach(async () => {
  su = await anAgent(server.db)
  agent = await signInAgent(server, su)
  client = await aClient(server, su.id)
})

const ask = async (changes: object = {}): Promise<string> =>
  (
    await client.post('/referral-requests', {
      key: newKey(),
      category: 'home',
      words: '阳台漏水，想找一位靠谱的师傅',
      urgency: 'soon',
      audience: 'agent',
      ...changes,
    })
  ).body.id

/** A photograph with everything that a camera notes. */
const photo = (width = 1200, height = 800) =>
  sharp({ create: { width, height, channels: 3, background: '#88aacc' } })
    .withExif({ IFD0: { Make: 'Camera', Model: 'SECRETMODEL' }, IFD3: { GPSLatitude: '31/1 13/1 0/1' } })
    .jpeg()
    .toBuffer()

async function add(id: string, file: Buffer, changes: { key?: string; by?: Caller } = {}): Promise<Answer> {
  const { key = newKey(), by = client } = changes
  const answer = await server.app.inject({
    method: 'POST',
    url: `/v1/referral-requests/${id}/pictures`,
    payload: formWith(file, key),
    headers: { authorization: `Bearer ${by.token}`, 'content-type': FORM },
  })
  return { status: answer.statusCode, body: answer.json(), headers: answer.headers }
}

async function read(pictureId: string, by: Caller): Promise<{ status: number; content: Buffer; type: unknown }> {
  const answer = await server.app.inject({
    method: 'GET',
    url: `/v1/request-pictures/${pictureId}`,
    headers: { authorization: `Bearer ${by.token}` },
  })
  return { status: answer.statusCode, content: answer.rawPayload, type: answer.headers['content-type'] }
}

describe('a picture', () => {
  it('is encoded anew, upright and small, without what the camera noted, and encrypted', async () => {
    const id = await ask()
    const added = await add(id, await photo(3000, 2000))
    expect(added.body.pictures).toMatchObject([{ width: 1600, height: 1067 }])
    const [row] = await server.db.query('SELECT contentEnc FROM request_pictures')
    expect(row.contentEnc.includes(Buffer.from([0xff, 0xd8, 0xff]))).toBe(false)
    const shown = await read(added.body.pictures[0].id, agent)
    expect([shown.status, shown.type]).toEqual([200, 'image/jpeg'])
    const kept = await sharp(shown.content).metadata()
    expect([kept.format, kept.width, kept.exif]).toEqual(['jpeg', 1600, undefined])
    expect(shown.content.includes(Buffer.from('SECRETMODEL'))).toBe(false)
  })

  it('is read by those who may read the request, and by nobody else', async () => {
    const added = await add(await ask(), await photo())
    const [{ id }] = added.body.pictures
    const strangers = [
      await aClient(server, su.id),
      await signInAgent(server, await anAgent(server.db)),
      await server.as('visitor'),
    ]
    for (const stranger of strangers) expect((await read(id, stranger)).status).toBe(404)
    for (const reader of [client, agent]) expect((await read(id, reader)).status).toBe(200)
    for (const stranger of strangers.slice(0, 1)) {
      expect((await stranger.delete(`/request-pictures/${id}`)).body.code).toBe('picture_not_found')
      expect(
        (await add((await client.get('/referral-requests')).body.items[0].id, await photo(), { by: stranger })).body
          .code,
      ).toBe('request_not_found')
    }
  })

  it('that is none is refused with its reason, and nothing is kept', async () => {
    const id = await ask()
    const jpeg = await photo()
    const png = await sharp(jpeg).png().toBuffer()
    const webp = await sharp(jpeg).webp().toBuffer()
    const bomb = await sharp({ create: { width: 10_000, height: 5_000, channels: 3, background: 'red' } })
      .png()
      .toBuffer()
    const gif = await sharp(jpeg).gif().toBuffer()
    const zip = Buffer.from('PK\u0003\u0004 a whole archive PK\u0005\u0006')
    const wrong: [string, Buffer, string][] = [
      ['nothing at all', Buffer.alloc(0), 'picture_empty'],
      [
        'a drawing with a script',
        Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>'),
        'picture_unknown',
      ],
      ['a page', Buffer.from('<html></html>'), 'picture_unknown'],
      ['an animation', gif, 'picture_unknown'],
      ['a picture that is an archive too', Buffer.concat([jpeg, zip]), 'picture_mixed'],
      ['another one', Buffer.concat([png, zip]), 'picture_mixed'],
      ['a third', Buffer.concat([webp, zip]), 'picture_mixed'],
      ['half a picture', Buffer.concat([jpeg.subarray(0, 400), Buffer.from([0xff, 0xd9])]), 'picture_unreadable'],
      ['a name of a picture', Buffer.from([0xff, 0xd8, 0xff, 0xd9]), 'picture_unreadable'],
      ['fifty million pixels', bomb, 'picture_too_large'],
      ['eleven megabytes', Buffer.concat([jpeg, Buffer.alloc(11 * 1024 * 1024)]), 'picture_too_large'],
    ]
    for (const [name, file, code] of wrong) expect([name, (await add(id, file)).body.code]).toEqual([name, code])
    for (const file of [png, webp]) expect((await add(id, file)).status).toBe(200)
    expect(await server.db.query('SELECT COUNT(*) n FROM request_pictures')).toEqual([{ n: '2' }])
  })

  it('without a form or a key is told so', async () => {
    const id = await ask()
    expect((await client.post(`/referral-requests/${id}/pictures`, { picture: 'x' })).body.code).toBe(
      'unsupported_media',
    )
    expect(await add(id, await photo(), { key: 'mine' })).toMatchObject({ status: 400, body: { field: 'key' } })
  })

  it('is added once however often it is sent, and there are six at most', async () => {
    const id = await ask()
    const file = await photo(300, 200)
    const key = newKey()
    const same = await Promise.all(Array.from({ length: 10 }, () => add(id, file, { key })))
    expect(same.map(({ status }) => status)).toEqual(Array(10).fill(200))
    const more = await Promise.all(Array.from({ length: 10 }, () => add(id, file)))
    expect(more.map(({ status }) => status).sort()).toEqual([...Array(5).fill(200), ...Array(5).fill(409)])
    const [counts] = await server.db.query(
      `SELECT (SELECT COUNT(*) FROM request_pictures) pictures,
              (SELECT COUNT(*) FROM audit_entries WHERE action = 'request.picture-added') audits`,
    )
    expect(counts).toEqual({ pictures: '6', audits: '6' })
    const [{ id: first }] = same[0]!.body.pictures
    expect((await client.delete(`/request-pictures/${first}`)).body.pictures).toHaveLength(5)
    expect((await client.delete(`/request-pictures/${first}`)).body.code).toBe('picture_not_found')
  })

  it('goes with the request when the client takes that back', async () => {
    const id = await ask()
    await add(id, await photo(300, 200))
    await client.post(`/referral-requests/${id}/withdrawal`)
    expect(await server.db.query('SELECT id FROM request_pictures')).toEqual([])
    expect((await add(id, await photo(300, 200))).body.code).toBe('request_closed')
  })
})

describe('pictures for a group', () => {
  let member: BuiltClient
  let id: string
  beforeEach(async () => {
    const group = await aGroup(server.db)
    member = await aClient(server, null)
    for (const { accountId } of [client, member]) await joins(server.db, group.id, accountId)
    id = await ask({ audience: 'group', groupId: group.id })
    await server.deliver()
  })
  const verdict = async (traceId: string, suggest: string) => {
    const { PushService } = await import('../../../server/src/messages/push.service')
    const event = {
      id: newKey().replaceAll('-', ''),
      delivery: newKey().replaceAll('-', ''),
      at: new Date(),
      kind: 'media_checked' as const,
      errcode: 0,
      label: 100,
    }
    await server.app.get(PushService).take({ ...event, traceId, suggestion: suggest as 'pass' }, 'push')
  }
  const traceOf = async (pictureId: string): Promise<string> =>
    (await server.db.query('SELECT traceId FROM request_pictures WHERE id = ?', [pictureId]))[0].traceId

  it('are fetched by WeChat, and shown to members only after its check passed', async () => {
    const [{ id: good }] = (await add(id, await photo(300, 200))).body.pictures
    expect((await member.get(`/referral-requests/${id}`)).body.pictures).toEqual([])
    expect((await read(good, member)).status).toBe(404)
    await server.deliver()
    const [{ checkCode }] = await server.db.query('SELECT checkCode FROM request_pictures')
    const fetched = await fetch(`${server.env.PUBLIC_URL}/v1/request-pictures/checks/${checkCode}`)
    expect([fetched.status, fetched.headers.get('content-type')]).toEqual([200, 'image/jpeg'])

    const trace = await traceOf(good)
    await Promise.all(Array.from({ length: 5 }, () => verdict(trace, 'pass')))
    expect((await member.get(`/referral-requests/${id}`)).body.pictures).toMatchObject([{ id: good, review: 'passed' }])
    expect((await read(good, member)).status).toBe(200)
    // The address was for the check only.
    expect((await fetch(`${server.env.PUBLIC_URL}/v1/request-pictures/checks/${checkCode}`)).status).toBe(404)
    expect(
      await server.db.query("SELECT COUNT(*) n FROM audit_entries WHERE action = 'request.picture-passed'"),
    ).toEqual([{ n: '1' }])
  })

  it.each(['risky', 'review'])('stay with the client and the agent when WeChat says %s', async (suggest) => {
    const [{ id: bad }] = (await add(id, await photo(300, 200))).body.pictures
    await server.deliver()
    await verdict(await traceOf(bad), suggest)
    expect((await read(bad, member)).status).toBe(404)
    expect((await member.get(`/referral-requests/${id}`)).body.pictures).toEqual([])
    expect((await read(bad, agent)).status).toBe(200)
    // The client is told, and may put another one in its place.
    expect((await client.get(`/referral-requests/${id}`)).body).toMatchObject({
      pictures: [{ id: bad, review: 'held' }],
      can: { addPicture: true },
    })
  })

  it.each([
    ['pass', 'passed'],
    ['risky', 'held'],
  ])(
    'are not forgotten when the verdict (%s) is there before the answer that names the check',
    async (suggest, review) => {
      const wechat = server.app.get(Wechat)
      const asked = jest.spyOn(wechat, 'checkMedia').mockImplementation(async () => {
        await verdict('early', suggest)
        return 'early'
      })
      const [{ id: picture }] = (await add(id, await photo(300, 200))).body.pictures
      await server.deliver()
      expect((await client.get(`/referral-requests/${id}`)).body.pictures).toMatchObject([{ id: picture, review }])
      await verdict('early', suggest)
      expect(asked).toHaveBeenCalledTimes(1)
      expect(
        await server.db.query('SELECT action FROM audit_entries WHERE action LIKE "request.picture-%" ORDER BY id'),
      ).toEqual([{ action: 'request.picture-added' }, { action: `request.picture-${review}` }])
      asked.mockRestore()
    },
  )

  it('get their verdict once, whichever side comes first', async () => {
    const checks = server.app.get(CheckPictures)
    for (let round = 0; round < 6; round += 1) {
      const trace = `round-${round}`
      const asked = jest.spyOn(server.app.get(Wechat), 'checkMedia').mockResolvedValue(trace)
      const added = (await add(id, await photo(30, 20))).body.pictures.at(-1)
      await Promise.all([checks.ask(added.id), verdict(trace, 'pass'), verdict(trace, 'pass')])
      asked.mockRestore()
      expect((await server.db.query('SELECT review FROM request_pictures WHERE id = ?', [added.id]))[0].review).toBe(
        'passed',
      )
    }
    const audits = await server.db.query("SELECT COUNT(*) n FROM audit_entries WHERE action = 'request.picture-passed'")
    expect(audits).toEqual([{ n: '6' }])
  })

  it('are asked about once, also when the message is delivered again', async () => {
    const [{ id: picture }] = (await add(id, await photo(300, 200))).body.pictures
    await server.deliver()
    const trace = await traceOf(picture)
    await server.app.get(CheckPictures).ask(picture)
    expect(await traceOf(picture)).toBe(trace)
  })
})
