import { useRouter } from '@tarojs/taro'
import { StoryScreen } from '@/features/ownership/StoryScreen'
import { useStory } from '@/features/ownership/useOwnership'
import { useFreshOnShow, useRefresh } from '@/lib/usePaged'
import { Loaded } from '@/ui/Loaded'
import { Page } from '@/ui/Page'

/** Why a client is whose. */
export default function Story() {
  const { id = '' } = useRouter().params
  const story = useStory(id)
  useFreshOnShow(story)
  useRefresh(story.refetch)
  return (
    <Page id="story-page">
      <Loaded query={story}>{(data) => <StoryScreen story={data} />}</Loaded>
    </Page>
  )
}
