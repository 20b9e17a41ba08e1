import { useRouter } from '@tarojs/taro'
import { AgentCardScreen } from '@/features/me/AgentCardScreen'
import { MyAdviser } from '@/features/me/MyAdviser'
import { useSubject } from '@/features/shares/useSubject'

/** The name card of an adviser that was passed on, or, without one, who serves this person. */
export default function Adviser() {
  const { id, s, scene } = useRouter().params
  return id || s || scene ? <PassedOn /> : <MyAdviser />
}

function PassedOn() {
  const { id, shareCode } = useSubject('agent')
  return <AgentCardScreen agentId={id} shareCode={shareCode} />
}
