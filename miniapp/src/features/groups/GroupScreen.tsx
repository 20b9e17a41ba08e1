import { useEffect, useState } from 'react'
import type { GroupView } from '@quanke/shared/contracts/groups'
import { record } from '@/features/engagement/engagements'
import { GroupRequests } from '@/features/requests/GroupRequests'
import { ShareSheet } from '@/features/shares/ShareSheet'
import { go, routes } from '@/lib/routes'
import { useRefresh } from '@/lib/usePaged'
import { Card } from '@/ui/Card'
import { Cell } from '@/ui/Cell'
import { Page } from '@/ui/Page'
import { Section } from '@/ui/Section'
import { GroupBar } from './GroupBar'
import { GroupHeader } from './GroupHeader'
import { GroupMembers } from './GroupMembers'

interface GroupScreenProps {
  group: GroupView
  shareCode: string | null
  refresh: () => Promise<unknown>
}

/** A group with its host, its rules, what it reads, and who is in it. */
export function GroupScreen({ group, shareCode, refresh }: GroupScreenProps) {
  const [sharing, setSharing] = useState(false)
  useRefresh(refresh)
  useEffect(() => {
    record({ kind: 'viewed', subject: 'group', subjectId: group.id, shareCode: shareCode ?? undefined })
  }, [group.id, shareCode])
  return (
    <Page id="group" title={group.name} bar={<GroupBar group={group} onShare={() => setSharing(true)} />}>
      <GroupHeader group={group} />
      <Section title="圈子公约" />
      <Card list>
        {group.rules.map((rule, index) => (
          <Cell key={index} title={`${index + 1}. ${rule}`} />
        ))}
      </Card>
      {group.contents.length > 0 && (
        <>
          <Section title="圈子在读" />
          <Card list>
            {group.contents.map((content) => (
              <Cell
                key={content.id}
                id={`group-content-${content.id}`}
                title={content.title}
                note={`约 ${content.minutes} 分钟`}
                onClick={() => go(routes.article({ id: content.id }))}
              />
            ))}
          </Card>
        </>
      )}
      {group.membership === 'active' && <GroupRequests groupId={group.id} />}
      {group.membership === 'active' && <GroupMembers groupId={group.id} />}
      <ShareSheet
        title={group.name}
        subject="group"
        subjectId={group.id}
        open={sharing}
        onClose={() => setSharing(false)}
        fallback={routes.group({ id: group.id, s: shareCode })}
      />
    </Page>
  )
}
