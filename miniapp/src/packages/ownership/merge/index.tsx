import { useRouter } from '@tarojs/taro'
import { MergeScreen } from '@/features/ownership/MergeScreen'
import { Page } from '@/ui/Page'

/** Merges two records of one client. */
export default function Merge() {
  const { id = '' } = useRouter().params
  return (
    <Page id="merge">
      <MergeScreen clientId={id} />
    </Page>
  )
}
