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
  useFreshOnShow(team)
  useRefresh(team.refetch)
  return (
    <Page id="team">
      <Loaded query={team}>
        {({ teams, poolCount }) => (
          <>
            <Card list>
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
