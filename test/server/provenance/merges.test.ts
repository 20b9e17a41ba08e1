import { verifyLog } from '../../../server/src/provenance/verify'
import { writeDown, writeDownMerges } from '../../../server/src/provenance/write-down'
import { anOrganization } from '../../support/builders'
import { mergeByHand } from '../../support/merge-by-hand'
import { testServer } from '../../support/server'
import { recordOf } from '../referrals/support'
import { aStory } from './story'

const server = testServer({ goesOn: true })

/** One merge that is in force, and one that was undone. */
beforeAll(async () => {
  await anOrganization(server.db)
  const { leader, reader, friend } = await aStory(server)
  const stranger = await server.as('stranger')
  const [survivorId, mergedId] = [await recordOf(server, reader), await recordOf(server, stranger)]
  const mistake = await mergeByHand(leader, { survivorId, mergedId: await recordOf(server, friend) })
  await leader.post(`/merges/${mistake.body.id}/undoing`, { reason: '弄错了' })
  await mergeByHand(leader, { survivorId, mergedId })
})

/** What is told after these statements, which are then undone. */
async function toldAfter(...statements: string[]): Promise<string> {
  const runner = server.db.createQueryRunner()
  await runner.startTransaction()
  try {
    for (const statement of statements) await runner.query(statement)
    return (await verifyLog(runner.manager, null)).findings.told.join('\n')
  } finally {
    await runner.rollbackTransaction()
    await runner.release()
  }
}

it('the log of sources holds which records became one, and two again', async () => {
  expect(await toldAfter()).toBe('')
  const kinds = await server.db.query(
    "SELECT kind, facts FROM provenance_entries WHERE kind IN ('merged', 'parted') ORDER BY seq",
  )
  expect(kinds.map(({ kind, facts }: { kind: string; facts: string }) => [kind, Object.keys(JSON.parse(facts))])).toEqual([['merged', ['from', 'into']], ['parted', []], ['merged', ['from', 'into']]]) // prettier-ignore
})

const COPY = `INSERT INTO record_merges (survivorRecordId, mergedRecordId, activeMergedRecordId, livingRecordId, kind, reason, accountIds, listedIds, counts, phoneTaken, mergedBindingRule, at)
  SELECT survivorRecordId, mergedRecordId, mergedRecordId, survivorRecordId, kind, reason, accountIds, listedIds, counts, 0, mergedBindingRule, at FROM record_merges WHERE undoneAt IS NOT NULL`
const PARTED = '(SELECT mergedRecordId FROM record_merges WHERE undoneAt IS NOT NULL)'
const INTO = '(SELECT survivorRecordId FROM record_merges WHERE undoneAt IS NOT NULL)'

it.each([
  ['makes a merge up, with everything that it does', [`UPDATE wechat_accounts SET recordId = ${INTO} WHERE recordId = ${PARTED}`, `UPDATE client_records SET status = 'merged' WHERE id = ${PARTED}`, COPY], /record_merges \d+ stands in the log 0 times/u],
  ['deletes a merge', ['DELETE FROM record_merges WHERE undoneAt IS NULL'], /\(merged\): there is no row/u],
  ['says that another record became part of it', ['UPDATE record_merges SET mergedRecordId = mergedRecordId + 1'], /\(merged\): its row says something else/u],
  ['says that a merge was undone', ['UPDATE record_merges SET undoneAt = at WHERE undoneAt IS NULL'], /\(parted\) stands in the log 0 times/u],
  ['says that a merge was never undone', ['UPDATE record_merges SET undoneAt = NULL'], /\(parted\): its row says something else/u],
  ['ends a merge without saying so', ['UPDATE record_merges SET activeMergedRecordId = NULL'], /in force although it was undone, or is not/u],
] as const)('whoever %s by hand is told of', async (_, statements, expected) => {
  expect(await toldAfter(...statements)).toMatch(expected)
}) // prettier-ignore

it('what was merged before the log held it is written down once', async () => {
  const runner = server.db.createQueryRunner()
  await runner.startTransaction()
  try {
    for (const statement of ['DELETE FROM provenance_entries', 'DELETE FROM provenance_persons', "UPDATE provenance_heads SET seq = 0, hash = REPEAT('\\0', 32)"])
      await runner.query(statement) // prettier-ignore
    await writeDown((work) => work(runner.manager))
    for (let run = 0; run < 2; run += 1) await writeDownMerges((work) => work(runner.manager))
    expect((await verifyLog(runner.manager, null)).findings.told).toEqual([])
  } finally {
    await runner.rollbackTransaction()
    await runner.release()
  }
})
