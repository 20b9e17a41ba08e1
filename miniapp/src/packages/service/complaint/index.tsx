import { useRouter } from '@tarojs/taro'
import { MyComplaintScreen } from '@/features/complaints/MyComplaintScreen'
import { useMyComplaint } from '@/features/complaints/useComplaints'
import { useFreshOnShow, useRefresh } from '@/lib/usePaged'
import { Loaded } from '@/ui/Loaded'
import { Page } from '@/ui/Page'

/** One complaint of the client's own. */
export default function Complaint() {
  const { id = '' } = useRouter().params
  const complaint = useMyComplaint(id)
  useFreshOnShow(complaint)
  useRefresh(complaint.refetch)
  if (complaint.data) return <MyComplaintScreen complaint={complaint.data} />
  return (
    <Page id="complaint-loading">
      <Loaded query={complaint}>{() => null}</Loaded>
    </Page>
  )
}
