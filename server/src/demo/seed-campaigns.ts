import { daysAfter } from './calendar'
import { AGENTS } from './people'
import type { World } from './world'

/** What some agents call a few weeks of sharing; the last one still goes on. */
const RUNS = [
  { name: '开学季健康', daysAgo: 96, days: 30 },
  { name: '重阳问候', daysAgo: 48, days: 18 },
  { name: '年末保单整理', daysAgo: 20, days: null },
] as const
/** Who labels at all: not everybody does. */
const LABELLERS = new Set(['chen-siyuan', 'xu-wenjing', 'song-yaqin', 'ma-xiaotang'])

export function seedCampaigns(world: World): void {
  const { agenda, calendar, tables } = world
  for (const { key } of AGENTS.filter((agent) => LABELLERS.has(agent.key)))
    for (const { name, daysAgo, days } of RUNS)
      agenda.plan(calendar.minutesAgo(daysAgo * 24 * 60), (at) => {
        const agent = world.agent(key)
        const id = String(tables.campaigns.length + 1)
        const campaign = { id, creationKey: world.key(at), agentId: agent.account.agentId!, name, createdAt: at, closedAt: null as Date | null } // prettier-ignore
        tables.campaigns.push(campaign)
        world.audit(agent, 'campaign.created', 'campaign', id, at)
        if (days !== null)
          agenda.plan(daysAfter(at, days), (end) => {
            campaign.closedAt = end
            world.audit(agent, 'campaign.changed', 'campaign', id, end, { isOpen: false })
          })
      })
}

/** The campaign under which this agent shares at the moment, if there is one. */
export const openCampaign = (world: World, agentId: string): string | null =>
  world.tables.campaigns.find((one) => one.agentId === agentId && one.closedAt === null)?.id ?? null
