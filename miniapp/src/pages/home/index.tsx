import { useRouter } from '@tarojs/taro'
import { AgentEntry } from '@/features/home/AgentEntry'
import { HomeAdviser } from '@/features/home/HomeAdviser'
import { LatestContents } from '@/features/home/LatestContents'
import { MyGroups } from '@/features/home/MyGroups'
import { Welcome } from '@/features/home/Welcome'
import { useScannedCode } from '@/features/home/useScannedCode'
import { useLatestContents } from '@/features/contents/useContents'
import { useMyGroups } from '@/features/groups/useGroups'
import { UnderWay } from '@/features/requests/UnderWay'
import { StaffMenu } from '@/features/me/StaffMenu'
import { useMe } from '@/features/me/useMe'
import { useFreshOnShow, useRefresh } from '@/lib/usePaged'
import { Page } from '@/ui/Page'

/** Today at a glance: for visitors reading comes first, for clients the adviser, for agents the way to their work. */
export default function Home() {
  const { params } = useRouter()
  useScannedCode(params)
  const me = useMe()
  const contents = useLatestContents()
  const groups = useMyGroups()
  useFreshOnShow(me, contents, groups)
  useRefresh(me.refetch, contents.refetch, groups.refetch)
  return (
    <Page id="home">
      {me.data?.can.workbench && <AgentEntry me={me.data} />}
      {me.data?.adviser && <HomeAdviser me={me.data} adviser={me.data.adviser} />}
      <UnderWay enabled={me.data?.isClient ?? false} />
      {me.data && <StaffMenu me={me.data} />}
      {me.data && !me.data.isClient && !me.data.agent && me.data.staffRole === null && <Welcome />}
      <LatestContents contents={contents} />
      <MyGroups groups={groups.data ?? []} />
    </Page>
  )
}
