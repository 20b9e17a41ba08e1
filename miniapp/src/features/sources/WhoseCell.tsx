import { Card } from '@/ui/Card'
import { ChoiceCell } from '@/ui/ChoiceCell'

const EVERYBODY = { value: '', label: '整个团队' }

interface WhoseCellProps {
  id: string
  title: string
  /** Whom a leader may look at; empty for everybody else, who has no choice. */
  agents: readonly { id: string; name: string }[]
  /** An agent's id, or nothing for the whole team. */
  value: string
  onChange: (agentId: string) => void
}

/** Whose figures are looked at. */
export function WhoseCell({ id, title, agents, value, onChange }: WhoseCellProps) {
  if (agents.length === 0) return null
  return (
    <Card list>
      <ChoiceCell
        id={id}
        title={title}
        options={[EVERYBODY, ...agents.map((agent) => ({ value: agent.id, label: agent.name }))]}
        value={value}
        onChange={onChange}
      />
    </Card>
  )
}
