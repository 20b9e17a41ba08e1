import { Injectable } from '@nestjs/common'
import type {
  AnswerReferralAsk,
  AskClientForReferral,
  MyReferralAskView,
  ReferralAskState,
  WillingClientView,
} from '@quanke/shared/contracts/referrals'
import { DataSource, type EntityManager } from 'typeorm'
import { lockOwnClient } from '../clients/lock-own-client'
import type { AgentActor, ClientActor } from '../core/actor'
import { audit } from '../core/audit'
import { Clock } from '../core/clock'
import { Refused } from '../core/refused'
import { transact } from '../core/transact'
import { recordOfAccount } from '../identity/record-in-force'
import { lockAccount } from '../identity/lock-account'
import { askMoment, askMomentRefusal } from './ask-moment.rules'
import { askFacts, askState, myAsk, willingClients } from './ask.queries'
import type { ReferralAsk } from './referral-ask.entity'

const MOST_WILLING = 20

/** An agent asks a client for a recommendation, at a moment that allows it; the client answers, or wants not to be asked. */
@Injectable()
export class AsksService {
  constructor(
    private readonly db: DataSource,
    private readonly clock: Clock,
  ) {}

  /** Asks once; the same key again is the same question. */
  async ask(actor: AgentActor, { key, clientId }: AskClientForReferral): Promise<ReferralAskState> {
    const at = this.clock.now()
    return transact(this.db, async (tx) => {
      // Questions to one client follow each other, whoever asks.
      await lockOwnClient(tx, actor, clientId)
      const [made] = await tx.query<ReferralAsk[]>('SELECT * FROM referral_asks WHERE creationKey = ?', [key])
      if (made && (made.agentId !== actor.agentId || (await recordOfAccount(tx, made.accountId)) !== clientId))
        throw new Refused('key_reused')
      if (!made) {
        const refusal = askMomentRefusal(askMoment(await askFacts(tx, clientId, at), at))
        if (refusal) throw new Refused(refusal)
        const accountId = await lastSeenAccount(tx, clientId)
        if (accountId === null) throw new Refused('client_not_found')
        await tx.query('INSERT INTO referral_asks (creationKey, accountId, agentId, askedAt) VALUES (?, ?, ?, ?)', [
          key,
          accountId,
          actor.agentId,
          at,
        ])
        await audit(tx, actor, 'referral.asked-for', { kind: 'client', id: clientId }, at)
      }
      return askState(tx, actor.agentId, clientId, at)
    })
  }

  /** Who said yes and has made no card so far; only the latest, since it is no list to work off. */
  willing({ agentId }: AgentActor): Promise<WillingClientView[]> {
    return willingClients(this.db, agentId, this.clock.now(), MOST_WILLING)
  }

  mine(actor: ClientActor): Promise<MyReferralAskView> {
    return myAsk(this.db, actor.recordId, this.clock.now())
  }

  /** The client answers; the first answer stands. 「以后不再询问」 is the switch as well. */
  async answer(actor: ClientActor, id: string, { answer }: AnswerReferralAsk): Promise<MyReferralAskView> {
    const at = this.clock.now()
    return transact(this.db, async (tx) => {
      await lockAccount(tx, actor.accountId)
      const [ask] = await tx.query<{ answer: string | null }[]>(
        `SELECT k.answer FROM referral_asks k JOIN wechat_accounts a ON a.id = k.accountId AND a.recordId = ?
          WHERE k.id = ? FOR UPDATE`,
        [actor.recordId, id],
      )
      if (!ask) throw new Refused('ask_not_found')
      if (ask.answer === null) {
        await tx.query('UPDATE referral_asks SET answer = ?, answeredAt = ? WHERE id = ?', [answer, at, id])
        if (answer === 'never') await sayNever(tx, actor, true, at)
        await audit(tx, actor, 'referral.ask-answered', { kind: 'ask', id }, at, { answer })
      }
      return myAsk(tx, actor.recordId, at)
    })
  }

  /** The client's own switch, for all accounts of the person. */
  async prefer(actor: ClientActor, never: boolean): Promise<MyReferralAskView> {
    const at = this.clock.now()
    return transact(this.db, async (tx) => {
      await lockAccount(tx, actor.accountId)
      const before = await myAsk(tx, actor.recordId, at)
      // The own word is kept also where another account has said the same.
      if (before.never !== never || (await ownWord(tx, actor)) !== never) {
        await sayNever(tx, actor, never, at)
        const subject = { kind: 'account', id: actor.accountId }
        await audit(tx, actor, 'referral.ask-preference', subject, at, { never })
      }
      return myAsk(tx, actor.recordId, at)
    })
  }
}

/** The word of one account; of a person with several the last one counts. */
async function sayNever(tx: EntityManager, { accountId }: ClientActor, never: boolean, at: Date): Promise<void> {
  await tx.query('UPDATE wechat_accounts SET neverAsk = ?, neverAskSaidAt = ? WHERE id = ?', [never, at, accountId])
}

async function ownWord(tx: EntityManager, { accountId }: ClientActor): Promise<boolean> {
  const [own] = await tx.query<{ neverAsk: number }[]>('SELECT neverAsk FROM wechat_accounts WHERE id = ?', [accountId])
  return Number(own?.neverAsk) === 1
}

async function lastSeenAccount(tx: EntityManager, recordId: string): Promise<string | null> {
  const [account] = await tx.query<{ id: string }[]>(
    'SELECT id FROM wechat_accounts WHERE recordId = ? AND closedAt IS NULL ORDER BY lastSeenAt DESC, id LIMIT 1',
    [recordId],
  )
  return account?.id ?? null
}
