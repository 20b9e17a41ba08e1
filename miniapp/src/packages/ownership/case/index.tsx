import { useRouter } from '@tarojs/taro'
import { CaseScreen } from '@/features/ownership/CaseScreen'
import { useCase } from '@/features/ownership/useOwnership'
import { useFreshOnShow, useRefresh } from '@/lib/usePaged'
import { Loaded } from '@/ui/Loaded'
import { Page } from '@/ui/Page'

/** One ownership case. */
export default function Case() {
  const { id = '' } = useRouter().params
  const one = useCase(id)
  useFreshOnShow(one)
  useRefresh(one.refetch)
  return (
    <Page id="case">
      <Loaded query={one}>{(data) => <CaseScreen one={data} />}</Loaded>
    </Page>
  )
}
