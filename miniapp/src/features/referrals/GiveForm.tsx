import { View } from '@tarojs/components'
import { useShareAppMessage } from '@tarojs/taro'
import type { AgentCard } from '@quanke/shared/contracts/identity'
import { limits } from '@quanke/shared/domain/limits'
import { AdviserCard } from '@/features/me/AdviserCard'
import { replace, routes, tabs } from '@/lib/routes'
import { dropDraft, useDraft } from '@/lib/useDraft'
import { BottomBar } from '@/ui/BottomBar'
import { Button } from '@/ui/Button'
import { Card } from '@/ui/Card'
import { Field } from '@/ui/Field'
import { Notice } from '@/ui/Notice'
import { Page } from '@/ui/Page'
import { CardKind, SendCard } from './SendCard'
import { useGive, usePreparedCard } from './useReferrals'
import { cardOf } from './card'

const FEWEST_WORDS = 2
const FORM = 'refer'

/** A client writes in own words why, then passes the card on. Nobody's number is asked for. */
export function GiveForm({ adviser }: { adviser: AgentCard }) {
  const [words, setWords] = useDraft(FORM, 'words', '')
  const give = useGive(FORM, () => dropDraft(FORM))
  const given = give.result
  const prepared = usePreparedCard(given?.id ?? null)
  useShareAppMessage(() => (given ? cardOf(given) : { title: '圈客', path: tabs.home }))

  const bar = given ? (
    <BottomBar note={prepared.data ? '卡片已备好，发给您想推荐的那位朋友' : undefined}>
      <Button id="refer-list" kind="plain" onClick={() => replace(routes.referrals())}>
        完成
      </Button>
      <SendCard id="refer-send" prepared={prepared} />
    </BottomBar>
  ) : (
    <BottomBar error={give.barError('words')}>
      <Button
        id="refer-submit"
        disabled={Array.from(words.trim()).length < FEWEST_WORDS}
        busy={give.isBusy}
        onClick={() => give.run({ words: words.trim() })}
      >
        制作推荐卡
      </Button>
    </BottomBar>
  )
  return (
    <Page id="refer" bar={bar}>
      <Card>
        <View className="note">您要推荐的代理人</View>
        <View className="gap-small">
          <AdviserCard agent={adviser} />
        </View>
      </Card>
      <Card>
        {given ? (
          <View id="refer-words">
            <View className="note">您写给朋友的话</View>
            <View className="words gap-small">{given.words}</View>
          </View>
        ) : (
          <Field
            id="refer-words"
            label="为什么推荐"
            hint="用您自己的话写给朋友。请不要填写电话、微信号，也不要许诺任何好处。"
            placeholder="例如：帮我把家里的保单理得很清楚，从不催促"
            value={words}
            onChange={setWords}
            max={limits.shortWords}
            multiline
            error={give.fieldError('words')}
          />
        )}
      </Card>
      {given && <CardKind prepared={prepared} />}
      <Notice tone="quiet">朋友打开后会看到您的称呼和这段话；只有朋友自己同意，代理人才会知道朋友是谁。</Notice>
    </Page>
  )
}
