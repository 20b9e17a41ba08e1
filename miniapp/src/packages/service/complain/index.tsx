import { ComplainForm } from '@/features/complaints/ComplainForm'

/** A client files a complaint or a suggestion. */
export default function Complain() {
  return <ComplainForm />
}
