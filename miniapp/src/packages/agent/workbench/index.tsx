import { WorkbenchScreen } from '@/features/clients/WorkbenchScreen'
import { useWorkbench } from '@/features/clients/useClients'
import { useFreshOnShow, useRefresh } from '@/lib/usePaged'
import { Loaded } from '@/ui/Loaded'
import { Page } from '@/ui/Page'

/** The agent's day. It is read anew whenever it comes to the front, so that a new request is seen at once. */
export default function Workbench() {
  const workbench = useWorkbench()
  useRefresh(workbench.refetch)
  useFreshOnShow(workbench)
  return (
    <Page id="workbench">
      <Loaded query={workbench}>{(data) => <WorkbenchScreen workbench={data} />}</Loaded>
    </Page>
  )
}
