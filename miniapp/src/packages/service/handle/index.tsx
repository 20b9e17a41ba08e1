import { useRouter } from '@tarojs/taro'
import { HandleScreen } from '@/features/complaints/HandleScreen'
import { useComplaint } from '@/features/complaints/useComplaints'
import { useFreshOnShow, useRefresh } from '@/lib/usePaged'
import { Loaded } from '@/ui/Loaded'
import { Page } from '@/ui/Page'

/** One complaint for whoever handles it. */
export default function Handle() {
  const { id = '' } = useRouter().params
  const complaint = useComplaint(id)
  useFreshOnShow(complaint)
  useRefresh(complaint.refetch)
  if (complaint.data) return <HandleScreen complaint={complaint.data} />
  return (
    <Page id="handle-loading">
      <Loaded query={complaint}>{() => null}</Loaded>
    </Page>
  )
}
