import { View } from '@tarojs/components'
import type { OriginHopView, OriginStepView, OriginView } from '@quanke/shared/contracts/clients'
import { SHARE_CHANNELS, SHARE_SUBJECTS } from '@quanke/shared/domain/share'
import { moment } from '@/lib/time'
import { Card } from '@/ui/Card'
import { Page } from '@/ui/Page'
import { Section } from '@/ui/Section'
import './clients.scss'

/** The way by which a client came: every hop with what was passed on and how the next one came by it, then what happened until today. */
export function OriginScreen({ origin }: { origin: OriginView }) {
  const { displayName, sentence, hops, steps } = origin
  return (
    <Page id="origin" title={displayName}>
      <Card>
        <View className="head" id="origin-sentence">
          {sentence}
        </View>
        <View className="note gap-small">
          {hops.length > 0
            ? `经过 ${hops.length} 次分享到达，每一步都有据可查。`
            : '没有经过分享到达，以下是登记与归属的经过。'}
        </View>
      </Card>
      {hops.length > 0 && (
        <>
          <Section title="怎样一步步到达" />
          <Card id="origin-hops">
            <View className="hops">
              {hops.map((hop, index) => (
                <Hop key={index} hop={hop} isFirst={index === 0} next={hops[index + 1]?.name ?? displayName} />
              ))}
              <View className="hops__one hops__one--last">{displayName}</View>
            </View>
          </Card>
        </>
      )}
      <Section title="之后" />
      <Card id="origin-steps">
        <View className="hops">
          {steps.map((step, index) => (
            <Step key={index} step={step} isLast={index === steps.length - 1} />
          ))}
        </View>
      </Card>
      <View className="note gap">
        还没有成为您客户的朋友不显示姓名。编号是来源账本里的记录，账本只增不改，每一条都与前一条相连。
      </View>
    </Page>
  )
}

/** What was passed on, by its name; a card has none of its own. */
function named({ kind, title }: OriginHopView['item']): string {
  if (kind === 'referral' || title === '') return SHARE_SUBJECTS[kind]
  return kind === 'content' ? `文章《${title}》` : `${SHARE_SUBJECTS[kind]}「${title}」`
}

function Hop({ hop, isFirst, next }: { hop: OriginHopView; isFirst: boolean; next: string }) {
  const { name, item, channel, campaign, at, arrival, entry } = hop
  const how = [SHARE_CHANNELS[channel], campaign && `活动批次「${campaign}」`, moment(at), numbered(entry)]
  return (
    <View className="hops__one">
      <View>{`${name} ${isFirst ? '分享' : '转发'}${named(item)}`}</View>
      <View className="note">{how.filter(Boolean).join('，')}</View>
      {arrival && (
        <View className="note">
          {[`${next} 打开`, arrival.scene, arrival.chatGroup, moment(arrival.at)].filter(Boolean).join('，')}
        </View>
      )}
    </View>
  )
}

function Step({ step, isLast }: { step: OriginStepView; isLast: boolean }) {
  return (
    <View className={isLast ? 'hops__one hops__one--last' : 'hops__one'}>
      <View>{step.title}</View>
      <View className="note">{[step.note, moment(step.at), numbered(step.entry)].filter(Boolean).join('，')}</View>
    </View>
  )
}

const numbered = (entry: string | null): string | null => (entry === null ? null : `编号 ${entry}`)
