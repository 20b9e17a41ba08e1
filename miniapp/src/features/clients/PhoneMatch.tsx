import { View } from '@tarojs/components'
import { useState } from 'react'
import { Button } from '@/ui/Button'
import { Card } from '@/ui/Card'
import { Field } from '@/ui/Field'
import { Notice } from '@/ui/Notice'
import { useMatchPhone } from './useClients'

const LONGEST = 20

/** "Is this number already someone's client?" Nothing of the number is kept, and the answer never says whose. */
export function PhoneMatch() {
  const [isOpen, setOpen] = useState(false)
  const [phone, setPhone] = useState('')
  const match = useMatchPhone()
  if (!isOpen) {
    return (
      <Button id="match-open" kind="text" small onClick={() => setOpen(true)}>
        查询号码是否已有归属
      </Button>
    )
  }
  return (
    <Card>
      <Field
        id="match-phone"
        label="查询号码是否已有归属"
        hint="号码只用于比对，不会保存；结果不会显示归属何人"
        type="number"
        value={phone}
        onChange={setPhone}
        max={LONGEST}
        error={match.error?.message}
      />
      {match.result && (
        <View className="gap">
          <Notice id="match-result" tone={match.result.isClient ? 'care' : 'ok'}>
            {match.result.isClient
              ? `已是机构客户，请与${match.result.speakWith ?? '团队主管'}沟通`
              : '目前不是任何代理人的客户'}
          </Notice>
          <View className="note gap-small">{`今天还可以查询 ${match.result.leftToday} 次`}</View>
        </View>
      )}
      <View className="gap row">
        <Button id="match-ask" disabled={phone === ''} busy={match.isBusy} onClick={() => match.run({ phone })}>
          查询
        </Button>
      </View>
    </Card>
  )
}
