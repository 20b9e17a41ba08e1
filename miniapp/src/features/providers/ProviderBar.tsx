import type { ProviderView } from '@quanke/shared/contracts/providers'
import { tell } from '@/lib/tell'
import { BottomBar } from '@/ui/BottomBar'
import { Button } from '@/ui/Button'
import { mainAct } from './acts'
import type { ProviderSheetName } from './ProviderSheets'
import { useApproveProvider } from './useProviders'

interface ProviderBarProps {
  provider: ProviderView
  onSheet: (sheet: ProviderSheetName) => void
}

/** The one act that is likely to be wanted: compliance decides what waits, agents renew or vouch. The other acts are rows. */
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
  const act = mainAct(can)
  if (!act) return null
  return (
    <BottomBar>
      <Button id={`provider-${act.sheet}`} onClick={() => onSheet(act.sheet)}>
        {act.title}
      </Button>
    </BottomBar>
  )
}
