import { useQuery } from '@tanstack/react-query'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { readContents } from '@/features/contents/contents.api'
import { sentenceOf } from '@/lib/http'
import { Card } from '@/ui/Card'
import { Cell } from '@/ui/Cell'
import { Failed } from '@/ui/Failed'
import { Notice } from '@/ui/Notice'
import { SearchBox } from '@/ui/SearchBox'
import { Sheet } from '@/ui/Sheet'
import { Skeleton } from '@/ui/Skeleton'
import type { Named } from './plan-draft'

interface ArticleSheetProps {
  open: boolean
  onClose: () => void
  onPick: (article: Named) => void
}

/** The article of a plan. */
export function ArticleChoice({ article, onPick }: { article: Named | null; onPick: (article: Named) => void }) {
  const [isChoosing, setChoosing] = useState(false)
  return (
    <>
      <Card list>
        <Cell
          id="plan-article"
          title={article?.title ?? '选择文章'}
          note={article ? '审核过的文章，原样分享' : '从审核过的内容里选一篇'}
          value={article ? '更换' : undefined}
          onClick={() => setChoosing(true)}
        />
      </Card>
      <ArticleSheet
        open={isChoosing}
        onClose={() => setChoosing(false)}
        onPick={(picked) => {
          onPick(picked)
          setChoosing(false)
        }}
      />
    </>
  )
}

/** The latest approved articles, or those that the words find. */
function ArticleSheet({ open, onClose, onPick }: ArticleSheetProps) {
  const [words, setWords] = useState('')
  const list = useQuery({
    queryKey: ['contents', 'pick', words],
    queryFn: async () => (await readContents({ q: words })).items,
    enabled: open,
  })
  return (
    <Sheet id="article-sheet" open={open} title="选择文章" onClose={onClose}>
      <SearchBox id="article-search" placeholder="搜索文章" onSearch={setWords} />
      {list.isPending && <Skeleton kind="text" />}
      {list.isError && !list.data && <Failed text={sentenceOf(list.error)} onRetry={list.refetch} />}
      {list.data?.length === 0 && <Notice tone="quiet">没有找到审核过的文章，换个词试试</Notice>}
      <View>
        {(list.data ?? []).map(({ id, title, minutes }) => (
          <Cell
            key={id}
            id={`pick-${id}`}
            title={title}
            note={`${minutes} 分钟`}
            onClick={() => onPick({ id, title })}
          />
        ))}
      </View>
    </Sheet>
  )
}
