import type { ProviderView } from '@quanke/shared/contracts/providers'
import { limits } from '@quanke/shared/domain/limits'
import { tell } from '@/lib/tell'
import { WordsSheet } from '@/ui/WordsSheet'
import { useRefuseProvider, useRenewProvider, useVouch, useWithdrawProvider } from './useProviders'

export type ProviderSheetName = 'vouch' | 'renew' | 'refuse' | 'withdraw'

interface ProviderSheetsProps {
  provider: ProviderView
  sheet: ProviderSheetName | null
  onClose: () => void
}

/** The acts that need a word or a date. */
export function ProviderSheets({ provider: { id }, sheet, onClose }: ProviderSheetsProps) {
  const done = (words: string) => (): void => {
    tell(words)
    onClose()
  }
  const vouch = useVouch(id, done('已核验'))
  const renew = useRenewProvider(id, done('已提交，等待合规确认'))
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
      <WordsSheet
        {...place('renew')}
        title="复核并续期"
        label="资质核验到哪一天"
        hint="请先查看对方现在的证照；由合规人员确认后生效"
        placeholder="例如：2028-06-30"
        max={10}
        field="validUntil"
        write={renew}
        bodyOf={(validUntil) => ({ validUntil })}
        submit="提交续期"
      />
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
