import type { MeView } from '@quanke/shared/contracts/identity'
import { go, routes } from '@/lib/routes'
import { Avatar } from '@/ui/Avatar'
import { Card } from '@/ui/Card'
import { Cell } from '@/ui/Cell'

/** The way into the agent's work, first on the page for agents. */
export function AgentEntry({ me }: { me: MeView }) {
  return (
    <Card list>
      <Cell
        id="home-workbench"
        lead={<Avatar name={me.agent?.name ?? '工'} />}
        title="工作台"
        note="新客户、求推荐与分享效果"
        onClick={() => go(routes.workbench())}
      />
    </Card>
  )
}
