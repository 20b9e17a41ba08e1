import type { AgentCard, MeView } from '@quanke/shared/contracts/identity'
import { AdviserChange } from '@/features/me/AdviserChange'
import { AdviserCard } from '@/features/me/AdviserCard'
import { go, routes } from '@/lib/routes'
import { Button } from '@/ui/Button'
import { Card } from '@/ui/Card'
import { View } from '@tarojs/components'

/** My adviser, with the two things a client can do with one. */
export function HomeAdviser({ me, adviser }: { me: MeView; adviser: AgentCard }) {
  return (
    <Card>
      <AdviserCard agent={adviser} onClick={() => go(routes.adviser())} />
      <AdviserChange me={me} />
      {(me.can.ask || me.can.refer) && (
        <View className="row gap">
          {me.can.refer && (
            <Button id="home-refer" kind="plain" onClick={() => go(routes.refer())}>
              推荐给朋友
            </Button>
          )}
          {me.can.ask && (
            <Button id="home-ask" kind="plain" onClick={() => go(routes.ask())}>
              求推荐
            </Button>
          )}
        </View>
      )}
    </Card>
  )
}
