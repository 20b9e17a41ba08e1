import { useContent } from '@/features/contents/useContents'
import { ArticleScreen } from '@/features/contents/ArticleScreen'
import { useSubject } from '@/features/shares/useSubject'
import { Loaded } from '@/ui/Loaded'
import { Page } from '@/ui/Page'

/** One approved article. */
export default function Article() {
  const { id, shareCode } = useSubject('content')
  const content = useContent(id, shareCode)
  if (content.data) return <ArticleScreen content={content.data} shareCode={shareCode} />
  return (
    <Page id="article-loading">
      <Loaded query={content}>{() => null}</Loaded>
    </Page>
  )
}
