import { View } from '@tarojs/components'
import { useState } from 'react'
import type { ProviderView } from '@quanke/shared/contracts/providers'
import { REQUEST_CATEGORIES, type RequestCategory } from '@quanke/shared/domain/referral-request'
import { useProviders } from '@/features/providers/useProviders'
import { dateOn } from '@/lib/time'
import { Cell } from '@/ui/Cell'
import { Empty } from '@/ui/Empty'
import { PagedList } from '@/ui/PagedList'
import { SearchBox } from '@/ui/SearchBox'
import { Sheet } from '@/ui/Sheet'
import { Tag } from '@/ui/Tag'

interface ProviderSheetProps {
  open: boolean
  category: RequestCategory
  onClose: () => void
  onChoose: (provider: ProviderView) => void
}

/** The directory of vetted providers of this category; whose licence has run out cannot be introduced. */
export function ProviderSheet({ open, category, onClose, onChoose }: ProviderSheetProps) {
  return (
    <Sheet id="provider-sheet" open={open} title={`服务伙伴：${REQUEST_CATEGORIES[category]}`} onClose={onClose}>
      <Providers category={category} onChoose={onChoose} />
    </Sheet>
  )
}

function Providers({ category, onChoose }: Pick<ProviderSheetProps, 'category' | 'onChoose'>) {
  const [words, setWords] = useState('')
  const list = useProviders({ kind: category, q: words })
  return (
    <View>
      <SearchBox id="providers-search" placeholder="搜索名称或地点" onSearch={setWords} />
      <View className="gap">
        <PagedList list={list} empty={<Empty text="名录中暂无这一类的服务伙伴，可以引荐您认识的人" />}>
          {(provider) => (
            <Cell
              key={provider.id}
              id={`provider-${provider.id}`}
              className="provider-cell"
              title={provider.name}
              note={`${provider.place}，${provider.vouchedBy}核验，有效至${dateOn(provider.validUntil)}`}
              value={provider.isValid ? undefined : <Tag tone="care">资质已过期</Tag>}
              onClick={provider.isValid ? () => onChoose(provider) : undefined}
            />
          )}
        </PagedList>
        {list.hasMore && (
          <View id="providers-more" className="end" onClick={list.more}>
            更多
          </View>
        )}
      </View>
    </View>
  )
}
