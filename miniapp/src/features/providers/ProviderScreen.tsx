import { View } from '@tarojs/components'
import { useState } from 'react'
import type { ProviderView } from '@quanke/shared/contracts/providers'
import { REQUEST_CATEGORIES } from '@quanke/shared/domain/referral-request'
import { dateOn } from '@/lib/time'
import { Card } from '@/ui/Card'
import { Cell } from '@/ui/Cell'
import { Notice } from '@/ui/Notice'
import { Page } from '@/ui/Page'
import { Section } from '@/ui/Section'
import { Tag } from '@/ui/Tag'
import { otherActs } from './acts'
import { standing } from './labels'
import { ProviderBar } from './ProviderBar'
import { ProviderSheets, type ProviderSheetName } from './ProviderSheets'

/** Everything that is known of a provider, and what this reader may do about it. */
export function ProviderScreen({ provider }: { provider: ProviderView }) {
  const [sheet, setSheet] = useState<ProviderSheetName | null>(null)
  const { words, tone } = standing(provider)
  const acts = otherActs(provider.can)
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
      {acts.length > 0 && (
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
          </Card>
        </>
      )}
      <Notice tone="quiet">名录只供代理人引荐时使用，不向客户展示；客户只会在引荐里看到。</Notice>
      <ProviderSheets provider={provider} sheet={sheet} onClose={() => setSheet(null)} />
    </Page>
  )
}
