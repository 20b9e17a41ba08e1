import { useEscalated } from '@/features/requests/useRequests'
import { TeamCard } from '@/features/team/TeamCard'
import { useTeam } from '@/features/team/useTeam'
import { go, routes } from '@/lib/routes'
import { useFreshOnShow, useRefresh } from '@/lib/usePaged'
import { Card } from '@/ui/Card'
import { Cell } from '@/ui/Cell'
import { Loaded } from '@/ui/Loaded'
import { Page } from '@/ui/Page'

/** The leader's teams and agents, and who waits for an owner. */
export default function Team() {
  const team = useTeam()
  const waiting = useEscalated()
  useFreshOnShow(team)
  useRefresh(team.refetch)
  return (
    <Page id="team">
      <Loaded query={team}>
        {({ teams, poolCount }) => (
          <>
            <Card list>
              <Cell
                id="team-escalated"
                title="待团队回应的求推荐"
                note="代理人没有及时回应的，您可以回应或请同事协助"
                value={waiting.items.length > 0 ? `${waiting.items.length}${waiting.hasMore ? '+' : ''} 条` : '没有'}
                onClick={() => go(routes.escalated())}
              />
              <Cell
                id="team-pool"
                title="待分配客户"
                value={poolCount > 0 ? `${poolCount} 位` : '没有'}
                onClick={() => go(routes.pool())}
              />
            </Card>
            {teams.map((one) => (
              <TeamCard key={one.id} team={one} />
            ))}
          </>
        )}
      </Loaded>
    </Page>
  )
}
