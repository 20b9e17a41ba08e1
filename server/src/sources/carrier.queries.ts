import type { DataSource } from 'typeorm'
import { FORGOTTEN, onePerson, peopleWhoOpened } from '../shares/reach.queries'
import { instantsOf, type Cohort } from './source-people'
import type { WeightNode } from './weight.rules'

/** Shares of a chain that people (not agents) made in the period. */
const PASSED_ON = `FROM shares s
  JOIN wechat_accounts a ON a.id = s.sharerAccountId AND a.agentId IS NULL
  LEFT JOIN client_records r ON r.id = a.recordId AND r.status = 'active' AND r.ownerAgentId = s.agentId`
const IN_PERIOD = 's.agentId IN (?) AND s.createdAt >= ? AND s.createdAt < ?'
/** A client with all accounts is one person; everybody else is an account. */
const PERSON = "IF(r.id IS NULL, CONCAT('account:', a.id), CONCAT('client:', r.id))"

const valuesOf = ({ agentIds, period }: Cohort): unknown[] => [agentIds, ...instantsOf(period)]

/** The newest such shares with whom each reached, at most `most` and one more. */
export async function passedOnShares(db: DataSource, cohort: Cohort, most: number): Promise<WeightNode[]> {
  const rows = await db.query<(Omit<WeightNode, 'openedBy' | 'clients'> & { openedBy: string; clients: string })[]>(
    `SELECT c.*, ${peopleWhoOpened('c')} openedBy,
            (SELECT COUNT(*) FROM client_records n WHERE n.provenanceShareId = c.id AND n.status = 'active')
          + (SELECT COUNT(*) FROM referrals f JOIN client_records n ON n.id = f.friendRecordId AND n.status = 'active' WHERE f.shareId = c.id) clients
       FROM (SELECT s.id, s.parentId, ${PERSON} person ${PASSED_ON} WHERE ${IN_PERIOD} ORDER BY s.id DESC LIMIT ?) c`,
    [...valuesOf(cohort), most + 1],
  )
  return rows.map((row) => ({ ...row, openedBy: Number(row.openedBy), clients: Number(row.clients) }))
}

export interface DirectReach {
  person: string
  clientId: string | null
  name: string | null
  reached: number
  read: number
}

/** Whom each of these people reached directly, each person reached once. */
export async function directReach(db: DataSource, cohort: Cohort): Promise<DirectReach[]> {
  const rows = await db.query<(Omit<DirectReach, 'reached' | 'read'> & { reached: string; readers: string })[]>(
    `SELECT ${PERSON} person, r.id clientId, r.displayName name, COUNT(DISTINCT ${onePerson('o')}) + COUNT(DISTINCT n.id) reached,
            COUNT(DISTINCT IF(t.readAt IS NULL, NULL, ${onePerson('o')})) readers
       ${PASSED_ON} LEFT JOIN touches t ON t.shareId = s.id LEFT JOIN wechat_accounts o ON o.id = t.accountId
       LEFT JOIN (${FORGOTTEN}) ON f.shareId = s.id
      WHERE ${IN_PERIOD} GROUP BY person, r.id, r.displayName`,
    valuesOf(cohort),
  )
  return rows.map(({ readers, reached, ...row }) => ({ ...row, reached: Number(reached), read: Number(readers) }))
}
