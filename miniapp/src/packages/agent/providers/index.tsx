import { useRouter } from '@tarojs/taro'
import { useState } from 'react'
import { PROVIDER_PARTS, type ProviderPart } from '@quanke/shared/domain/provider'
import { REQUEST_CATEGORIES, type RequestCategory } from '@quanke/shared/domain/referral-request'
import { useMe } from '@/features/me/useMe'
import { ProviderCell } from '@/features/providers/ProviderCell'
import { useProviders } from '@/features/providers/useProviders'
import { go, routes } from '@/lib/routes'
import { BottomBar } from '@/ui/BottomBar'
import { Button } from '@/ui/Button'
import { Empty } from '@/ui/Empty'
import { Page } from '@/ui/Page'
import { PagedList } from '@/ui/PagedList'
import { SearchBox } from '@/ui/SearchBox'
import { Tabs } from '@/ui/Tabs'

const parts = Object.keys(PROVIDER_PARTS) as ProviderPart[]
const PARTS = parts.map((value) => ({ value, label: PROVIDER_PARTS[value] }))
const KINDS = [
  { value: 'all' as const, label: '全部' },
  ...(Object.keys(REQUEST_CATEGORIES) as RequestCategory[]).map((value) => ({
    value,
    label: REQUEST_CATEGORIES[value],
  })),
]
const EMPTY: Record<ProviderPart, string> = {
  listed: '审核通过的服务伙伴会出现在这里',
  due: '资质快到期、需要复核的会出现在这里',
  proposed: '等待合规审核的会出现在这里',
  ended: '未通过或已移出的会出现在这里',
}

/** The directory of vetted providers, for agents, leaders and compliance. */
export default function Providers() {
  const { part: first } = useRouter().params
  const [part, setPart] = useState<ProviderPart>(parts.find((one) => one === first) ?? 'listed')
  const [kind, setKind] = useState<RequestCategory | 'all'>('all')
  const [words, setWords] = useState('')
  const me = useMe()
  const list = useProviders({ part, kind: kind === 'all' ? undefined : kind, q: words })
  const bar = me.data?.agent && (
    <BottomBar>
      <Button id="providers-propose" onClick={() => go(routes.proposeProvider())}>
        推荐一位服务伙伴入册
      </Button>
    </BottomBar>
  )
  return (
    <Page id="providers" bar={bar}>
      <SearchBox id="directory-search" placeholder="搜索名称、地点或资质" onSearch={setWords} />
      <Tabs id="directory-part" options={PARTS} value={part} onChange={setPart} />
      <Tabs id="directory-kind" options={KINDS} value={kind} onChange={setKind} />
      <PagedList list={list} empty={<Empty text={EMPTY[part]} />}>
        {(provider) => <ProviderCell key={provider.id} provider={provider} />}
      </PagedList>
    </Page>
  )
}
