import { View } from '@tarojs/components'
import { useState } from 'react'
import type { EventView, RegistrationRow } from '@quanke/shared/contracts/events'
import { moment } from '@/lib/time'
import { go, routes } from '@/lib/routes'
import { Button } from '@/ui/Button'
import { Card } from '@/ui/Card'
import { Empty } from '@/ui/Empty'
import { Notice } from '@/ui/Notice'
import { Page } from '@/ui/Page'
import { PagedList } from '@/ui/PagedList'
import { Section } from '@/ui/Section'
import { Sheet } from '@/ui/Sheet'
import { registrantName, RegistrationCell } from './RegistrationCell'
import { useCheckInCode, useMark, useRegistrations } from './useEvents'

/** Who comes, for the host: the code for the door, and who has been there. */
export function RegistrationsScreen({ event }: { event: EventView }) {
  const list = useRegistrations(event.id)
  const [chosen, setChosen] = useState<RegistrationRow | null>(null)
  return (
    <Page id="registrations">
      {event.can.takeAttendance ? <DoorCode eventId={event.id} /> : <Notice>{doorWords(event)}</Notice>}
      <Section title="报名的人" />
      <PagedList
        list={list}
        empty={<Empty drawing="people" text="报名的人会出现在这里" />}
        foot={<Notice tone="quiet">您自己的客户显示称呼，其他人只显示报名号。</Notice>}
      >
        {(row) => <RegistrationCell key={row.id} row={row} onMark={() => setChosen(row)} />}
      </PagedList>
      {chosen && <MarkSheet eventId={event.id} row={chosen} onClose={() => setChosen(null)} />}
    </Page>
  )
}

const doorWords = ({ stage, beginsAt }: EventView): string =>
  stage === 'over' || stage === 'cancelled'
    ? '到场登记已经结束，结果不再改动。'
    : `${moment(beginsAt)} 开始，提前 1 小时起可以登记到场，到活动次日结束为止。`

/** For people to read at the door; it is another one every few minutes. */
function DoorCode({ eventId }: { eventId: string }) {
  const code = useCheckInCode(eventId)
  if (!code.data) return code.error ? <Notice>签到已结束，到场情况可以在下面登记。</Notice> : null
  return (
    <Card>
      <View className="note">到场的人在活动页点「签到」，填写这个签到码</View>
      <View className="figure__value gap-small" id="door-code">
        {code.data.code}
      </View>
    </Card>
  )
}

function MarkSheet({ eventId, row, onClose }: { eventId: string; row: RegistrationRow; onClose: () => void }) {
  const mark = useMark(eventId, onClose)
  const error = mark.barError()
  const { id, status, clientId } = row
  return (
    <Sheet id="mark" open title={registrantName(row)} onClose={onClose}>
      {error && <Notice tone="stop">{error}</Notice>}
      <View className="row">
        {status !== 'absent' && (
          <Button id="mark-absent" kind="plain" busy={mark.isBusy} onClick={() => mark.run({ id, mark: 'absent' })}>
            未到
          </Button>
        )}
        {status !== 'confirmed' && (
          <Button id="mark-undo" kind="plain" busy={mark.isBusy} onClick={() => mark.run({ id, mark: 'confirmed' })}>
            撤销登记
          </Button>
        )}
        {status !== 'attended' && (
          <Button id="mark-attended" busy={mark.isBusy} onClick={() => mark.run({ id, mark: 'attended' })}>
            到场
          </Button>
        )}
      </View>
      {clientId && (
        <View className="gap">
          <Button id="mark-client" kind="text" onClick={() => go(routes.client({ id: clientId }))}>
            查看客户
          </Button>
        </View>
      )}
    </Sheet>
  )
}
