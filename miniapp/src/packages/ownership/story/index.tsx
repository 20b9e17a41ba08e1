import { useRouter } from '@tarojs/taro'
import { useMe } from '@/features/me/useMe'
import { StoryScreen } from '@/features/ownership/StoryScreen'
import { useStory } from '@/features/ownership/useOwnership'
import { useFreshOnShow, useRefresh } from '@/lib/usePaged'
import { Loaded } from '@/ui/Loaded'
import { Page } from '@/ui/Page'

/** Why a client is whose; leaders read it of others. */
export default function Story() {
  const { id = '' } = useRouter().params
  const story = useStory(id)
  const me = useMe()
  const isOthers = me.data?.agent && story.data && story.data.ownerName !== me.data.agent.name
  useFreshOnShow(story)
  useRefresh(story.refetch)
  return (
    <Page id="story-page" title={isOthers ? '为什么归属' : undefined}>
      <Loaded query={story}>{(data) => <StoryScreen story={data} />}</Loaded>
    </Page>
  )
}
