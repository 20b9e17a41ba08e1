import { Image, View } from '@tarojs/components'
import drawing from '@/assets/drawings/events.png'
import { goTab, tabs } from '@/lib/routes'
import { Button } from '@/ui/Button'
import { Page } from '@/ui/Page'

/** Says honestly that there is nothing yet, and what will come. */
export default function Events() {
  return (
    <Page id="events">
      <View className="state">
        <Image className="state__drawing" src={drawing} />
        <View className="state__text">活动功能正在准备</View>
        <View className="state__note">
          以后您可以在这里看到圈子的沙龙、讲座和家庭日，报名、签到，并在结束后回看内容。
        </View>
        <Button id="events-groups" kind="plain" small onClick={() => goTab(tabs.groups)}>
          先去圈子看看
        </Button>
      </View>
    </Page>
  )
}
