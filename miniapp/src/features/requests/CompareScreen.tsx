import { View } from '@tarojs/components'
import type { IntroductionView, RequestView } from '@quanke/shared/contracts/referral-requests'
import { INTRODUCTION_KINDS, LIVE_INTRODUCTIONS } from '@quanke/shared/domain/referral-request'
import { back } from '@/lib/routes'
import { dateOn } from '@/lib/time'
import { Button } from '@/ui/Button'
import { Empty } from '@/ui/Empty'
import { Notice } from '@/ui/Notice'
import { Page } from '@/ui/Page'
import { introductionWords } from './labels'
import './requests.scss'

/** What is compared, line by line; a line that nobody has anything for is left out. */
const LINES: { label: string; of: (introduction: IntroductionView) => string | null }[] = [
  { label: '类型', of: ({ kind }) => INTRODUCTION_KINDS[kind] },
  { label: '进展', of: introductionWords },
  { label: '引荐人', of: ({ introducedBy }) => introducedBy },
  { label: '为什么', of: ({ words }) => words },
  { label: '地点', of: ({ provider, agent }) => provider?.place ?? agent?.teamName ?? null },
  { label: '时间', of: ({ provider }) => provider?.hours ?? null },
  {
    label: '资质',
    of: ({ provider, agent }) => provider?.licence ?? (agent ? `执业证编号 ${agent.licenceNumber}` : null),
  },
  { label: '核验', of: ({ provider }) => provider && `${provider.vouchedBy}，有效至${dateOn(provider.validUntil)}` },
  { label: '回答期限', of: ({ expiresAt }) => expiresAt && dateOn(expiresAt) },
]

/** The answers side by side; sideways scrolling where there are more than fit. */
export function CompareScreen({ request }: { request: RequestView }) {
  const answers = request.introductions.filter(
    ({ status }) => LIVE_INTRODUCTIONS.includes(status) || status === 'connected',
  )
  if (answers.length === 0)
    return (
      <Page id="compare">
        <Empty text="有多个引荐时，可以在这里放在一起看" />
      </Page>
    )
  const lines = LINES.filter(({ of }) => answers.some((one) => of(one) !== null))
  return (
    <Page id="compare">
      <Notice tone="quiet">排列按引荐的先后，不代表推荐次序。</Notice>
      <View className="compare">
        <View className="compare__table">
          <View className="compare__row">
            {answers.map(({ id, name }) => (
              <View className="compare__cell compare__name" key={id} id={`compare-${id}`}>
                {name}
              </View>
            ))}
          </View>
          {lines.map(({ label, of }) => (
            <View className="compare__row" key={label}>
              {answers.map((answer) => (
                <View className="compare__cell" key={answer.id}>
                  <View className="compare__label">{label}</View>
                  <View className="compare__value">{of(answer) ?? '未提供'}</View>
                </View>
              ))}
            </View>
          ))}
        </View>
      </View>
      <Button id="compare-back" kind="plain" onClick={back}>
        回到求推荐，作出选择
      </Button>
    </Page>
  )
}
