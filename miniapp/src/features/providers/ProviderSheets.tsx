import type { ProviderView } from '@quanke/shared/contracts/providers'
import { limits } from '@quanke/shared/domain/limits'
import { tell } from '@/lib/tell'
import { WordsSheet } from '@/ui/WordsSheet'
import { RenewSheet } from './RenewSheet'
import { useRefuseProvider, useVouch, useWithdrawProvider } from './useProviders'

export type ProviderSheetName = 'vouch' | 'renew' | 'refuse' | 'withdraw'

interface ProviderSheetsProps {
  provider: ProviderView
  sheet: ProviderSheetName | null
  onClose: () => void
}

/** The acts that need words or a day. */
export function ProviderSheets({ provider: { id }, sheet, onClose }: ProviderSheetsProps) {
  const done = (words: string) => (): void => {
    tell(words)
    onClose()
  }
  const vouch = useVouch(id, done('已核验'))
  const refuse = useRefuseProvider(id, done('已退回'))
  const withdraw = useWithdrawProvider(id, done('已移出名录'))
  const place = (name: ProviderSheetName) => ({ id: `provider-${name}`, open: sheet === name, onClose })
  return (
    <>
      <WordsSheet
        {...place('vouch')}
        title="我也核验过"
        label="您怎样核验的"
        placeholder="例如：陪客户去过两次，证照齐全"
        max={limits.words}
        write={vouch}
        bodyOf={(words) => ({ words })}
        submit="确认"
      />
      <RenewSheet id={id} open={sheet === 'renew'} onClose={onClose} />
      <WordsSheet
        {...place('refuse')}
        title="不通过"
        label="原因"
        hint="提出的代理人会看到"
        max={limits.reason}
        field="reason"
        write={refuse}
        bodyOf={(reason) => ({ reason })}
        submit="退回"
      />
      <WordsSheet
        {...place('withdraw')}
        title="移出名录"
        label="原因"
        hint="移出后不能再引荐，客户也不能再接受之前的引荐，联系方式不再提供"
        max={limits.reason}
        field="reason"
        write={withdraw}
        bodyOf={(reason) => ({ reason })}
        submit="移出"
      />
    </>
  )
}
