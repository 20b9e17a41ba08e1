import { View } from '@tarojs/components'
import type { CarriersView, CarrierView, ToAskView } from '@quanke/shared/contracts/sources'
import { go, routes } from '@/lib/routes'
import { dateOn } from '@/lib/time'
import { Card } from '@/ui/Card'
import { Cell } from '@/ui/Cell'
import { Notice } from '@/ui/Notice'
import { Section } from '@/ui/Section'
import { isOwn, rateWords } from './words'

/** Who carries weight: those whose passing on brings others, and those whose word moves many. */
export function CarriersScreen({ carriers }: { carriers: CarriersView }) {
  const { leads, callers, toAsk, isCut, whose } = carriers
  const isMine = isOwn(whose)
  return (
    <>
      {!isMine && <Notice id="carriers-whose">{`这里是${whose}的转发`}</Notice>}
      <Section title="龙头" />
      <View className="note">他们转发之后，又有别人接着转发。先看带来的客户，再看带动了几个人。</View>
      <List carriers={leads} empty="有人接着转发时，会出现在这里" note={leadWords} />
      <Section title="号召者" />
      <View className="note">他们直接分享给的人多，而且真的读完了。至少有 5 位朋友打开才列入。</View>
      <List carriers={callers} empty="有客户的分享被多位朋友读完时，会出现在这里" note={callerWords} />
      <Section title="现在可以问一问" />
      <View className="note">
        {`${isMine ? '' : '您自己的客户里，'}刚给过好评、近期没有问过、也没有说过不想被问的客户。问不问、怎么问，由您决定。`}
      </View>
      <ToAsk clients={toAsk} />
      {isCut && <Notice tone="quiet">这段时间的转发太多，只计算了最近的一部分；选短一些的时间可以看全。</Notice>}
      <Notice tone="quiet">这里只供您了解和致谢，不会提醒或打扰他们。还不是您客户的朋友不显示身份。</Notice>
    </>
  )
}

/** Asking itself is done on the client's record, where the rest of the client's matters stands beside it. */
function ToAsk({ clients }: { clients: readonly ToAskView[] }) {
  if (clients.length === 0) return <Notice tone="quiet">客户给出 4 星以上评价后，会出现在这里</Notice>
  return (
    <Card list>
      {clients.map((client) => (
        <Cell
          key={client.clientId}
          className="to-ask"
          title={client.name}
          note={askWords(client)}
          onClick={() => go(routes.client({ id: client.clientId }))}
        />
      ))}
    </Card>
  )
}

const askWords = ({ stars, ratedAt, given }: ToAskView): string =>
  `${dateOn(ratedAt)}给了 ${stars} 星，${given > 0 ? `推荐过 ${given} 次` : '还没有推荐过'}`

interface ListProps {
  carriers: readonly CarrierView[]
  empty: string
  note: (carrier: CarrierView) => string[]
}

function List({ carriers, empty, note }: ListProps) {
  if (carriers.length === 0) return <Notice tone="quiet">{empty}</Notice>
  return (
    <Card list>
      {carriers.map((carrier) => {
        const { key, name, clientId } = carrier
        return (
          <Cell
            key={key}
            className="carrier"
            title={name}
            note={note(carrier).map((line) => (
              <View key={line}>{line}</View>
            ))}
            onClick={clientId ? () => go(routes.client({ id: clientId })) : undefined}
          />
        )
      })}
    </Card>
  )
}

const clientWords = ({ clients }: CarrierView): string => (clients > 0 ? `，${clients} 位成为客户` : '')

const leadWords = (carrier: CarrierView): string[] => [
  `带动 ${carrier.passedOnBelow} 位朋友接着转发${clientWords(carrier)}`,
  `直接 ${carrier.reached} 位打开，经他们又有 ${carrier.reachedBelow} 次打开`,
]

const callerWords = (carrier: CarrierView): string[] => [
  `${carrier.reached} 位朋友打开，${carrier.read} 位读完${clientWords(carrier)}`,
  `读完比例 ${rateWords(carrier.readRate)}`,
]
