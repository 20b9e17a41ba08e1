import { Injectable } from '@nestjs/common'
import type { WorkbenchView } from '@quanke/shared/contracts/clients'
import { newClientsSince } from '@quanke/shared/domain/client'
import { DataSource } from 'typeorm'
import type { AgentActor } from '../core/actor'
import { complaintsToAnswer } from '../complaints/complaint.queries'
import { Clock } from '../core/clock'
import { DataCipher } from '../core/crypto'
import { daysBefore, startOfBusinessDay } from '../core/days'
import { poolCount } from '../organization/organization.queries'
import { dueProviderCount } from '../providers/provider.queries'
import { waitingCardCount } from '../referral-requests/card.queries'
import { escalatedCount, openRequestCount, openRequestsOfAgent } from '../referral-requests/request.queries'
import { openNotices } from '../referrals/agent-notices'
import { openOwnerNotices } from '../owner-notices/owner-notice.queries'
import { caseCounts } from '../ownership-cases/case.queries'
import { activeReferralCount, thanksDueOf } from '../referrals/referral.queries'
import { newClients } from './client.queries'
import { clientRows } from './client.view'
import { reachSince } from './workbench.queries'

/** How many of each list the workbench shows; the whole lists are a tap away. */
const MOST = 10

/** What waits for an agent today. */
@Injectable()
export class WorkbenchService {
  constructor(
    private readonly db: DataSource,
    private readonly clock: Clock,
    private readonly cipher: DataCipher,
  ) {}

  async read(actor: AgentActor): Promise<WorkbenchView> {
    const { agentId, leadsPath } = actor
    const now = this.clock.now()
    const { lines, newCount, count } = await newClients(this.db, agentId, newClientsSince(now), MOST)
    const cases = await caseCounts(this.db, { agentId, leadsPath })
    return {
      newClients: await clientRows(this.db, lines, now),
      newClientCount: newCount,
      openRequests: await openRequestsOfAgent(this.db, { cipher: this.cipher, now }, agentId, MOST),
      openRequestCount: await openRequestCount(this.db, agentId),
      waitingCardCount: await waitingCardCount(this.db, agentId, now),
      ownerNotices: await openOwnerNotices(this.db, actor, now),
      notices: await openNotices(this.db, agentId),
      dueProviderCount: await dueProviderCount(this.db, agentId, now),
      thanksDue: await thanksDueOf(this.db, agentId),
      activeReferralCount: await activeReferralCount(this.db, agentId),
      reach: {
        sinceYesterday: await reachSince(this.db, agentId, startOfBusinessDay(daysBefore(now, 1))),
        last7Days: await reachSince(this.db, agentId, daysBefore(now, 7)),
      },
      clientCount: count,
      caseCount: cases.own,
      casesToDecide: cases.toDecide,
      complaintsToAnswer: leadsPath === null ? null : await complaintsToAnswer(this.db, actor),
      teamPoolCount: leadsPath === null ? null : await poolCount(this.db),
      escalatedCount: leadsPath === null ? null : await escalatedCount(this.db, leadsPath),
    }
  }
}
