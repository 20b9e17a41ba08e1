import type { MeView } from '@quanke/shared/contracts/identity'
import { go, routes } from '@/lib/routes'
import { Avatar } from '@/ui/Avatar'
import { Card } from '@/ui/Card'
import { Cell } from '@/ui/Cell'

/** The alias others see, and how the adviser addresses this person. */
export function MeHeader({ me }: { me: MeView }) {
  return (
    <Card list>
      <Cell
        id="me-profile"
        lead={<Avatar name={me.alias} large />}
        title={me.alias}
        note={noteOf(me)}
        onClick={() => go(routes.profile())}
      />
    </Card>
  )
}

function noteOf(me: MeView): string {
  if (me.agent) return `${me.agent.company} ${me.agent.teamName}`
  if (me.displayName) return `代理人称呼您为「${me.displayName}」`
  return '圈子里的其他人只看到这个昵称'
}
