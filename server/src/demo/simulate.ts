import type { Tables } from './tables'
import { seedCampaigns } from './seed-campaigns'
import { seedCases } from './seed-cases'
import { seedComplaints } from './seed-complaints'
import { seedDetails } from './seed-details'
import { seedEvents } from './seed-events'
import { seedGoodWord } from './seed-good-word'
import { seedLibrary } from './seed-library'
import { seedLooks } from './seed-looks'
import { seedMerge } from './seed-merge'
import { seedOrganization } from './seed-organization'
import { seedInvitation, seedOutreach } from './seed-outreach'
import { seedReferrals } from './seed-referrals'
import { seedRequests } from './seed-requests'
import { renewConsents, seedLinXiaoman, seedToday } from './seed-today'
import { seedClients, seedShares, seedWalkIns } from './seed-year'
import { World, type DemoSettings } from './world'

/** Lets a year of the demo organisation go by, and answers what it left behind. The same settings leave the same rows. */
export function simulateYear(settings: DemoSettings): Tables {
  const world = new World(settings)
  seedOrganization(world)
  seedLibrary(world)
  seedCampaigns(world)
  seedShares(world)
  seedClients(world)
  seedWalkIns(world)
  seedReferrals(world, 84)
  seedRequests(world, 96)
  seedLinXiaoman(world)
  seedToday(world)
  renewConsents(world)
  seedOutreach(world)
  world.agenda.run()
  // When all else has happened, so that it moves nothing of it.
  seedGoodWord(world)
  seedMerge(world, 4)
  seedCases(world)
  seedComplaints(world)
  seedDetails(world)
  seedEvents(world)
  seedInvitation(world)
  seedLooks(world)
  const { audit_entries: audit } = world.tables
  audit.sort((a, b) => a.at.getTime() - b.at.getTime())
  audit.forEach((entry, index) => Object.assign(entry, { id: String(index + 1) }))
  return world.tables
}
