import { useRouter } from '@tarojs/taro'
import type { AssistSide, SourceDimension, SourceStage } from '@quanke/shared/domain/source'
import { AssistCell, PersonCell } from '@/features/sources/PersonCell'
import { useAssists, useSourcePeople } from '@/features/sources/useSources'
import { Empty } from '@/ui/Empty'
import { Notice } from '@/ui/Notice'
import { Page } from '@/ui/Page'
import { PagedList } from '@/ui/PagedList'

/** Who is behind a figure of the board. */
export default function People() {
  const { days, from, to, agentId, by, row, stage, side, title } = useRouter().params
  const asked = { days: days ? Number(days) : undefined, from, to, agentId }
  const isAssist = side !== undefined
  const people = useSourcePeople(
    { ...asked, by: by as SourceDimension, row: decoded(row), stage: stage as SourceStage },
    !isAssist,
  )
  const assists = useAssists({ ...asked, side: side as AssistSide }, isAssist)
  const empty = <Empty drawing="people" text="这段时间还没有人" />
  return (
    <Page id="source-people" title={decoded(title)}>
      {isAssist ? (
        <PagedList list={assists} empty={empty} foot={FOOT}>
          {(assist) => <AssistCell key={assist.id} assist={assist} />}
        </PagedList>
      ) : (
        <PagedList list={people} empty={empty} foot={FOOT}>
          {(person) => <PersonCell key={person.id} person={person} />}
        </PagedList>
      )}
    </Page>
  )
}

const FOOT = <Notice tone="quiet">只有您的客户会显示称呼；没有同意展示浏览明细的客户，也不会出现在读过的人里。</Notice>

/** What stands in the query; a percent sign of its own is no code. */
function decoded(value: string | undefined): string | undefined {
  try {
    return value && decodeURIComponent(value)
  } catch {
    return value
  }
}
