import { useEffect } from 'react'
import { record } from '@/features/engagement/engagements'
import { go, goTab, routes, tabs } from '@/lib/routes'
import { Button } from '@/ui/Button'
import { Card } from '@/ui/Card'
import { Loaded } from '@/ui/Loaded'
import { Notice } from '@/ui/Notice'
import { Page } from '@/ui/Page'
import { AdviserCard } from './AdviserCard'
import { useAgent, useMe } from './useMe'

interface AgentCardScreenProps {
  agentId: string | null
  shareCode: string | null
}

/** An adviser's name card as it is passed on. */
export function AgentCardScreen({ agentId, shareCode }: AgentCardScreenProps) {
  const agent = useAgent(agentId)
  const me = useMe()
  useEffect(() => {
    if (agentId) record({ kind: 'viewed', subject: 'agent', subjectId: agentId, shareCode: shareCode ?? undefined })
  }, [agentId, shareCode])
  return (
    <Page id="agent-card" title="代理人名片">
      <Loaded query={agent}>
        {(data) => (
          <>
            <Card>
              <AdviserCard agent={data} />
            </Card>
            <Notice tone="quiet">
              读一读这位代理人分享的文章，或加入感兴趣的圈子。是否请这位代理人为您服务，由您决定。
            </Notice>
            {me.data && !me.data.isClient && !me.data.agent && (
              <Button id="agent-card-serve" onClick={() => go(routes.consent({ serve: 1 }))}>
                请这位代理人为我服务
              </Button>
            )}
            <Button id="agent-card-home" kind="plain" onClick={() => goTab(tabs.home)}>
              去首页看看
            </Button>
          </>
        )}
      </Loaded>
    </Page>
  )
}
