import { useState } from 'react'
import { TOPICS, topics, type Topic } from '@quanke/shared/domain/content'
import { ContentCell } from '@/features/contents/ContentCell'
import { useContents } from '@/features/contents/useContents'
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

/** All approved articles, by topic and by words. */
export default function Articles() {
  const [topic, setTopic] = useState<Topic | 'all'>('all')
  const [words, setWords] = useState('')
  const list = useContents({ topic: topic === 'all' ? undefined : topic, q: words })
  return (
    <Page id="articles">
      <SearchBox id="articles-search" placeholder="搜索文章" onSearch={setWords} />
      <Tabs id="articles-topic" options={OPTIONS} value={topic} onChange={setTopic} />
      <PagedList
        list={list}
        empty={<Empty text={words ? '没有找到相符的文章，换个词试试' : '审核通过的文章会出现在这里'} />}
      >
        {(content) => (
          <ContentCell key={content.id} content={content} onClick={() => go(routes.article({ id: content.id }))} />
        )}
      </PagedList>
    </Page>
  )
}
