import type { OwnershipChangeView } from '@quanke/shared/contracts/clients'

/** From whom to whom a client went. */
export function changeWords({ from, to }: OwnershipChangeView): string {
  const now = to ? `归属 ${to}` : '进入待分配客户池'
  return from ? `由 ${from} 改为${now}` : now
}
