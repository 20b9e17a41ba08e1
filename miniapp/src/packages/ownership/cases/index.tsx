import { useRouter } from '@tarojs/taro'
import { CaseCell } from '@/features/ownership/CaseCell'
import { useOwnCases, useWaitingCases } from '@/features/ownership/useOwnership'
import { go, routes } from '@/lib/routes'
import { BottomBar } from '@/ui/BottomBar'
import { Button } from '@/ui/Button'
import { Empty } from '@/ui/Empty'
import { Page } from '@/ui/Page'
import { PagedList } from '@/ui/PagedList'

/** The agent's own cases, or the queue of those who decide. */
export default function Cases() {
  const { queue } = useRouter().params
  return queue === undefined ? <Own /> : <Waiting />
}

function Own() {
  const list = useOwnCases()
  const bar = (
    <BottomBar>
      <Button id="cases-dispute" kind="plain" onClick={() => go(routes.dispute())}>
        提出归属异议
      </Button>
    </BottomBar>
  )
  return (
    <Page id="cases" bar={bar}>
      <PagedList list={list} empty={<Empty drawing="people" text="与您有关的归属争议会出现在这里" />}>
        {(one) => <CaseCell key={one.id} one={one} />}
      </PagedList>
    </Page>
  )
}

function Waiting() {
  const list = useWaitingCases()
  return (
    <Page id="cases-waiting" title="归属裁定">
      <PagedList list={list} empty={<Empty drawing="people" text="没有等待裁定的归属争议" />}>
        {(one) => <CaseCell key={one.id} one={one} />}
      </PagedList>
    </Page>
  )
}
