import { View } from '@tarojs/components'
import { useRouter } from '@tarojs/taro'
import { EditForm } from '@/features/requests/EditForm'
import { useRequest } from '@/features/requests/useRequests'
import { replace, routes } from '@/lib/routes'
import { Button } from '@/ui/Button'
import { Card } from '@/ui/Card'
import { Loaded } from '@/ui/Loaded'
import { Page } from '@/ui/Page'

/** A client changes what was asked. */
export default function Edit() {
  const { id = '' } = useRouter().params
  const request = useRequest(id)
  if (request.data?.whyNotEdit) return <NotEditable id={id} reason={request.data.whyNotEdit} />
  if (request.data) return <EditForm request={request.data} />
  return (
    <Page id="edit-loading">
      <Loaded query={request}>{() => null}</Loaded>
    </Page>
  )
}

/** Opened by its address, or accepted meanwhile: why nothing can be changed, and the way on. */
function NotEditable({ id, reason }: { id: string; reason: string }) {
  return (
    <Page id="edit-closed">
      <Card>
        <View className="title">不能再修改</View>
        <View className="words gap-small">{reason}</View>
      </Card>
      <Button id="edit-to-request" kind="plain" onClick={() => replace(routes.request({ id }))}>
        查看求推荐
      </Button>
    </Page>
  )
}
