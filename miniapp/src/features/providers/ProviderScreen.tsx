import { View } from '@tarojs/components'
import { useState } from 'react'
import type { ProviderView } from '@quanke/shared/contracts/providers'
import { REQUEST_CATEGORIES } from '@quanke/shared/domain/referral-request'
import { dateOn } from '@/lib/time'
import { sure, tell } from '@/lib/tell'
import { Card } from '@/ui/Card'
import { Cell } from '@/ui/Cell'
import { Empty } from '@/ui/Empty'
import { Notice } from '@/ui/Notice'
import { Page } from '@/ui/Page'
import { Section } from '@/ui/Section'
import { Tag } from '@/ui/Tag'
import { otherActs } from './acts'
import { standing } from './labels'
import { ProviderBar } from './ProviderBar'
import { useEraseProvider } from './useProviders'
import { ProviderSheets, type ProviderSheetName } from './ProviderSheets'

/** Everything that is known of a provider, and what this reader may do about it. */
export function ProviderScreen({ provider }: { provider: ProviderView }) {
  const [sheet, setSheet] = useState<ProviderSheetName | null>(null)
  const { words, tone } = standing(provider)
  const acts = otherActs(provider.can)
  const erase = useEraseProvider(provider.id, () => tell('已删除'))
  const askToErase = async (): Promise<void> => {
    if (await sure('删除后不能恢复，客户也不再看到对方的联系方式。', '删除')) erase.run(undefined)
  }
  if (provider.isErased)
    return (
      <Page id="provider">
        <Empty text="已按对方的要求删除资料" note="只留下曾经引荐过的次数。" />
      </Page>
    )
  return (
    <Page id="provider" bar={<ProviderBar provider={provider} onSheet={setSheet} />}>
      <Card>
        <View className="tags">
          <View className="head">{provider.name}</View>
          <Tag tone={tone}>{words}</Tag>
        </View>
        <View className="note gap-small">{REQUEST_CATEGORIES[provider.kind]}</View>
      </Card>
      {provider.renewUntil && (
        <Notice id="provider-renewal">{`申请续期到 ${dateOn(provider.renewUntil)}，等待合规人员确认`}</Notice>
      )}
      {provider.reason && <Notice id="provider-reason">{`审核意见：${provider.reason}`}</Notice>}
      <Card list>
        <Cell title="地点" note={provider.place} />
        <Cell title="时间" note={provider.hours} />
        <Cell title="资质" note={provider.licence} />
        <Cell title="有效期至" note={dateOn(provider.validUntil)} />
        {provider.contact && <Cell id="provider-contact" title="公开的联系方式" note={provider.contact} />}
      </Card>
      <Section title="谁核验过" />
      <Card list>
        {provider.vouches.length === 0 && <Cell title={provider.vouchedBy} note="入册时核验" />}
        {provider.vouches.map(({ by, words: said, at }) => (
          <Cell key={`${by} ${at}`} title={by} note={`${dateOn(at)}：${said}`} />
        ))}
      </Card>
      {erase.error && <Notice tone="stop">{erase.error.message}</Notice>}
      {(acts.length > 0 || provider.can.erase) && (
        <>
          <Section title="其他操作" />
          <Card list>
            {acts.map((act) => (
              <Cell
                key={act.sheet}
                id={`provider-${act.sheet}`}
                title={act.title}
                note={act.note}
                onClick={() => setSheet(act.sheet)}
              />
            ))}
            {provider.can.erase && (
              <Cell
                id="provider-erase"
                title="删除资料"
                note="对方要求时使用，名录和所有引荐里的名称、联系方式一并删除"
                onClick={() => void askToErase()}
              />
            )}
          </Card>
        </>
      )}
      <Notice tone="quiet">名录只供代理人引荐时使用，不向客户展示；客户只会在引荐里看到。</Notice>
      <ProviderSheets provider={provider} sheet={sheet} onClose={() => setSheet(null)} />
    </Page>
  )
}
