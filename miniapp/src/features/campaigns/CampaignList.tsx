import { View } from '@tarojs/components'
import { useState } from 'react'
import type { CampaignView } from '@quanke/shared/contracts/campaigns'
import { NameSheet } from '@/features/sources/NameSheet'
import { go, routes } from '@/lib/routes'
import { tell } from '@/lib/tell'
import { dateOn } from '@/lib/time'
import { Button } from '@/ui/Button'
import { Cell } from '@/ui/Cell'
import { Empty } from '@/ui/Empty'
import { Notice } from '@/ui/Notice'
import { PagedList } from '@/ui/PagedList'
import { Tag } from '@/ui/Tag'
import { useAllCampaigns, useChangeCampaign } from './useCampaigns'

/** The agent's campaigns, those that are over too. */
export function CampaignList() {
  const campaigns = useAllCampaigns()
  const [chosen, setChosen] = useState<CampaignView | null>(null)
  const empty = (
    <Empty text="分享时选用的活动批次会出现在这里">
      <Button id="campaigns-share" kind="plain" small onClick={() => go(routes.library())}>
        去选一篇文章分享
      </Button>
    </Empty>
  )
  return (
    <>
      <PagedList
        list={campaigns}
        empty={empty}
        foot={<Notice tone="quiet">批次结束后，之前的分享照常计入来源看板。客户看不到批次。</Notice>}
      >
        {(campaign) => (
          <Cell
            key={campaign.id}
            id={`campaign-${campaign.id}`}
            title={campaign.name}
            note={`${dateOn(campaign.createdAt)} 建立，您分享过 ${campaign.shareCount} 次`}
            value={campaign.isOpen ? null : <Tag>已结束</Tag>}
            onClick={() => setChosen(campaign)}
          />
        )}
      </PagedList>
      {chosen && <CampaignSheet key={chosen.id} campaign={chosen} onClose={() => setChosen(null)} />}
    </>
  )
}

function CampaignSheet({ campaign, onClose }: { campaign: CampaignView; onClose: () => void }) {
  const { id, name, isOpen } = campaign
  const done = (words: string) => (): void => {
    tell(words)
    onClose()
  }
  const rename = useChangeCampaign(id, (to: string) => ({ name: to, isOpen }), done('已改名'))
  // An edit that was not saved is not slipped in with the end.
  const turn = useChangeCampaign(
    id,
    () => ({ name, isOpen: !isOpen }),
    done(isOpen ? '已结束，可以随时重新启用' : '已重新启用'),
  )
  return (
    <NameSheet
      id="campaign-sheet"
      title={isOpen ? '活动批次' : '已结束的批次'}
      label="批次名称"
      hint="客户看不到"
      name={name}
      write={rename}
      onClose={onClose}
    >
      {turn.error && (
        <View className="gap">
          <Notice tone="stop">{turn.error.message}</Notice>
        </View>
      )}
      <View className="gap-small row">
        <Button id="campaign-turn" kind="text" busy={turn.isBusy} onClick={() => turn.run(undefined)}>
          {isOpen ? '结束这个批次' : '重新启用'}
        </Button>
      </View>
      <View className="note">
        {isOpen ? '结束后，新的分享不再选用它；以后可以重新启用。' : '重新启用后，分享时又可以选用它。'}
      </View>
    </NameSheet>
  )
}
