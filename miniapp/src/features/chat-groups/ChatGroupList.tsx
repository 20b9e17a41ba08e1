import { useState } from 'react'
import type { ChatGroupView } from '@quanke/shared/contracts/chat-groups'
import { NameSheet } from '@/features/sources/NameSheet'
import { tell } from '@/lib/tell'
import { dateOn } from '@/lib/time'
import { Cell } from '@/ui/Cell'
import { Empty } from '@/ui/Empty'
import { Notice } from '@/ui/Notice'
import { PagedList } from '@/ui/PagedList'
import { useChatGroups, useNameChatGroup } from './useChatGroups'

/** The WeChat chat groups that people came from, by the names that the agent gives them. */
export function ChatGroupList() {
  const groups = useChatGroups()
  const [chosen, setChosen] = useState<ChatGroupView | null>(null)
  return (
    <>
      <PagedList
        list={groups}
        empty={<Empty drawing="people" text="朋友在微信群里打开您的分享后，群聊会出现在这里" />}
        foot={<Notice tone="quiet">微信不提供群的名称和成员。您起的名字只有您自己看得到。</Notice>}
      >
        {(group) => (
          <Cell
            key={group.id}
            id={`chat-group-${group.id}`}
            title={group.name}
            note={`${group.people} 位朋友来过，最早 ${dateOn(group.firstAt)}`}
            onClick={() => setChosen(group)}
          />
        )}
      </PagedList>
      {chosen && <ChatGroupSheet key={chosen.id} group={chosen} onClose={() => setChosen(null)} />}
    </>
  )
}

function ChatGroupSheet({ group, onClose }: { group: ChatGroupView; onClose: () => void }) {
  const rename = useNameChatGroup(group.id, () => {
    tell('已改名')
    onClose()
  })
  return (
    <NameSheet
      id="chat-group-sheet"
      title="给群聊起名字"
      label="群聊名称"
      hint="只有您自己看得到，例如：妈妈读书会"
      name={group.name}
      write={rename}
      onClose={onClose}
    />
  )
}
