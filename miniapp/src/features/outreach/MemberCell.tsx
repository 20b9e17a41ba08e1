import type { OutreachMemberRow } from '@quanke/shared/contracts/outreach'
import type { OutreachKind } from '@quanke/shared/domain/outreach'
import { go, routes } from '@/lib/routes'
import { dateOn } from '@/lib/time'
import { Avatar } from '@/ui/Avatar'
import { Cell } from '@/ui/Cell'
import { Tag } from '@/ui/Tag'
import { resultWords } from './labels'

/** A client behind a figure. Who is not served by the reader any more has no name here. */
export function MemberCell({ member, kind }: { member: OutreachMemberRow; kind: OutreachKind }) {
  const { client } = member
  return (
    <Cell
      id={`member-${member.id}`}
      lead={<Avatar name={client?.name ?? '一位朋友'} />}
      title={client?.name ?? '已不由您服务的客户'}
      note={noteOf(member, kind)}
      value={member.isHit ? <Tag tone="ok">已达成</Tag> : undefined}
      onClick={client ? () => go(routes.client({ id: client.id })) : undefined}
    />
  )
}

/** Which arm it is stands above the list. */
function noteOf({ drawnAt, observedUntil, doneAt, result }: OutreachMemberRow, kind: OutreachKind): string {
  const window = `${dateOn(drawnAt)}至${dateOn(observedUntil)}观察`
  return doneAt !== null && result !== null ? `${window}，${resultWords(kind, result)}` : window
}
