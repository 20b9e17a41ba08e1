import { View } from '@tarojs/components'
import type { SourceAssistView, SourcePersonView } from '@quanke/shared/contracts/sources'
import { SOURCE_STAGES } from '@quanke/shared/domain/source'
import { go, routes } from '@/lib/routes'
import { dateOn } from '@/lib/time'
import { Cell } from '@/ui/Cell'
import { delayWords } from './words'

/** One person behind a figure, as far as the agent may know. */
export function PersonCell({ person }: { person: SourcePersonView }) {
  const { clientId, stages, daysToConsent, agentName } = person
  const steps = stages.map((stage) => SOURCE_STAGES[stage]).join('、')
  return (
    <Cell
      id={`person-${person.id}`}
      className="source-person"
      title={person.name}
      note={
        <>
          <View>{`${dateOn(person.at)}，${person.source}${agentName ? `，${agentName}` : ''}`}</View>
          {steps !== '' && <View>{steps}</View>}
          {daysToConsent !== null && <View>{delayWords(daysToConsent)}</View>}
        </>
      }
      onClick={clientId ? () => go(routes.client({ id: clientId })) : undefined}
    />
  )
}

/** One client whom somebody else's share reached. */
export function AssistCell({ assist }: { assist: SourceAssistView }) {
  const { clientId, agentName } = assist
  return (
    <Cell
      id={`assist-${assist.id}`}
      className="source-person"
      title={assist.name}
      note={`${dateOn(assist.at)}，${agentName ? `${agentName}分享的` : ''}${assist.source}`}
      onClick={clientId ? () => go(routes.client({ id: clientId })) : undefined}
    />
  )
}
