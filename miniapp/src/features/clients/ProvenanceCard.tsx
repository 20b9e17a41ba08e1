import { View } from '@tarojs/components'
import type { ClientView, HopView } from '@quanke/shared/contracts/clients'
import { BINDING_RULES } from '@quanke/shared/domain/client'
import { SHARE_CHANNELS } from '@quanke/shared/domain/share'
import { go, routes } from '@/lib/routes'
import { moment } from '@/lib/time'
import { changeWords } from './change-words'
import { Card } from '@/ui/Card'
import { Cell } from '@/ui/Cell'
import { Section } from '@/ui/Section'
import './clients.scss'

/** Where the client came from, hop by hop, and why the client is whose. */
export function ProvenanceCard({ client }: { client: ClientView }) {
  const { provenance, binding, ownership, assists } = client
  return (
    <>
      <Card id="client-origin">
        <View className="head">{provenance.sentence}</View>
        <View className="note gap-small">{moment(provenance.at)}</View>
        <View className="hops">
          {provenance.hops.map((hop, index) => (
            <Hop key={index} hop={hop} />
          ))}
          <View className="hops__one hops__one--last">{client.displayName}</View>
        </View>
      </Card>
      <Card list>
        <Cell id="client-origin-chain" title="来源链路" onClick={() => go(routes.origin({ id: client.id }))} />
      </Card>
      <Section title="为什么归属" />
      <Card id="client-binding">
        <View className="words">{binding.explanation}</View>
      </Card>
      <Card list>
        <Cell
          id="client-story"
          title={client.can.answer ? '为什么归我' : '为什么归属'}
          note="判定时的事实、规则和每一次变更"
          onClick={() => go(routes.story({ id: client.id }))}
        />
        <Cell
          id="client-merges"
          title="档案合并"
          note="同一位客户的另一份档案"
          onClick={() => go(routes.merges({ id: client.id }))}
        />
      </Card>
      {ownership.length > 0 && (
        <Card list>
          {ownership.map((change) => (
            <Cell
              key={`${change.at} ${change.rule}`}
              title={changeWords(change)}
              note={`${moment(change.at)}，${change.reason || BINDING_RULES[change.rule]}，${change.by}`}
            />
          ))}
        </Card>
      )}
      {assists.length > 0 && (
        <>
          <Section title="其他代理人的助攻" />
          <Card list>
            {assists.map((assist) => (
              <Cell
                key={`${assist.at} ${assist.agentName}`}
                className="assist"
                title={`${assist.agentName} 分享的《${assist.title}》`}
                note={`${moment(assist.at)} 打开，归属不变`}
              />
            ))}
          </Card>
        </>
      )}
    </>
  )
}

function Hop({ hop }: { hop: HopView }) {
  return (
    <View className="hops__one">
      <View>{hop.name}</View>
      <View className="note">{`${SHARE_CHANNELS[hop.channel]}，${moment(hop.at)}`}</View>
    </View>
  )
}
