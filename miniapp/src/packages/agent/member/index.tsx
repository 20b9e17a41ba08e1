import { useRouter } from '@tarojs/taro'
import { useRequestsOfAgent } from '@/features/requests/useRequests'
import { RequestCell } from '@/features/requests/RequestCell'
import { MemberHead } from '@/features/team/MemberHead'
import { useTeam } from '@/features/team/useTeam'
import { useFreshOnShow, useRefresh } from '@/lib/usePaged'
import { Empty } from '@/ui/Empty'
import { Loaded } from '@/ui/Loaded'
import { Page } from '@/ui/Page'
import { PagedList } from '@/ui/PagedList'
import { Section } from '@/ui/Section'

/** How one agent of the leader's teams stands, to be read: figures, the ways into the boards, and what waits for an answer. */
export default function Member() {
  const { id = '' } = useRouter().params
  const team = useTeam()
  const requests = useRequestsOfAgent(id)
  useFreshOnShow(team)
  useRefresh(team.refetch, requests.refresh)
  return (
    <Page id="member">
      <Loaded query={team}>
        {({ teams }) => {
          const one = teams.find(({ agents }) => agents.some((agent) => agent.id === id))
          const agent = one?.agents.find((candidate) => candidate.id === id)
          return agent ? <MemberHead agent={agent} teamName={one!.name} /> : null
        }}
      </Loaded>
      <Section title="待回应的求推荐" />
      <PagedList list={requests} empty={<Empty text="没有等待回应的求推荐" />}>
        {(request) => <RequestCell key={request.id} request={request} />}
      </PagedList>
    </Page>
  )
}
