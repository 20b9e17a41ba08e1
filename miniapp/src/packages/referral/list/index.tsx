import { useShareAppMessage } from '@tarojs/taro'
import { useState } from 'react'
import type { GivenReferralView } from '@quanke/shared/contracts/referrals'
import { NoAdviser } from '@/features/me/NoAdviser'
import { useMe } from '@/features/me/useMe'
import { cardOf } from '@/features/referrals/card'
import { AskedCard } from '@/features/referrals/AskedCard'
import { AskSwitch } from '@/features/referrals/AskSwitch'
import { GivenCard } from '@/features/referrals/GivenCard'
import { SendSheet } from '@/features/referrals/SendSheet'
import { useGiven } from '@/features/referrals/useReferrals'
import { go, routes, tabs } from '@/lib/routes'
import { BottomBar } from '@/ui/BottomBar'
import { Button } from '@/ui/Button'
import { Empty } from '@/ui/Empty'
import { Loaded } from '@/ui/Loaded'
import { Page } from '@/ui/Page'
import { PagedList } from '@/ui/PagedList'
import { Skeleton } from '@/ui/Skeleton'

const NONE_YET = <Empty drawing="people" text="您还没有推荐过朋友" note="您信任的代理人，也可以介绍给信任您的朋友。" />
const NOBODY_TO_RECOMMEND = <NoAdviser text="有了专属代理人后，可以推荐给朋友" />

/** The cards this person gave, each with a kind and discreet status. */
export default function MyReferrals() {
  const me = useMe()
  const list = useGiven(me.data?.isClient ?? false)
  const [sending, setSending] = useState<GivenReferralView | null>(null)
  useShareAppMessage(() => (sending ? cardOf(sending) : { title: '圈客', path: tabs.home }))
  const bar = me.data?.can.refer && (
    <BottomBar>
      <Button id="referrals-new" onClick={() => go(routes.refer())}>
        推荐给朋友
      </Button>
    </BottomBar>
  )
  return (
    <Page id="referrals" bar={bar}>
      <Loaded query={me} skeleton={<Skeleton />}>
        {({ isClient, can }) =>
          isClient ? (
            <>
              <AskedCard enabled />
              <PagedList
                loose
                list={list}
                empty={can.refer ? NONE_YET : NOBODY_TO_RECOMMEND}
                foot={<AskSwitch enabled />}
              >
                {(given) => <GivenCard key={given.id} given={given} onSend={() => setSending(given)} />}
              </PagedList>
            </>
          ) : (
            NOBODY_TO_RECOMMEND
          )
        }
      </Loaded>
      <SendSheet given={sending} onClose={() => setSending(null)} />
    </Page>
  )
}
