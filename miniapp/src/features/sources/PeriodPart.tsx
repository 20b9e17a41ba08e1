import { Card } from '@/ui/Card'
import { DateCell } from '@/ui/DateCell'
import { Tabs } from '@/ui/Tabs'
import { daysAgo, earliest, PERIOD_OPTIONS, type Chosen } from './period'

interface PeriodPartProps {
  id: string
  chosen: Chosen
  onChange: (chosen: Chosen) => void
}

/** Which days are looked at. */
export function PeriodPart({ id, chosen, onChange }: PeriodPartProps) {
  return (
    <>
      <Tabs
        id={`${id}-period`}
        options={PERIOD_OPTIONS}
        value={chosen.kind}
        onChange={(kind) => onChange({ ...chosen, kind })}
      />
      {chosen.kind === 'own' && (
        <Card list>
          <DateCell
            id={`${id}-from`}
            title="从"
            value={chosen.from}
            start={earliest(chosen.to)}
            end={chosen.to}
            onChange={(from) => onChange({ ...chosen, from })}
          />
          <DateCell
            id={`${id}-to`}
            title="到"
            value={chosen.to}
            start={chosen.from}
            end={daysAgo(0)}
            onChange={(to) => onChange({ ...chosen, to })}
          />
        </Card>
      )}
    </>
  )
}
