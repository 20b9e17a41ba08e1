import { ShareCell } from '@/features/shares/ShareCell'
import { useShares } from '@/features/shares/useShares'
import { go, routes } from '@/lib/routes'
import { Button } from '@/ui/Button'
import { Empty } from '@/ui/Empty'
import { Page } from '@/ui/Page'
import { PagedList } from '@/ui/PagedList'

/** What this agent has passed on, latest first. */
export default function Shares() {
  const list = useShares()
  return (
    <Page id="shares">
      <PagedList
        list={list}
        empty={
          <Empty text="您的分享会出现在这里">
            <Button id="shares-library" kind="plain" small onClick={() => go(routes.library())}>
              去内容库选一篇
            </Button>
          </Empty>
        }
      >
        {(share) => <ShareCell key={share.id} share={share} />}
      </PagedList>
    </Page>
  )
}
