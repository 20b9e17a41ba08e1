import { useState } from 'react'
import type { ContentView } from '@quanke/shared/contracts/contents'
import { useReading } from '@/features/engagement/useReading'
import { AdviserCard } from '@/features/me/AdviserCard'
import { ShareSheet } from '@/features/shares/ShareSheet'
import { isSinglePage } from '@/lib/launch'
import { go, goTab, routes, tabs } from '@/lib/routes'
import { Avatar } from '@/ui/Avatar'
import { BottomBar } from '@/ui/BottomBar'
import { Button } from '@/ui/Button'
import { Card } from '@/ui/Card'
import { Cell } from '@/ui/Cell'
import { Notice } from '@/ui/Notice'
import { Page } from '@/ui/Page'
import { Tag } from '@/ui/Tag'
import { ArticleBody } from './ArticleBody'
import { useListsAfterReading } from './useContents'

interface ArticleScreenProps {
  content: ContentView
  shareCode: string | null
}

/** The article with all that belongs to it: where to talk about it, who stands for it, passing it on. */
export function ArticleScreen({ content, shareCode }: ArticleScreenProps) {
  const [sharing, setSharing] = useState(false)
  useReading({ contentId: content.id, shareCode, body: '#article-body' })
  useListsAfterReading()
  if (content.recalledReason !== null) return <Recalled title={content.title} reason={content.recalledReason} />

  const bar = content.can.share && (
    <BottomBar>
      <Button id="article-share" onClick={() => setSharing(true)}>
        分享给朋友
      </Button>
    </BottomBar>
  )
  return (
    <Page id="article" bar={bar}>
      <Card>
        <ArticleBody content={content} />
      </Card>
      {content.group && <ArticleGroup group={content.group} />}
      {content.adviser && (
        <Card>
          <AdviserCard agent={content.adviser} />
        </Card>
      )}
      <Notice tone="quiet">文章仅供了解知识，不构成任何产品的销售或投资建议。具体保障以保险合同条款为准。</Notice>
      <ShareSheet
        title={content.title}
        subject="content"
        subjectId={content.id}
        open={sharing}
        onClose={() => setSharing(false)}
        fallback={routes.article({ id: content.id, s: shareCode })}
      />
    </Page>
  )
}

function ArticleGroup({ group }: { group: NonNullable<ContentView['group']> }) {
  const alone = isSinglePage()
  return (
    <Card list>
      <Cell
        id="article-group"
        lead={<Avatar name={group.name} square />}
        title={group.name}
        note={group.memberCount > 0 ? `${group.memberCount} 位成员在这里交流` : '一起读，一起聊'}
        value={alone ? null : <Tag tone={group.isMember ? 'ok' : 'brand'}>{group.isMember ? '已加入' : '去看看'}</Tag>}
        onClick={alone ? undefined : () => go(routes.group({ id: group.id }))}
      />
    </Card>
  )
}

function Recalled({ title, reason }: { title: string; reason: string }) {
  return (
    <Page id="article-recalled">
      <Card>
        <Notice tone="care">这篇内容已被撤回</Notice>
        <Cell title={title} note={reason} />
      </Card>
      {!isSinglePage() && (
        <Button id="article-home" kind="plain" onClick={() => goTab(tabs.home)}>
          看看其他文章
        </Button>
      )}
    </Page>
  )
}
