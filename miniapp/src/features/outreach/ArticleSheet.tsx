import { useQuery } from '@tanstack/react-query'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { readContents } from '@/features/contents/contents.api'
import { sentenceOf } from '@/lib/http'
import { Cell } from '@/ui/Cell'
import { Failed } from '@/ui/Failed'
import { Notice } from '@/ui/Notice'
import { SearchBox } from '@/ui/SearchBox'
import { Sheet } from '@/ui/Sheet'
import { Skeleton } from '@/ui/Skeleton'

export interface Article {
  id: string
  title: string
}

interface ArticleSheetProps {
  open: boolean
  onClose: () => void
  onPick: (article: Article) => void
}

/** The latest approved articles, or those that the words find. */
export function ArticleSheet({ open, onClose, onPick }: ArticleSheetProps) {
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
