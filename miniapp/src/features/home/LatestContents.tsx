import type { Page } from '@quanke/shared/contracts/common'
import type { ContentRow } from '@quanke/shared/contracts/contents'
import { ContentCell } from '@/features/contents/ContentCell'
import { go, routes } from '@/lib/routes'
import { Card } from '@/ui/Card'
import { Empty } from '@/ui/Empty'
import { Loaded } from '@/ui/Loaded'
import { Section } from '@/ui/Section'
import { Skeleton } from '@/ui/Skeleton'

interface LatestContentsProps {
  contents: { data: Page<ContentRow> | undefined; error: { message: string } | null; refetch: () => unknown }
}

/** What is new to read; all of it was reviewed. */
export function LatestContents({ contents }: LatestContentsProps) {
  return (
    <>
      <Section title="新近文章" more="全部文章" moreId="home-articles" onMore={() => go(routes.articles())} />
      <Loaded query={contents} skeleton={<Skeleton />}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty text="审核通过的文章会出现在这里" />
          ) : (
            <Card list>
              {items.map((content) => (
                <ContentCell
                  key={content.id}
                  content={content}
                  onClick={() => go(routes.article({ id: content.id }))}
                />
              ))}
            </Card>
          )
        }
      </Loaded>
    </>
  )
}
