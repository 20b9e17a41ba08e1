import { useState } from 'react'
import { PROVIDER_MOST_DAYS } from '@quanke/shared/domain/provider'
import { dayIn } from '@/lib/time'
import { DateCell } from '@/ui/DateCell'

const DAY_MS = 86_400_000

interface UntilCellProps {
  id: string
  value: string
  onChange: (day: string) => void
}

/** Until when a qualification was checked: a day to come, and none too far. */
export function UntilCell({ id, value, onChange }: UntilCellProps) {
  const [[start, end]] = useState(() => [dayIn(Date.now() + DAY_MS), dayIn(Date.now() + PROVIDER_MOST_DAYS * DAY_MS)])
  return <DateCell id={id} title="资质核验到哪一天" value={value} start={start} end={end} onChange={onChange} />
}
