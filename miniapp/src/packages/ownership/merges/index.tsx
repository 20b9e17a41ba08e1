import { useRouter } from '@tarojs/taro'
import { MergeCard } from '@/features/ownership/MergeCard'
import { useMerges } from '@/features/ownership/useOwnership'
import { go, routes } from '@/lib/routes'
import { BottomBar } from '@/ui/BottomBar'
import { Button } from '@/ui/Button'
import { Empty } from '@/ui/Empty'
import { Page } from '@/ui/Page'
import { PagedList } from '@/ui/PagedList'

/** The merges of one client, with the way back, and the way to another. */
export default function Merges() {
  const { id = '' } = useRouter().params
  const list = useMerges(id)
  const bar = (
    <BottomBar>
      <Button id="merges-new" kind="plain" onClick={() => go(routes.merge({ id }))}>
        与另一份档案合并
      </Button>
    </BottomBar>
  )
  return (
    <Page id="merges" bar={bar}>
      <PagedList loose list={list} empty={<Empty drawing="people" text="这份档案没有合并过" />}>
        {(merge) => <MergeCard key={merge.id} merge={merge} />}
      </PagedList>
    </Page>
  )
}
