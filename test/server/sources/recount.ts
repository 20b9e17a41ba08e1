import type { DataSource } from 'typeorm'

type Row = Record<string, any>

/** One person's source with an agent, counted by hand from the raw tables. */
export interface Counted {
  at: Date
  share: Row | null
  touch: Row | null
  record: Row | null
  isOwn: boolean
  stages: Set<string>
}

/** Everything that the sources of an agent are made of, read once, row by row. */
export async function rawTables(db: DataSource) {
  const read = (table: string): Promise<Row[]> => db.query(`SELECT * FROM ${table}`)
  const [touches, accounts, records, shares, memberships, groups, requests, referrals, outcomes] = await Promise.all(
    ['touches', 'wechat_accounts', 'client_records', 'shares', 'memberships', 'interest_groups', 'referral_requests', 'referrals', 'outcomes'].map(read), // prettier-ignore
  )
  return {
    touches: touches!, accounts: new Map(accounts!.map((row) => [row.id, row])), records: new Map(records!.map((row) => [row.id, row])),
    shares: new Map(shares!.map((row) => [row.id, row])), memberships: memberships!, groups: new Map(groups!.map((row) => [row.id, row])),
    requests: requests!, referrals: referrals!, outcomes: outcomes!,
  } // prettier-ignore
}

/** Walks through the rows one after another, with no thought for how long it takes. */
export function sourcesOf(raw: Awaited<ReturnType<typeof rawTables>>, agentId: string): Counted[] {
  const recordOf = (account: Row | undefined): Row | null => {
    const record = account?.recordId == null ? undefined : raw.records.get(account.recordId)
    return record?.status === 'active' ? record : null
  }
  const keyOf = (accountId: string): string => {
    const record = recordOf(raw.accounts.get(accountId))
    return record ? `record ${record.id}` : `account ${accountId}`
  }
  const touches = new Map<string, Row[]>()
  for (const touch of raw.touches)
    if (touch.agentId === agentId && raw.accounts.get(touch.accountId)!.agentId !== agentId)
      touches.set(keyOf(touch.accountId), [...(touches.get(keyOf(touch.accountId)) ?? []), touch])
  const members = new Set<string>()
  const ownMembers = new Set<string>()
  for (const one of raw.memberships.filter(({ status }) => status === 'active')) {
    ownMembers.add(keyOf(one.accountId))
    const isHost = raw.groups.get(one.groupId)!.hostAgentId === agentId
    if (isHost || (one.shareId && raw.shares.get(one.shareId)!.agentId === agentId)) members.add(keyOf(one.accountId))
  }

  const kindOf = ({ provenanceKind, provenanceShareId }: Row): string =>
    provenanceKind === 'share' && provenanceShareId === null ? 'referral' : provenanceKind
  const keys = new Set(touches.keys())
  const touched = new Set(touches.keys())
  for (const record of raw.records.values())
    if (record.ownerAgentId === agentId && (record.status === 'active' || isForgotten(record, touched, raw)))
      keys.add(`record ${record.id}`)
  return [...keys].map((key) => {
    const record = key.startsWith('record') ? raw.records.get(key.split(' ')[1]!)! : null
    const isOwn = record?.ownerAgentId === agentId && record.status === 'active'
    const mine = touches.get(key) ?? []
    const earlier = mine
      .filter(({ firstAt }) => !isOwn || firstAt <= record.becameClientAt)
      .sort((a, b) => a.firstAt.getTime() - b.firstAt.getTime() || Number(a.id) - Number(b.id))
    const touch = earlier[0] ?? null
    const stages = new Set(['came'])
    if (mine.length > 0 || (!touch && kindOf(record!) === 'referral')) stages.add('opened')
    if (mine.some(({ readAt }) => readAt !== null)) stages.add('read')
    if (members.has(key) || (isOwn && ownMembers.has(key))) stages.add('joined')
    if (isOwn) {
      stages.add('consented')
      const asked = raw.requests.some(({ recordId, status }) => recordId === record.id && status !== 'withdrawn')
      const referred = raw.referrals.some(({ referrerRecordId }) => referrerRecordId === record.id)
      if (asked || referred) stages.add('engaged')
      const firsts = raw.outcomes.filter(({ kind, takenBackAt }) => kind === 'first_policy' && takenBackAt === null)
      if (firsts.some(({ accountId }) => accountId && keyOf(accountId) === key)) stages.add('won')
    }
    return {
      at: touch?.firstAt ?? record!.becameClientAt,
      share: touch ? raw.shares.get(touch.shareId)! : null,
      touch,
      record,
      isOwn,
      stages,
    }
  })
}

/** Who came by a referral and withdrew stays somebody who came by one, where nothing else tells of them. */
const isForgotten = (record: Row, touched: ReadonlySet<string>, raw: Awaited<ReturnType<typeof rawTables>>): boolean =>
  record.status === 'withdrawn' &&
  record.provenanceKind === 'referral' &&
  ![...raw.accounts.values()].some(({ id, recordId }) => recordId === record.id && touched.has(`account ${id}`))
