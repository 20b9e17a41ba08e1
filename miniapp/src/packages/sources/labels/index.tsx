import { useState } from 'react'
import { CampaignList } from '@/features/campaigns/CampaignList'
import { ChatGroupList } from '@/features/chat-groups/ChatGroupList'
import { Page } from '@/ui/Page'
import { Tabs } from '@/ui/Tabs'

const PARTS = [
  { value: 'groups' as const, label: '群聊' },
  { value: 'campaigns' as const, label: '活动批次' },
]

/** What the agent calls the groups that people came from, and the rounds of sharing. */
export default function Labels() {
  const [part, setPart] = useState<'groups' | 'campaigns'>('groups')
  return (
    <Page id="labels">
      <Tabs id="labels-part" options={PARTS} value={part} onChange={setPart} />
      {part === 'groups' ? <ChatGroupList /> : <CampaignList />}
    </Page>
  )
}
