import { View } from '@tarojs/components'
import { useState } from 'react'
import type { OwnerNoticeView } from '@quanke/shared/contracts/owner-notices'
import { go, routes } from '@/lib/routes'
import { ago, dateOn } from '@/lib/time'
import { Button } from '@/ui/Button'
import { Card } from '@/ui/Card'
import { Cell } from '@/ui/Cell'
import { Sheet } from '@/ui/Sheet'
import { useOpenNotice } from './useOwnership'

/** Whose a client is now, where somebody else decided it: a line each, gone once it was opened. */
export function OwnerNews({ notices }: { notices: readonly OwnerNoticeView[] }) {
  const [lost, setLost] = useState<OwnerNoticeView | null>(null)
  const opened = useOpenNotice()
  const open = (notice: OwnerNoticeView): void => {
    opened.run(notice.id)
    if (notice.caseId !== null) go(routes.case({ id: notice.caseId }))
    else if (notice.clientId !== null) go(routes.story({ id: notice.clientId }))
    else setLost(notice)
  }
  return (
    <>
      {notices.length > 0 && (
        <Card list>
          {notices.map((notice) => (
            <Cell
              key={notice.id}
              id={`owner-news-${notice.id}`}
              title={notice.title}
              note={`${ago(notice.at)}，${notice.note}`}
              onClick={() => open(notice)}
            />
          ))}
        </Card>
      )}
      <Sheet id="owner-lost" open={lost !== null} title="归属变更" onClose={() => setLost(null)}>
        {lost && <Lost notice={lost} onLeave={() => setLost(null)} />}
      </Sheet>
    </>
  )
}

/** What it means for whoever served the client so far, and what can be done. */
function Lost({ notice: { at, title, note }, onLeave }: { notice: OwnerNoticeView; onLeave: () => void }) {
  return (
    <>
      <View className="words">{`${title}。`}</View>
      <View className="note gap-small">{`${dateOn(at)}，${note}。`}</View>
      <View className="note gap-small">
        从这时起，您不再看到这位客户的档案和称呼。您服务期间的记录都留在档案里，由接手的代理人继续。
      </View>
      <View className="note gap-small">认为应当归属您的，可以提出异议，由双方共同的上级主管裁定。</View>
      <View className="gap row">
        <Button
          id="owner-lost-dispute"
          kind="plain"
          onClick={() => {
            onLeave()
            go(routes.dispute())
          }}
        >
          提出归属异议
        </Button>
      </View>
    </>
  )
}
