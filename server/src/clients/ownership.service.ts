import { Injectable } from '@nestjs/common'
import type { ClientView } from '@quanke/shared/contracts/clients'
import type { MeView } from '@quanke/shared/contracts/identity'
import type { AssignOwner, ChooseAgent } from '@quanke/shared/contracts/organization'
import { DataSource, type EntityManager } from 'typeorm'
import type { ClientActor, LeaderActor } from '../core/actor'
import { Clock } from '../core/clock'
import { DataCipher } from '../core/crypto'
import { Refused } from '../core/refused'
import { transact } from '../core/transact'
import { meOf } from '../identity/me.queries'
import { lockRecords } from '../merges/lock-records'
import { settlePerson } from '../ownership-cases/settle-person'
import { agentCardByCode } from '../organization/agent.queries'
import { agentWithin } from '../organization/organization.queries'
import { changeOwner } from './change-owner'
import { clientDetail } from './client.queries'
import { clientView } from './client.view'
import { livingRecords } from './living-record'
import { assignRefusal, chooseRefusal } from './ownership.rules'

/** How people, not rules, decide whose a client is (domain rules, section 3.4 e). */
@Injectable()
export class OwnershipService {
  constructor(
    private readonly db: DataSource,
    private readonly clock: Clock,
    private readonly cipher: DataCipher,
  ) {}

  /** A leader assigns a client of the pool, or moves one within the own subtree. */
  async assign(actor: LeaderActor, recordId: string, { agentId, reason }: AssignOwner): Promise<ClientView> {
    const at = this.clock.now()
    return transact(this.db, async (tx) => {
      await this.lock(tx, recordId)
      const client = await clientDetail(tx, actor, recordId)
      if (!client) throw new Refused('client_not_found')

      const within = await agentWithin(tx, agentId, actor.leadsPath)
      const refusal = assignRefusal(client.ownerAgentId, within && { id: agentId, ...within })
      if (refusal) throw new Refused(refusal)

      await changeOwner(tx, { recordId, toAgentId: agentId, rule: 'assigned_by_leader', reason, actor, at })
      // Two records of one person may have one owner from now on.
      await settlePerson(tx, actor, recordId, at)
      const [livingId = recordId] = await livingRecords(tx, [recordId])
      const assigned = await clientDetail(tx, actor, livingId)
      if (!assigned) throw new Refused('client_not_found')
      return clientView(tx, this.cipher, actor, assigned, at)
    })
  }

  /** A client of the pool chooses an agent by the code of a name card. Choosing the same one twice is choosing once. */
  async choose(actor: ClientActor, { agentCode }: ChooseAgent): Promise<MeView> {
    const at = this.clock.now()
    return transact(this.db, async (tx) => {
      const owner = await this.lock(tx, actor.recordId)
      const card = await agentCardByCode(tx, agentCode)
      if (card && card.id === owner) return meOf(tx, this.cipher, actor.accountId)

      const refusal = chooseRefusal(owner, card)
      if (refusal) throw new Refused(refusal)

      const change = {
        recordId: actor.recordId,
        toAgentId: card!.id,
        rule: 'chosen_by_client' as const,
        reason: agentCode,
      }
      await changeOwner(tx, { ...change, actor, at })
      await settlePerson(tx, actor, actor.recordId, at)
      return meOf(tx, this.cipher, actor.accountId)
    })
  }

  /** Locks a record in force with its accounts and says who owns it. */
  private async lock(tx: EntityManager, recordId: string): Promise<string | null> {
    await lockRecords(tx, [recordId])
    const [record] = await tx.query<{ ownerAgentId: string | null }[]>(
      "SELECT ownerAgentId FROM client_records WHERE id = ? AND status = 'active'",
      [recordId],
    )
    if (!record) throw new Refused('client_not_found')
    return record.ownerAgentId
  }
}
