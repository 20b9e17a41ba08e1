import { View } from '@tarojs/components'
import type { AgentCard } from '@quanke/shared/contracts/identity'
import { AdviserCard } from '@/features/me/AdviserCard'
import { PhoneOffer } from '@/features/me/PhoneOffer'
import { goTab, tabs } from '@/lib/routes'
import { Button } from '@/ui/Button'
import { Card } from '@/ui/Card'
import { Page } from '@/ui/Page'

const WORDS = {
  accepted: {
    title: '已同意',
    text: '这位代理人知道您的称呼，今后由这位代理人为您服务。您可以随时在「我的」中撤回授权。',
  },
  declined: { title: '已婉拒', text: '我们没有保留您的任何信息，这位代理人也不会知道您是谁。' },
  refused: { title: '这张推荐卡不能由您接受', text: '您仍然可以自由阅读。' },
  private: {
    title: '这张推荐卡只有收到它的朋友能打开',
    text: '我们没有保留您的任何信息。如果就是发给您的，请更新微信后从聊天里重新点开。',
  },
  closed: { title: '这张推荐卡已经关闭', text: '它可能已经使用过、被收回，或超过了有效期。您仍然可以自由阅读。' },
}

export type InvitationEnding = keyof typeof WORDS

interface InvitationEndProps {
  ending: InvitationEnding
  agent: AgentCard | null
  /** Why, where the server said it. */
  reason?: string
}

/** How the friend's decision ended, and the way on. */
export function InvitationEnd({ ending, agent, reason }: InvitationEndProps) {
  const { title, text } = WORDS[ending]
  return (
    <Page id={`invitation-${ending}`}>
      <Card>
        <View className="title">{title}</View>
        <View className="words gap-small" id="invitation-reason">
          {reason ?? text}
        </View>
      </Card>
      {ending === 'accepted' && agent && (
        <Card>
          <AdviserCard agent={agent} />
        </Card>
      )}
      {ending === 'accepted' && <PhoneOffer />}
      <Button id="invitation-home" kind="plain" onClick={() => goTab(tabs.home)}>
        去首页看看
      </Button>
    </Page>
  )
}
