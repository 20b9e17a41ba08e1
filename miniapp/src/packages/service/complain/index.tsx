import { ComplainForm } from '@/features/complaints/ComplainForm'
import { NoAdviser } from '@/features/me/NoAdviser'
import { useMe } from '@/features/me/useMe'
import { Page } from '@/ui/Page'

/** A client files a complaint or a suggestion. */
export default function Complain() {
  const me = useMe()
  if (me.data && !me.data.can.complain)
    return (
      <Page id="complain-none">
        <NoAdviser text="由代理人为您服务之后，可以在这里提交投诉与建议" />
      </Page>
    )
  return <ComplainForm />
}
