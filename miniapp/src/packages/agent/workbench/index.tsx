import { WorkbenchScreen } from '@/features/clients/WorkbenchScreen'
import { useWorkbench } from '@/features/clients/useClients'
import { useRefresh } from '@/lib/usePaged'
import { Loaded } from '@/ui/Loaded'
import { Page } from '@/ui/Page'
import { useDidShow } from '@tarojs/taro'

/** The agent's day. It is read anew whenever it comes to the front, so that a new request is seen at once. */
export default function Workbench() {
  const workbench = useWorkbench()
  useRefresh(workbench.refetch)
  useDidShow(() => void workbench.refetch())
  return (
    <Page id="workbench">
      <Loaded query={workbench}>{(data) => <WorkbenchScreen workbench={data} />}</Loaded>
    </Page>
  )
}
