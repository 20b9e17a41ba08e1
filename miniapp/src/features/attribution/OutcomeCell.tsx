import { View } from '@tarojs/components'
import type { AttributedOutcomeView } from '@quanke/shared/contracts/attribution'
import { OUTCOME_KINDS } from '@quanke/shared/domain/attribution'
import { SHARE_CHANNELS, type ShareSubject } from '@quanke/shared/domain/share'
import { go, routes } from '@/lib/routes'
import { dateOn } from '@/lib/time'
import { Cell } from '@/ui/Cell'
import { creditsWords } from './words'

/** What was shared, with its marks: titles have commas of their own. A card that has forgotten its friend has no title. */
const TITLED: Record<ShareSubject, (title: string) => string> = {
  content: (title) => `《${title}》`,
  group: (title) => `圈子「${title}」`,
  event: (title) => `活动「${title}」`,
  agent: (title) => `${title}的名片`,
  referral: (title) => title || '推荐卡',
}

/** One outcome behind a figure: who, the way there, and what each model gives. */
export function OutcomeCell({ outcome }: { outcome: AttributedOutcomeView }) {
  const { clientId, path } = outcome
  return (
    <Cell
      id={`outcome-${outcome.id}`}
      className="outcome"
      title={`${outcome.who}，${dateOn(outcome.at)}${OUTCOME_KINDS[outcome.outcome]}`}
      note={
        <>
          {path.map(({ at, channel, scene, item, sharer }, index) => (
            <View key={`${at} ${index}`}>
              {`${index + 1}. ${dateOn(at)}，${sharer}分享的${TITLED[item.kind](item.title)}，${scene ?? SHARE_CHANNELS[channel]}`}
            </View>
          ))}
          <View>{path.length === 0 ? '没有经过分享' : creditsWords(outcome.credits)}</View>
        </>
      }
      onClick={clientId ? () => go(routes.client({ id: clientId })) : undefined}
    />
  )
}
