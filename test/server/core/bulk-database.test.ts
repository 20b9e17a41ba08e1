import { BulkDatabase } from '../../../server/src/core/bulk-database'
import { testServer } from '../../support/server'

const server = testServer({ goesOn: true })

it('while what was written of a person is taken back and written anew, everybody else goes on waiting for her', async () => {
  const { accountId } = await server.as('reader')
  const her = `FROM wechat_accounts WHERE id = ${accountId}`
  const isFree = () =>
    server.db.query(`SELECT id ${her} FOR UPDATE NOWAIT`).then(
      () => true,
      () => false,
    )
  await server.app.get(BulkDatabase).transact(async (tx) => {
    expect(await tx.begin([`SELECT id ${her} FOR UPDATE`])).toEqual([[{ id: accountId }]])
    await tx.write([`UPDATE wechat_accounts SET alias = 'by mistake' WHERE id = ${accountId}`])
    await tx.undo()
    expect(await isFree()).toBe(false)
    await tx.commit([])
  })
  expect(await isFree()).toBe(true)
  expect(await server.db.query(`SELECT alias ${her}`)).not.toEqual([{ alias: 'by mistake' }])
})
