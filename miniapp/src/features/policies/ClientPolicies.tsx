import { View } from '@tarojs/components'
import { useState } from 'react'
import type { ClientView } from '@quanke/shared/contracts/clients'
import type { PolicyView } from '@quanke/shared/contracts/policies'
import { limits } from '@quanke/shared/domain/limits'
import { go, routes } from '@/lib/routes'
import { tell } from '@/lib/tell'
import { dateOn } from '@/lib/time'
import { BottomBar } from '@/ui/BottomBar'
import { Button } from '@/ui/Button'
import { Empty } from '@/ui/Empty'
import { Page } from '@/ui/Page'
import { PagedList } from '@/ui/PagedList'
import { WordsSheet } from '@/ui/WordsSheet'
import { PolicyCard } from './PolicyCard'
import { usePolicies, useTakePolicyBack } from './usePolicies'

/** What a client bought, as the agent recorded it; mistakes are corrected or taken back. */
export function ClientPolicies({ client }: { client: ClientView }) {
  const list = usePolicies(client.id)
  const [wrong, setWrong] = useState<PolicyView | null>(null)
  const [isOpen, setOpen] = useState(false)
  const takeBack = useTakePolicyBack(client.id, () => {
    setOpen(false)
    tell('已撤回')
  })
  const ask = (policy: PolicyView): void => {
    setWrong(policy)
    setOpen(true)
  }
  const bar = client.can.recordPolicy && (
    <BottomBar>
      <Button id="policies-record" onClick={() => go(routes.policyForm({ client: client.id }))}>
        登记保单
      </Button>
    </BottomBar>
  )
  return (
    <Page id="client-policies" title={`${client.displayName}的保单`} bar={bar}>
      <PagedList
        list={list}
        loose
        empty={<Empty text="客户投保后，登记的保单会出现在这里" note="首张保单会计入来源与归因的结果。" />}
      >
        {(policy) => <OnePolicy key={policy.id} policy={policy} clientId={client.id} onTakeBack={() => ask(policy)} />}
      </PagedList>
      <WordsSheet
        key={wrong?.id}
        id="policy-take-back"
        title="撤回这条登记"
        open={isOpen}
        onClose={() => setOpen(false)}
        label="原因"
        hint="登记会保留并注明已撤回，客户不再看到；没有其他保单时，「首张保单」的结果一并撤回"
        placeholder="例如：录到了别的客户名下"
        max={limits.reason}
        field="reason"
        write={takeBack}
        bodyOf={(reason) => ({ id: wrong?.id ?? '', reason })}
        submit="撤回"
      />
    </Page>
  )
}

interface OnePolicyProps {
  policy: PolicyView
  clientId: string
  onTakeBack: () => void
}

function OnePolicy({ policy, clientId, onTakeBack }: OnePolicyProps) {
  const { id, takenBack, can } = policy
  return (
    <PolicyCard policy={policy} isTakenBack={takenBack !== null}>
      <View className="note gap-small">{historyOf(policy)}</View>
      {takenBack && <View className="note">{`${dateOn(takenBack.at)}撤回：${takenBack.reason}`}</View>}
      {(can.correct || can.takeBack) && (
        <View className="gap row">
          {can.correct && (
            <Button
              id={`policy-${id}-correct`}
              kind="plain"
              small
              onClick={() => go(routes.policyForm({ client: clientId, id }))}
            >
              更正
            </Button>
          )}
          {can.takeBack && (
            <Button id={`policy-${id}-take-back`} kind="plain" small onClick={onTakeBack}>
              撤回登记
            </Button>
          )}
        </View>
      )}
    </PolicyCard>
  )
}

const historyOf = ({ recordedAt, recordedBy, correctedAt }: PolicyView): string =>
  `${recordedBy} ${dateOn(recordedAt)}登记${correctedAt ? `，${dateOn(correctedAt)}更正` : ''}`
