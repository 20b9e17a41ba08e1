import { PARTED_BY_ITSELF } from '@quanke/shared/domain/merge'
import { aClient, anOrganization, type BuiltClient } from '../../support/builders'
import { mergeByHand } from '../../support/merge-by-hand'
import { recount } from '../../support/recount'
import { testServer, type Caller } from '../../support/server'
import { aBranchIn, consentsAgain, laterThan, misled, recordOf, showsPhone, strays } from './support'

const server = testServer()
beforeEach(() => anOrganization(server.db))
afterEach(async () => {
  expect(await recount(server.db)).toEqual([])
  expect(await strays(server)).toEqual([])
  expect(await misled(server)).toEqual([])
})

const PHONE = '13800138000'
const aBranch = () => aBranchIn(server)
const merge = (by: Caller, survivorId: string, mergedId: string) => mergeByHand(by, { survivorId, mergedId })

const toldOf = async (recordId: string) =>
  (await server.db.query('SELECT status, displayName, phoneHash FROM client_records WHERE id = ?', [recordId]))[0]

describe('a merge of two people', () => {
  it.each(['whose record stays', 'whose record went'])(
    'is undone by itself when one of two people takes the consent back, %s: nothing is left of her, and all of the other',
    async (which) => {
      const { agent, colleague, asAgent, asColleague, asLeader } = await aBranch()
      const older = await aClient(server, agent.id, { displayName: '林若溪', phone: '+8613900139000' })
      const younger = await aClient(server, colleague.id, { displayName: '周敏之', phone: `+86${PHONE}` })
      const { id } = (await merge(asLeader, older.recordId, younger.recordId)).body
      const [leaves, stays, by, name, phone] =
        which === 'whose record stays'
          ? ([older, younger, asColleague, '周敏之', '138******00'] as const)
          : ([younger, older, asAgent, '林若溪', '139******00'] as const)
      await leaves.put('/me', { displayName: '另一个称呼' })
      await leaves.delete('/consents/be_served')
      expect((await by.get(`/clients/${stays.recordId}`)).body).toMatchObject({ displayName: name, phone })
      expect((await stays.get('/me')).body).toMatchObject({ isClient: true })
      expect((await asLeader.get('/clients')).body.items.map((one: { id: string }) => one.id)).toEqual([stays.recordId])
      expect(await toldOf(leaves.recordId)).toEqual({ status: 'withdrawn', displayName: '', phoneHash: null })
      expect(await server.db.query('SELECT id FROM record_merges WHERE survivorName IS NOT NULL')).toEqual([])
      const undone = await asLeader.post(`/merges/${id}/undoing`, { reason: '不是同一个人' })
      if (undone.status === 200) expect(undone.body.undone).toMatchObject({ reason: PARTED_BY_ITSELF, byName: null })
      else expect(undone.body.code).toBe('merge_not_found')

      await stays.delete('/consents/be_served')
      expect(await toldOf(stays.recordId)).toEqual({ status: 'withdrawn', displayName: '', phoneHash: null })
    },
  )

  it('parts only who leaves from people whose records were merged one upon the other', async () => {
    const { agent, asAgent } = await aBranch()
    const [first, second, third] = [
      await aClient(server, agent.id, { displayName: '甲' }),
      await aClient(server, agent.id, { displayName: '乙' }),
      await aClient(server, agent.id, { displayName: '丙' }),
    ]
    await merge(asAgent, second.recordId, first.recordId)
    await merge(asAgent, third.recordId, second.recordId)
    await first.put('/me', { displayName: '甲又' })
    await first.delete('/consents/be_served')
    expect([await recordOf(server, first), await recordOf(server, second)]).toEqual([first.recordId, third.recordId])
    expect((await asAgent.get('/clients')).body.items).toMatchObject([{ id: third.recordId, displayName: '丙' }])
    expect(await toldOf(first.recordId)).toMatchObject({ status: 'withdrawn', displayName: '' })
    expect(await toldOf(second.recordId)).toMatchObject({ status: 'merged', displayName: '乙' })
  })

  it('is undone with the name and the number of whoever has said yes again since, and nothing of the other', async () => {
    const { agent, asAgent } = await aBranch()
    const older = await aClient(server, agent.id, { displayName: '林若溪', phone: `+86${PHONE}` })
    const younger = await aClient(server, agent.id, { person: '周敏之', displayName: '周敏之' })
    await laterThan(server, younger, '2026-03-01T00:00:00Z')
    await showsPhone(server, '周敏之', younger, PHONE)
    const [{ id }] = (await asAgent.get('/merges')).body.items
    // By WeChat's word the two are one person: whoever takes the consent back takes it back for both.
    await older.delete('/consents/be_served')
    expect((await asAgent.get('/clients')).body.items).toEqual([])
    expect(await toldOf(younger.recordId)).toEqual({ status: 'merged', displayName: '', phoneHash: null })
    await consentsAgain(younger)
    await younger.put('/me', { displayName: '周女士' })
    const undone = await asAgent.post(`/merges/${id}/undoing`, { reason: '不是同一个人' })
    expect([undone.status, undone.body.undone?.reason]).toEqual([200, '不是同一个人'])
    expect((await asAgent.get(`/clients/${younger.recordId}`)).body).toMatchObject({
      displayName: '周女士',
      phone: '138******00',
    })
    expect((await asAgent.get('/clients')).body.items.map((one: { id: string }) => one.id)).toEqual([younger.recordId])
    expect((await asAgent.get(`/clients/${older.recordId}`)).body.code).toBe('client_not_found')
    expect(await toldOf(older.recordId)).toEqual({ status: 'withdrawn', displayName: '', phoneHash: null })
  })

  it('gives each the name and the number back that they said while the two were one', async () => {
    const { agent, asAgent } = await aBranch()
    const [older, younger] = [
      await aClient(server, agent.id, { displayName: '林若溪' }),
      await aClient(server, agent.id, { person: '周敏之', displayName: '周敏之' }),
    ]
    const { id } = (await merge(asAgent, older.recordId, younger.recordId)).body
    await showsPhone(server, '周敏之', younger, PHONE)
    await younger.put('/me', { displayName: '周女士' })
    expect((await asAgent.get(`/clients/${older.recordId}`)).body.displayName).toBe('周女士')
    await asAgent.post(`/merges/${id}/undoing`, { reason: '不是同一个人' })
    const shown = async ({ recordId }: BuiltClient) => (await asAgent.get(`/clients/${recordId}`)).body
    expect(await shown(younger)).toMatchObject({ displayName: '周女士', phone: '138******00' })
    expect(await shown(older)).toMatchObject({ displayName: '林若溪', phone: null })
  })

  it('gives each the own word back on being asked for recommendations, whatever the other said meanwhile', async () => {
    const { agent, asAgent } = await aBranch()
    const [older, younger] = [await aClient(server, agent.id), await aClient(server, agent.id)]
    const says = (who: Caller, never: boolean) => who.put('/referral-asks/preference', { never })
    const never = async (who: Caller) => (await who.get('/referral-asks/mine')).body.never
    await says(younger, true)
    const { id } = (await merge(asAgent, older.recordId, younger.recordId)).body
    expect([await never(older), await never(younger)]).toEqual([true, true])
    await says(older, true)
    await says(older, false)
    expect([await never(older), await never(younger)]).toEqual([false, false])
    await asAgent.post(`/merges/${id}/undoing`, { reason: '不是同一个人' })
    expect([await never(older), await never(younger)]).toEqual([false, true])

    // Who says what the other has said already has said it too.
    const again = (await merge(asAgent, older.recordId, younger.recordId)).body.id
    await says(younger, true)
    await says(older, true)
    await asAgent.post(`/merges/${again}/undoing`, { reason: '不是同一个人' })
    expect([await never(older), await never(younger)]).toEqual([true, true])
  })
})
