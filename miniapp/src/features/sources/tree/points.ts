import type { ReferralTreeView, ShareTreeView } from '@quanke/shared/contracts/sources'
import type { ReferralStatus } from '@quanke/shared/domain/referral'

/** One node of a tree, whatever the tree is of. */
export interface TreePoint {
  id: string
  parentId: string | null
  /** 「我」 or an own client's name; null for a friend. */
  name: string | null
  clientId: string | null
  at: string
  openedBy: number
  readBy: number
  clients: number
  status: ReferralStatus | null
}

export const FRIEND = '一位朋友'
export const ME = 'me'

export function sharePoints(part: ShareTreeView): TreePoint[] {
  return part.ids.map((id, index) => ({
    id,
    parentId: part.parentIds[index] ?? null,
    name: part.names[index] ?? null,
    clientId: part.clientIds[index] ?? null,
    at: part.ats[index] ?? '',
    openedBy: part.openedBy[index] ?? 0,
    readBy: part.readBy[index] ?? 0,
    clients: part.clients[index] ?? 0,
    status: null,
  }))
}

/** Those who were recommended by nobody hang on the agent. */
export function referralPoints(part: ReferralTreeView): TreePoint[] {
  return part.ids.map((id, index) => ({
    id,
    parentId: part.parentIds[index] ?? ME,
    name: part.names[index] ?? null,
    clientId: part.clientIds[index] ?? null,
    at: part.ats[index] ?? '',
    openedBy: 0,
    readBy: 0,
    clients: 0,
    status: part.statuses[index] ?? null,
  }))
}

export const agentPoint: TreePoint = {
  id: ME, parentId: null, name: '我', clientId: null, at: '', openedBy: 0, readBy: 0, clients: 0, status: null,
} // prettier-ignore
