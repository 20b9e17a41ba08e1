import { Text } from '@tarojs/components'
import type { RegistrationRow } from '@quanke/shared/contracts/events'
import { REGISTRATION_STATUSES } from '@quanke/shared/domain/event'
import { ago, dateOn } from '@/lib/time'
import { Cell } from '@/ui/Cell'
import { Tag } from '@/ui/Tag'
import { registrationTone } from './labels'

export const registrantName = ({ name, number }: RegistrationRow): string => name ?? `访客 ${number} 号`

/** Somebody on the host's list; a tap marks, where marking is possible. */
export function RegistrationCell({ row, onMark }: { row: RegistrationRow; onMark: () => void }) {
  const words = row.attendedAt
    ? `${ago(row.attendedAt)}${row.isSelfCheckIn ? '自己签到' : '登记到场'}`
    : `${dateOn(row.registeredAt)}报名`
  return (
    <Cell
      id={`registration-${row.id}`}
      title={registrantName(row)}
      note={
        <Text>
          {row.name !== null && <Text className="whole">{`报名号 ${row.number}，`}</Text>}
          <Text className="whole">{words}</Text>
        </Text>
      }
      value={<Tag tone={registrationTone(row.status)}>{REGISTRATION_STATUSES[row.status]}</Tag>}
      onClick={row.can.mark ? onMark : undefined}
    />
  )
}
