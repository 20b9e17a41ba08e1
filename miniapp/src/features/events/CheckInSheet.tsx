import { View } from '@tarojs/components'
import { useState } from 'react'
import { tell } from '@/lib/tell'
import { Button } from '@/ui/Button'
import { Field } from '@/ui/Field'
import { Sheet } from '@/ui/Sheet'
import { useCheckIn } from './useEvents'

const DIGITS = 6

/** The person reads the code at the door and types it. */
export function CheckInSheet({ eventId, open, onClose }: { eventId: string; open: boolean; onClose: () => void }) {
  const [code, setCode] = useState('')
  const checkIn = useCheckIn(eventId, () => {
    tell('已签到')
    onClose()
  })
  return (
    <Sheet id="check-in" open={open} title="签到" onClose={onClose}>
      <Field
        id="check-in-code"
        label="签到码"
        hint="主办人手机上的 6 位数字，每几分钟更新一次"
        type="number"
        value={code}
        onChange={setCode}
        max={DIGITS}
        error={checkIn.fieldError('code') ?? checkIn.barError('code')}
      />
      <View className="gap">
        <Button
          id="check-in-do"
          busy={checkIn.isBusy}
          disabled={code.length !== DIGITS}
          onClick={() => checkIn.run(code)}
        >
          签到
        </Button>
      </View>
    </Sheet>
  )
}
