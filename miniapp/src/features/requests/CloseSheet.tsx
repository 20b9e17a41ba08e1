import { View } from '@tarojs/components'
import { useState } from 'react'
import { limits } from '@quanke/shared/domain/limits'
import type { RequestOutcome } from '@quanke/shared/domain/referral-request'
import { tell } from '@/lib/tell'
import { Button } from '@/ui/Button'
import { Field } from '@/ui/Field'
import { Notice } from '@/ui/Notice'
import { Picks } from '@/ui/Picks'
import { Sheet } from '@/ui/Sheet'
import { outcomeOptions } from './labels'
import { useClose } from './useRequests'

const STARS = ['1', '2', '3', '4', '5'].map((value) => ({ value, label: `${value} 星` }))

interface CloseSheetProps {
  requestId: string
  open: boolean
  onClose: () => void
}

/** The outcome and a rating close a request. */
export function CloseSheet({ requestId, open, onClose }: CloseSheetProps) {
  const [outcome, setOutcome] = useState<RequestOutcome | null>(null)
  const [stars, setStars] = useState<string | null>(null)
  const [words, setWords] = useState('')
  const close = useClose(requestId, () => {
    tell('谢谢您的评价')
    onClose()
  })
  const submit = (): void => {
    if (!outcome || !stars) return
    close.run({ outcome, rating: Number(stars), ...(words.trim() ? { words: words.trim() } : {}) })
  }
  return (
    <Sheet id="close-sheet" open={open} title="结束并评价" onClose={onClose}>
      <Picks id="close-outcome" label="问题解决了吗" options={outcomeOptions} value={outcome} onChange={setOutcome} />
      <Picks id="close-rating" label="您的评价" options={STARS} value={stars} onChange={setStars} />
      <Field
        id="close-words"
        label="想说的话"
        placeholder="可以不填"
        value={words}
        onChange={setWords}
        max={limits.words}
        multiline
        error={close.fieldError('words')}
      />
      {close.barError('words') && (
        <View className="gap">
          <Notice tone="stop">{close.barError('words')}</Notice>
        </View>
      )}
      <View className="gap row">
        <Button id="close-submit" disabled={!outcome || !stars} busy={close.isBusy} onClick={submit}>
          提交评价
        </Button>
      </View>
    </Sheet>
  )
}
