import type { BindingDecisionView, BindingStoryView } from '@quanke/shared/contracts/clients'
import type { DataSource, EntityManager } from 'typeorm'
import { businessClock, businessDay } from '../core/days'
import { fromJson } from '../core/json'
import type { BindingDecisionEntry } from './binding-decision.entity'
import type { BindingInputs } from './binding.rules'
import { firstTouchAt, ownershipLines, type ClientDetail } from './client.queries'
import { explanationOf, ownershipView } from './client.view'
import { explainDecision } from './explain-binding.rules'

type Db = DataSource | EntityManager

const MOST = 20

/** Why a client is whose: the decisions by rule, explained by the table of their time, and every change of owner. */
export async function bindingStory(db: Db, client: ClientDetail): Promise<BindingStoryView> {
  const decisions = await decisionViews(db, client.id)
  const byRule = decisions.filter(({ rule }) => rule === client.bindingRule)
  const deciding = byRule.find(({ recordId }) => recordId === client.id) ?? byRule[0]
  return {
    clientId: client.id,
    displayName: client.displayName,
    ownerName: client.ownerName,
    explanation: deciding ? deciding.sentence : explanationOf(client, await firstTouchAt(db, client)),
    decisions: (deciding ? [deciding, ...decisions.filter((one) => one !== deciding)] : decisions).map(
      ({ recordId: _, ...decision }) => decision,
    ),
    isDecided: deciding !== undefined,
    ownership: (await ownershipLines(db, client.id)).map(ownershipView),
  }
}

async function decisionViews(db: Db, recordId: string): Promise<(BindingDecisionView & { recordId: string })[]> {
  const rows = await db.query<BindingDecisionEntry[]>(
    // By account, so that they are found wherever the account is after a merge, or after it was undone.
    `SELECT d.* FROM wechat_accounts a JOIN binding_decisions d ON d.accountId = a.id
      WHERE a.recordId = ? ORDER BY d.at DESC, d.id DESC LIMIT ?`,
    [recordId, MOST],
  )
  const kept = rows.map((row) => ({ ...row, inputs: fromJson<BindingInputs>(row.inputs) }))
  const agentName = await agentNames(
    db,
    kept.flatMap(({ inputs }) =>
      [inputs.referral?.agentId ?? [], ...inputs.touches.map(({ agentId }) => agentId)].flat(),
    ),
  )
  return kept.map(({ id, recordId, at, rule, tableVersion, inputs }) => ({
    id,
    recordId,
    at: at.toISOString(),
    rule,
    tableVersion,
    ...explainDecision(inputs, tableVersion, { agentName, dayOf: businessDay, clockOf: businessClock }),
  }))
}

async function agentNames(db: Db, ids: readonly string[]): Promise<(id: string) => string> {
  const rows =
    ids.length === 0
      ? []
      : await db.query<{ id: string; name: string }[]>('SELECT id, name FROM agents WHERE id IN (?)', [
          [...new Set(ids)],
        ])
  const names = new Map(rows.map(({ id, name }) => [id, name]))
  return (id) => names.get(id) ?? '一位代理人'
}
