import { WorkbenchScreen } from '@/features/clients/WorkbenchScreen'
import { useWorkbench } from '@/features/clients/useClients'
import { useLive, useRefresh } from '@/lib/usePaged'
import { Loaded } from '@/ui/Loaded'
import { Page } from '@/ui/Page'

/** The agent's day. It is read anew while it is looked at, so that a new request is seen at once. */
export default function Workbench() {
  const workbench = useWorkbench()
  useRefresh(workbench.refetch)
  useLive(workbench)
  return (
    <Page id="workbench">
      <Loaded query={workbench}>{(data) => <WorkbenchScreen workbench={data} />}</Loaded>
    </Page>
  )
}
