import type { ProviderView } from '@quanke/shared/contracts/providers'
import { limits } from '@quanke/shared/domain/limits'
import { tell } from '@/lib/tell'
import { Sheet } from '@/ui/Sheet'
import { WordsForm } from '@/ui/WordsForm'
import { useRefuseProvider, useRenewProvider, useVouch, useWithdrawProvider } from './useProviders'

export type ProviderSheetName = 'vouch' | 'renew' | 'refuse' | 'withdraw'

interface ProviderSheetsProps {
  provider: ProviderView
  sheet: ProviderSheetName | null
  onClose: () => void
}

const TITLES: Record<ProviderSheetName, string> = {
  vouch: '我也核验过',
  renew: '复核并续期',
  refuse: '不通过',
  withdraw: '移出名录',
}

/** The acts that need a word or a date. */
export function ProviderSheets({ provider: { id }, sheet, onClose }: ProviderSheetsProps) {
  if (sheet === null) return null
  return (
    <Sheet id={`provider-${sheet}-sheet`} open title={TITLES[sheet]} onClose={onClose}>
      <Act key={sheet} providerId={id} sheet={sheet} onDone={onClose} />
    </Sheet>
  )
}

function Act({ providerId, sheet, onDone }: { providerId: string; sheet: ProviderSheetName; onDone: () => void }) {
  const done = (words: string) => (): void => {
    tell(words)
    onDone()
  }
  const vouch = useVouch(providerId, done('已核验'))
  const renew = useRenewProvider(providerId, done('已提交，等待合规确认'))
  const refuse = useRefuseProvider(providerId, done('已退回'))
  const withdraw = useWithdrawProvider(providerId, done('已移出名录'))
  const id = `provider-${sheet}-sheet`
  if (sheet === 'vouch')
    return (
      <WordsForm
        id={id}
        label="您怎样核验的"
        placeholder="例如：陪客户去过两次，证照齐全"
        max={limits.words}
        write={vouch}
        bodyOf={(words) => ({ words })}
        submit="确认"
      />
    )
  if (sheet === 'renew')
    return (
      <WordsForm
        id={id}
        label="资质核验到哪一天"
        hint="请先查看对方现在的证照；由合规人员确认后生效"
        placeholder="例如：2028-06-30"
        max={10}
        field="validUntil"
        write={renew}
        bodyOf={(validUntil) => ({ validUntil })}
        submit="提交续期"
      />
    )
  const isRefusal = sheet === 'refuse'
  return (
    <WordsForm
      id={id}
      label="原因"
      hint={isRefusal ? '提出的代理人会看到' : '移出后不能再引荐，客户也不能再接受之前的引荐，联系方式不再提供'}
      max={limits.reason}
      field="reason"
      write={isRefusal ? refuse : withdraw}
      bodyOf={(reason) => ({ reason })}
      submit={isRefusal ? '退回' : '移出'}
    />
  )
}
