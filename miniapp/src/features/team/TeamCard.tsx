import type { TeamView } from '@quanke/shared/contracts/organization'
import { go, routes } from '@/lib/routes'
import { Avatar } from '@/ui/Avatar'
import { Card } from '@/ui/Card'
import { Cell } from '@/ui/Cell'
import { Section } from '@/ui/Section'
import { Tag } from '@/ui/Tag'

/** One team with its agents, how many clients each serves, and who could do with help. */
export function TeamCard({ team }: { team: TeamView }) {
  return (
    <>
      <Section title={team.leaderName ? `${team.name}，主管 ${team.leaderName}` : team.name} />
      {team.agents.length > 0 && (
        <Card list>
          {team.agents.map((agent) => (
            <Cell
              key={agent.id}
              id={`agent-${agent.id}`}
              lead={<Avatar name={agent.name} />}
              title={agent.name}
              note={`${agent.title}，${clientsOf(agent)}`}
              value={standingOf(agent)}
              onClick={() => go(routes.member({ id: agent.id }))}
            />
          ))}
        </Card>
      )}
    </>
  )
}

/** Where a colleague could do with help: what is left of who is gone, then what is late. */
function standingOf({ isActive, lateRequestCount }: TeamView['agents'][number]) {
  if (!isActive) return <Tag tone="care">已离职</Tag>
  return lateRequestCount > 0 ? <Tag tone="care">{`${lateRequestCount} 条求推荐待协助`}</Tag> : undefined
}

function clientsOf({ clientCount, newClientCount }: TeamView['agents'][number]): string {
  return newClientCount > 0 ? `${clientCount} 位客户，新增 ${newClientCount} 位` : `${clientCount} 位客户`
}
