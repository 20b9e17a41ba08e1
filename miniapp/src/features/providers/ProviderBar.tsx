import type { ProviderView } from '@quanke/shared/contracts/providers'
import { tell } from '@/lib/tell'
import { BottomBar } from '@/ui/BottomBar'
import { Button } from '@/ui/Button'
import type { ProviderSheetName } from './ProviderSheets'
import { useApproveProvider } from './useProviders'

interface ProviderBarProps {
  provider: ProviderView
  onSheet: (sheet: ProviderSheetName) => void
}

/** Two acts at most at a time: compliance decides what waits, agents vouch or renew. */
export function ProviderBar({ provider: { id, can }, onSheet }: ProviderBarProps) {
  const approve = useApproveProvider(id, () => tell('已通过'))
  if (can.approve)
    return (
      <BottomBar error={approve.barError()}>
        <Button id="provider-refuse" kind="plain" disabled={approve.isBusy} onClick={() => onSheet('refuse')}>
          不通过
        </Button>
        <Button id="provider-approve" busy={approve.isBusy} onClick={() => approve.run(undefined)}>
          通过
        </Button>
      </BottomBar>
    )
  if (!can.withdraw && !can.vouch && !can.renew) return null
  return (
    <BottomBar>
      {can.withdraw && (
        <Button id="provider-withdraw" kind="text" onClick={() => onSheet('withdraw')}>
          移出名录
        </Button>
      )}
      {can.vouch && (
        <Button id="provider-vouch" kind={can.renew ? 'plain' : 'primary'} onClick={() => onSheet('vouch')}>
          我也核验过
        </Button>
      )}
      {can.renew && (
        <Button id="provider-renew" onClick={() => onSheet('renew')}>
          复核并续期
        </Button>
      )}
    </BottomBar>
  )
}
