import { View } from '@tarojs/components'
import Taro, { useShareAppMessage, useShareTimeline } from '@tarojs/taro'
import { useEffect, useState } from 'react'
import type { ShareView } from '@quanke/shared/contracts/shares'
import { CampaignPart } from '@/features/campaigns/CampaignPart'
import { useChosenCampaign } from '@/features/campaigns/useCampaigns'
import { useMe } from '@/features/me/useMe'
import { isSinglePage } from '@/lib/launch'
import { Button } from '@/ui/Button'
import { Notice } from '@/ui/Notice'
import { Sheet } from '@/ui/Sheet'
import { Poster } from './Poster'
import { usePrepareShare, type Shared } from './useShares'
import './shares.scss'

interface ShareSheetProps extends Shared {
  title: string
  open: boolean
  onClose: () => void
  /** The page's own path, for the menu's share when the server does not answer in time. */
  fallback: string
  onRead?: () => void
}

/** Two ways to pass a thing on, a card or a QR poster, each with its own short code that exists before it is sent. */
export function ShareSheet({ title, open, onClose, fallback, onRead, ...shared }: ShareSheetProps) {
  // The single page of Moments knows nobody, and asks for nobody.
  const isAgent = Boolean(useMe(!isSinglePage()).data?.agent)
  const [remembered, setCampaign] = useChosenCampaign()
  const campaignId = isAgent ? remembered : null
  const card = usePrepareShare({ ...shared, campaignId })
  const [poster, setPoster] = useState<ShareView | null>(null)
  const qr = usePrepareShare({ ...shared, campaignId }, setPoster)
  const { run: prepareCard, result: ready } = card

  useEffect(() => {
    // A card that is opened in a chat group then says which; phones that cannot send it without.
    if (!isSinglePage()) void Taro.updateShareMenu({ withShareTicket: true }).catch(() => undefined)
  }, [])
  useEffect(() => {
    if (open && !ready) prepareCard('card')
    // `run` does nothing while one is under way; the key makes a second try the same share.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [open])
  const wrongCampaign = card.error?.code === 'campaign_closed' || card.error?.code === 'campaign_not_found'
  useEffect(() => {
    if (wrongCampaign) setCampaign(null)
    // eslint-disable-next-line react-hooks/exhaustive-deps -- once for each refusal
  }, [wrongCampaign])
  useEffect(() => {
    if (open) prepareCard('card')
    // eslint-disable-next-line react-hooks/exhaustive-deps -- a share is made anew for another campaign only
  }, [campaignId])
  useShareAppMessage(() => {
    // From WeChat's own menu the share may not exist yet; WeChat waits three seconds for the promise.
    const sent = ready ? cardOf(ready) : { title, path: fallback, promise: card.make('card').then(cardOf) }
    card.passedOn('card')
    return sent
  })
  // Moments takes the page's own path, so only the query is ours.
  useShareTimeline(() => {
    const sent = { title: ready?.title ?? title, query: queryOf(ready?.path ?? fallback) }
    const told = ready ? sent : { ...sent, promise: card.make('card').then(momentOf) }
    card.passedOn('card')
    return told
  })

  const close = (): void => {
    setPoster(null)
    onClose()
  }
  return (
    <Sheet id="share-sheet" open={open} title={poster ? '二维码海报' : '分享'} onClose={close}>
      {poster ? (
        <Poster share={poster} onSaved={() => qr.passedOn('qr')} />
      ) : (
        <View>
          <View className="share-card">
            <View className="head">{title}</View>
            <View className="note gap-small">圈客 分享卡片</View>
          </View>
          {onRead && (
            <Button id="share-read" kind="text" onClick={onRead}>
              阅读全文
            </Button>
          )}
          {isAgent && <CampaignPart chosen={campaignId} onChoose={setCampaign} />}
          {(card.error ?? qr.error) && (
            <View className="gap">
              <Notice tone="stop">{(card.error ?? qr.error)?.message}</Notice>
            </View>
          )}
          <View className="gap row">
            <Button id="share-poster" kind="plain" busy={qr.isBusy} onClick={() => qr.run('qr')}>
              二维码海报
            </Button>
            {ready ? (
              <Button id="share-send" openType="share">
                发送给朋友
              </Button>
            ) : (
              <Button id="share-prepare" busy={card.isBusy} onClick={() => card.run('card')}>
                {card.error ? '重试' : '正在准备'}
              </Button>
            )}
          </View>
          <View className="gap">
            <Notice tone="quiet">内容已经审核，分享时不能改动。请勿以任何利益诱导他人分享。</Notice>
          </View>
        </View>
      )}
    </Sheet>
  )
}

function cardOf(share: ShareView) {
  return { title: share.title, path: share.path }
}

function momentOf(share: ShareView) {
  return { title: share.title, query: queryOf(share.path) }
}

const queryOf = (path: string): string => path.split('?')[1] ?? ''
