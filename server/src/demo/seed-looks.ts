import type { LookKind } from '@quanke/shared/domain/look'
import { daysAfter, minutesAfter } from './calendar'
import type { Person, World } from './world'

/** Whoever gets a client reads who that is; of 林小满, whose phone stands on the demo page, more was looked at since, and by more than one. */
export function seedLooks(world: World): void {
  for (const { record } of world.clientsOf()) {
    const since = world.tables.ownership_changes.filter(
      ({ recordId, toAgentId }) => recordId === record!.id && toAgentId === record!.ownerAgentId,
    )
    const agent = world.agents.get(record!.ownerAgentId!)!
    const gotAt = since.at(-1)?.at
    if (gotAt === undefined) continue
    look(world, agent, 'client.viewed', record!.id, minutesAfter(gotAt, 35))
    look(world, agent, 'client.binding-viewed', record!.id, minutesAfter(gotAt, 36))
  }
  seedLooksAtLin(world)
}

function seedLooksAtLin(world: World): void {
  const { record } = [...world.people.values()].find(({ key }) => key === 'lin-xiaoman')!
  if (!record || record.ownerAgentId === null) return
  const agent = world.agents.get(record.ownerAgentId)!
  const [weekAgo, yesterday] = [daysAfter(world.settings.asOf, -7), daysAfter(world.settings.asOf, -1)]
  look(world, world.agent('gao-jianguo'), 'client.viewed', record.id, weekAgo)
  for (const minutes of [0, 25, 150]) look(world, agent, 'client.viewed', record.id, minutesAfter(yesterday, -minutes))
  look(world, agent, 'client.timeline-viewed', record.id, minutesAfter(yesterday, -24))
}

function look(world: World, agent: Person, what: LookKind, recordId: string, at: Date): void {
  if (at <= world.settings.asOf) world.audit(agent, what, 'client', recordId, at)
}
