import { View } from '@tarojs/components'
import { useState } from 'react'
import type { ClientView } from '@quanke/shared/contracts/clients'
import { PROVENANCE_KINDS } from '@quanke/shared/domain/client'
import { CONSENT_STATES } from '@quanke/shared/domain/consent'
import { ClientComplaint } from '@/features/complaints/ClientComplaint'
import { AskClientCard } from '@/features/referrals/AskClientCard'
import { RequestCell } from '@/features/requests/RequestCell'
import { AssignSheet } from '@/features/team/AssignSheet'
import { go, routes } from '@/lib/routes'
import { dateOn } from '@/lib/time'
import { Avatar } from '@/ui/Avatar'
import { BottomBar } from '@/ui/BottomBar'
import { Button } from '@/ui/Button'
import { Card } from '@/ui/Card'
import { Cell } from '@/ui/Cell'
import { Empty } from '@/ui/Empty'
import { Page } from '@/ui/Page'
import { Tabs } from '@/ui/Tabs'
import { Tag } from '@/ui/Tag'
import { changeWords } from './change-words'
import { ClientPhone } from './ClientPhone'
import { ProvenanceCard } from './ProvenanceCard'
import { Timeline } from './Timeline'

const PARTS = [
  { value: 'timeline', label: '动态' },
  { value: 'requests', label: '求推荐' },
  { value: 'origin', label: '来源与归属' },
  { value: 'consents', label: '授权与圈子' },
] as const
type Part = (typeof PARTS)[number]['value']

interface ClientScreenProps {
  client: ClientView
  /** The part to begin with. */
  start?: string
}

/** A client's record: who, where from and why mine, what happened, what is asked for, what was consented to. */
export function ClientScreen({ client, start }: ClientScreenProps) {
  const [part, setPart] = useState<Part>(PARTS.find(({ value }) => value === start)?.value ?? 'timeline')
  const [assigning, setAssigning] = useState(false)
  const isFree = client.ownerName === null
  const assign = client.can.assign && (
    <Button id="client-assign" kind={isFree ? 'primary' : 'plain'} onClick={() => setAssigning(true)}>
      {isFree ? '分配归属代理人' : '变更归属代理人'}
    </Button>
  )
  const bar = isFree && assign ? <BottomBar>{assign}</BottomBar> : null
  return (
    <Page id="client" title={client.displayName} bar={bar}>
      <ClientHeader client={client} />
      {client.complaint && <ClientComplaint complaint={client.complaint} />}
      <Card list>
        <ClientPhone client={client} />
        <Cell
          id="client-policies"
          title="保单"
          value={client.policyCount > 0 ? `${client.policyCount} 张` : '还没有'}
          onClick={() => go(routes.policies({ client: client.id }))}
        />
      </Card>
      <Tabs id="client-part" options={PARTS} value={part} onChange={setPart} />
      {part === 'timeline' && <Timeline clientId={client.id} canSee={client.can.seeActivity} />}
      {part === 'requests' && <Requests client={client} />}
      {part === 'origin' && <ProvenanceCard client={client} />}
      {part === 'origin' && !isFree && assign}
      {part === 'consents' && <Consents client={client} />}
      <AssignSheet clientId={client.id} open={assigning} onClose={() => setAssigning(false)} />
    </Page>
  )
}

function ClientHeader({ client }: { client: ClientView }) {
  const kind = PROVENANCE_KINDS[client.provenanceKind]
  const change = client.ownership.at(-1)
  return (
    <Card>
      <View className="row">
        <Avatar name={client.displayName} large />
        <View className="row__main">
          <View className="title">{client.displayName}</View>
          <View className="note">{`圈子昵称：${client.alias}`}</View>
        </View>
        {client.isNew && <Tag tone="brand">新客户</Tag>}
      </View>
      <View className="gap tags">
        {kind !== client.provenanceSentence && <Tag>{kind}</Tag>}
        <View className="note" id="client-provenance">
          {client.provenanceSentence}
        </View>
      </View>
      <View className="note gap-small">
        {`${dateOn(client.becameClientAt)}成为客户，${client.ownerName ? `归属 ${client.ownerName}` : '待分配'}`}
      </View>
      {change && change.from !== null && (
        <View className="note gap-small" id="client-came-from">{`${dateOn(change.at)}${changeWords(change)}`}</View>
      )}
    </Card>
  )
}

function Requests({ client }: { client: ClientView }) {
  const { requests, referral, referralAsk } = client
  const ask = referralAsk && (
    <AskClientCard clientId={client.id} state={referralAsk} canAsk={client.can.askForReferral} />
  )
  // A yes is what somebody comes for who comes from the list of them.
  const isYesFirst = referralAsk?.saidYes?.hasCard === false
  return (
    <>
      {isYesFirst && ask}
      {requests.length === 0 ? (
        <Empty text="客户的求推荐会出现在这里" />
      ) : (
        <Card list>
          {requests.map((request) => (
            <RequestCell key={request.id} request={request} />
          ))}
        </Card>
      )}
      {referral && (
        <Card list>
          <Cell
            id="client-referral"
            title={`由 ${referral.referrerName} 转介绍`}
            onClick={() => go(routes.receivedOne({ id: referral.id }))}
          />
        </Card>
      )}
      {!isYesFirst && ask}
    </>
  )
}

function Consents({ client }: { client: ClientView }) {
  return (
    <>
      <Card list>
        {client.consents.map((consent) => (
          <Cell
            key={consent.purpose}
            title={consent.label}
            note={dateOn(consent.at)}
            value={<Tag tone={consent.state === 'given' ? 'ok' : undefined}>{CONSENT_STATES[consent.state]}</Tag>}
          />
        ))}
      </Card>
      {client.groups.length > 0 && (
        <Card list>
          {client.groups.map((group) => (
            <Cell
              key={group.id}
              title={group.name}
              note={`${dateOn(group.joinedAt)}加入`}
              onClick={() => go(routes.group({ id: group.id }))}
            />
          ))}
        </Card>
      )}
    </>
  )
}
