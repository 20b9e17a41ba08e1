import { useState } from 'react'
import { GroupCell } from '@/features/groups/GroupCell'
import { useGroups } from '@/features/groups/useGroups'
import { Empty } from '@/ui/Empty'
import { Page } from '@/ui/Page'
import { PagedList } from '@/ui/PagedList'
import { SearchBox } from '@/ui/SearchBox'
import { Tabs } from '@/ui/Tabs'

const SCOPES = [
  { value: 'all', label: '全部圈子' },
  { value: 'mine', label: '我加入的' },
] as const

/** All groups, to browse, search and enter. */
export default function Groups() {
  const [scope, setScope] = useState<'all' | 'mine'>('all')
  const [words, setWords] = useState('')
  const list = useGroups({ q: words, mine: scope === 'mine' || undefined })
  const empty = words
    ? '没有找到相符的圈子，换个词试试'
    : scope === 'mine'
      ? '您加入的圈子会出现在这里'
      : '圈子正在准备中'
  return (
    <Page id="groups">
      <SearchBox id="groups-search" placeholder="搜索圈子" onSearch={setWords} />
      <Tabs id="groups-scope" options={SCOPES} value={scope} onChange={setScope} />
      <PagedList led list={list} empty={<Empty text={empty} />}>
        {(group) => <GroupCell key={group.id} group={group} />}
      </PagedList>
    </Page>
  )
}
