import { ProposeForm } from '@/features/providers/ProposeForm'

/** An agent proposes a provider for the directory. */
export default function Propose() {
  return <ProposeForm />
}
