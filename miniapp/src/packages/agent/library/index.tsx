import { useState } from 'react'
import type { ContentRow } from '@quanke/shared/contracts/contents'
import { TOPICS, topics, type Topic } from '@quanke/shared/domain/content'
import { ContentCell } from '@/features/contents/ContentCell'
import { useContents } from '@/features/contents/useContents'
import { ShareSheet } from '@/features/shares/ShareSheet'
import { go, routes } from '@/lib/routes'
import { Empty } from '@/ui/Empty'
import { Page } from '@/ui/Page'
import { PagedList } from '@/ui/PagedList'
import { SearchBox } from '@/ui/SearchBox'
import { Tabs } from '@/ui/Tabs'

const OPTIONS = [
  { value: 'all' as const, label: '全部' },
  ...topics.map((topic) => ({ value: topic, label: TOPICS[topic] })),
]

/** The approved articles an agent may pass on, unaltered. */
export default function Library() {
  const [topic, setTopic] = useState<Topic | 'all'>('all')
  const [words, setWords] = useState('')
  const [picked, setPicked] = useState<ContentRow | null>(null)
  const [isOpen, setOpen] = useState(false)
  const list = useContents({ topic: topic === 'all' ? undefined : topic, q: words })
  return (
    <Page id="library">
      <SearchBox id="library-search" placeholder="搜索文章" onSearch={setWords} />
      <Tabs id="library-topic" options={OPTIONS} value={topic} onChange={setTopic} />
      <PagedList list={list} empty={<Empty text="审核通过的文章会出现在这里" />}>
        {(content) => (
          <ContentCell
            key={content.id}
            content={content}
            onClick={() => {
              setPicked(content)
              setOpen(true)
            }}
          />
        )}
      </PagedList>
      {picked && (
        <ShareSheet
          key={picked.id}
          title={picked.title}
          subject="content"
          subjectId={picked.id}
          open={isOpen}
          onClose={() => setOpen(false)}
          onRead={() => go(routes.article({ id: picked.id }))}
          fallback={routes.article({ id: picked.id })}
        />
      )}
    </Page>
  )
}
