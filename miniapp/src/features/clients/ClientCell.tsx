import type { ClientRow } from '@quanke/shared/contracts/clients'
import { go, routes } from '@/lib/routes'
import { ago } from '@/lib/time'
import { Avatar } from '@/ui/Avatar'
import { Cell } from '@/ui/Cell'
import { Tag } from '@/ui/Tag'

/** A client in a list: the name, where from, and the one thing that wants attention. */
export function ClientCell({ client }: { client: ClientRow }) {
  return (
    <Cell
      id={`client-${client.id}`}
      className="client-cell"
      lead={<Avatar name={client.displayName} />}
      title={client.displayName}
      note={client.provenanceSentence}
      value={<ClientMark client={client} />}
      onClick={() => go(routes.client({ id: client.id }))}
    />
  )
}

function ClientMark({ client }: { client: ClientRow }) {
  if (client.openRequests > 0) return <Tag tone="care">求推荐</Tag>
  if (client.isNew) return <Tag tone="brand">新客户</Tag>
  return client.lastEngagedAt ? <>{`${ago(client.lastEngagedAt)}来过`}</> : null
}
