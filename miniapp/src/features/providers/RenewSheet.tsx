import { View } from '@tarojs/components'
import { useState } from 'react'
import { tell } from '@/lib/tell'
import { Button } from '@/ui/Button'
import { Notice } from '@/ui/Notice'
import { Sheet } from '@/ui/Sheet'
import { UntilCell } from './UntilCell'
import { useRenewProvider } from './useProviders'

interface RenewSheetProps {
  id: string
  open: boolean
  onClose: () => void
}

/** A new term, after the papers were looked at; compliance confirms it. */
export function RenewSheet({ id, open, onClose }: RenewSheetProps) {
  const [validUntil, setValidUntil] = useState('')
  const renew = useRenewProvider(id, () => {
    tell('已提交，等待合规确认')
    onClose()
  })
  return (
    <Sheet id="provider-renew-sheet" open={open} title="复核并续期" onClose={onClose}>
      <Notice tone="quiet">请先查看对方现在的证照；由合规人员确认后生效</Notice>
      <UntilCell id="provider-renew-until" value={validUntil} onChange={setValidUntil} />
      {renew.error && (
        <View className="gap">
          <Notice tone="stop">{renew.error.message}</Notice>
        </View>
      )}
      <View className="gap row">
        <Button
          id="provider-renew-submit"
          disabled={validUntil === ''}
          busy={renew.isBusy}
          onClick={() => renew.run({ validUntil })}
        >
          提交续期
        </Button>
      </View>
    </Sheet>
  )
}
