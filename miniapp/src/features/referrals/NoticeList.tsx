import { View } from '@tarojs/components'
import type { AgentNoticeView } from '@quanke/shared/contracts/referrals'
import { go, routes } from '@/lib/routes'
import { ago } from '@/lib/time'
import { Button } from '@/ui/Button'
import { Card } from '@/ui/Card'
import { Section } from '@/ui/Section'
import { usePutAway } from './useReferrals'

/** Cards that met somebody who is served already: told once, and put away with a tap. */
export function NoticeList({ notices }: { notices: readonly AgentNoticeView[] }) {
  const putAway = usePutAway()
  if (notices.length === 0) return null
  return (
    <>
      <Section title="推荐卡的提示" />
      {notices.map(({ id, text, clientId, at }) => (
        <Card key={id} id={`notice-${id}`}>
          <View className="words">{text}</View>
          <View className="note gap-small">{ago(at)}</View>
          <View className="gap row">
            {clientId !== null && (
              <Button kind="text" small onClick={() => go(routes.client({ id: clientId }))}>
                看看客户
              </Button>
            )}
            <Button id={`put-away-${id}`} kind="plain" small busy={putAway.isBusy} onClick={() => putAway.run(id)}>
              知道了
            </Button>
          </View>
        </Card>
      ))}
    </>
  )
}
