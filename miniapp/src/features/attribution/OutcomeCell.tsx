import { View } from '@tarojs/components'
import type { AttributedOutcomeView } from '@quanke/shared/contracts/attribution'
import { OUTCOME_KINDS } from '@quanke/shared/domain/attribution'
import { SHARE_CHANNELS } from '@quanke/shared/domain/share'
import { go, routes } from '@/lib/routes'
import { dateOn } from '@/lib/time'
import { Cell } from '@/ui/Cell'
import { creditsWords } from './words'

/** An article's title has commas of its own. */
const titled = ({ kind, title }: AttributedOutcomeView['path'][number]['item']): string =>
  kind === 'content' ? `《${title}》` : title

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
              {`${index + 1}. ${dateOn(at)}，${sharer}分享的${titled(item)}，${scene ?? SHARE_CHANNELS[channel]}`}
            </View>
          ))}
          <View>{path.length === 0 ? '没有经过分享' : creditsWords(outcome.credits)}</View>
        </>
      }
      onClick={clientId ? () => go(routes.client({ id: clientId })) : undefined}
    />
  )
}
