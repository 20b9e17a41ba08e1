import { View } from '@tarojs/components'
import { Card } from '@/ui/Card'

/** For who is here for the first time: what this is, and that nothing is asked of them. */
export function Welcome() {
  return (
    <Card soft id="home-welcome">
      <View className="head">读一读，聊一聊</View>
      <View className="words gap-small">
        这里的文章都经过审核。喜欢就读下去，遇到聊得来的圈子可以加入；是否由代理人为您服务，由您决定。
      </View>
    </Card>
  )
}
