import { limits } from '@quanke/shared/domain/limits'
import type { Audience, RequestCategory, Urgency } from '@quanke/shared/domain/referral-request'
import { useMyGroups } from '@/features/groups/useGroups'
import { routes } from '@/lib/routes'
import { tell } from '@/lib/tell'
import { dropDraft, useDraft } from '@/lib/useDraft'
import { useLeave } from '@/lib/useLeave'
import { BottomBar } from '@/ui/BottomBar'
import { Button } from '@/ui/Button'
import { Card } from '@/ui/Card'
import { Field } from '@/ui/Field'
import { Notice } from '@/ui/Notice'
import { Page } from '@/ui/Page'
import { Picks } from '@/ui/Picks'
import { audienceOptions, categoryOptions, urgencyOptions } from './labels'
import { PicturePicker } from './PicturePicker'
import { answersOf, Questions, type Given } from './Questions'
import type { ChosenPicture } from './usePictures'
import { useAsk } from './useRequests'

const FEWEST_WORDS = 5
const SHOWN = ['category', 'words', 'answers', 'urgency', 'audience', 'groupId']

/** What for, in the client's words, how soon, and who may see it. */
export function AskForm({ groupId }: { groupId: string | null }) {
  const form = `ask ${groupId ?? ''}`
  const [category, setCategory] = useDraft<RequestCategory | null>(form, 'category', null)
  const [words, setWords] = useDraft(form, 'words', '')
  const [given, setGiven] = useDraft<Given>(form, 'given', {})
  const [pictures, setPictures] = useDraft<readonly ChosenPicture[]>(form, 'pictures', [])
  const [urgency, setUrgency] = useDraft<Urgency | null>(form, 'urgency', null)
  const [audience, setAudience] = useDraft<Audience | null>(form, 'audience', groupId ? 'group' : null)
  const [group, setGroup] = useDraft<string | null>(form, 'group', groupId)
  const groups = useMyGroups(audience === 'group')
  const leave = useLeave()
  const ask = useAsk(form, pictures, (request, refused) => {
    dropDraft(form)
    tell(refused ?? '已发出')
    leave.replace(routes.request({ id: request.id }))
  })

  const missing = missingOf({ category, words, urgency, audience, group })
  const submit = (): void => {
    if (!category || !urgency || !audience) return
    ask.run({
      category,
      words: words.trim(),
      answers: answersOf(category, given),
      urgency,
      audience,
      ...(audience === 'group' && group ? { groupId: group } : {}),
    })
  }
  const bar = (
    <BottomBar note={missing ?? undefined} error={ask.barError(...SHOWN)}>
      <Button id="ask-submit" disabled={missing !== null} busy={ask.isBusy} onClick={submit}>
        发出求推荐
      </Button>
    </BottomBar>
  )
  return (
    <Page id="ask" bar={bar}>
      <Card>
        <Picks
          id="ask-category"
          label="想找谁"
          options={categoryOptions}
          value={category}
          onChange={(next) => {
            setCategory(next)
            setGiven({})
          }}
          error={ask.fieldError('category')}
        />
        <Field
          id="ask-words"
          label="您的需要"
          hint="说说情况和期望，至少 5 个字。请不要填写他人的电话、微信号。"
          placeholder="例如：想找一位擅长婚姻财产的律师，最好在市区"
          value={words}
          onChange={setWords}
          max={limits.words}
          multiline
          error={ask.fieldError('words')}
        />
        {category && (
          <Questions category={category} given={given} onChange={setGiven} error={ask.fieldError('answers')} />
        )}
        <PicturePicker pictures={pictures} onChange={setPictures} />
        <Picks
          id="ask-urgency"
          label="什么时候需要"
          options={urgencyOptions}
          value={urgency}
          onChange={setUrgency}
          error={ask.fieldError('urgency')}
        />
        <Picks
          id="ask-audience"
          label="谁可以看到"
          options={audienceOptions}
          value={audience}
          onChange={setAudience}
          error={ask.fieldError('audience')}
        />
        {audience === 'group' && (
          <Picks
            id="ask-group"
            label="公开到哪个圈子"
            hint={groups.data?.length === 0 ? '您还没有加入圈子' : undefined}
            options={(groups.data ?? []).map(({ id, name }) => ({ value: id, label: name }))}
            value={group}
            onChange={setGroup}
            error={ask.fieldError('groupId')}
          />
        )}
      </Card>
      <Notice tone="quiet">
        为您引荐他人时，对方会看到您的需要和圈内昵称；双方都同意之前，您的姓名和联系方式不会给任何人。
      </Notice>
    </Page>
  )
}

interface Draft {
  category: RequestCategory | null
  words: string
  urgency: Urgency | null
  audience: Audience | null
  group: string | null
}

/** The next thing to fill in, as a sentence; null when the request can be sent. */
function missingOf({ category, words, urgency, audience, group }: Draft): string | null {
  if (!category) return '请选择想找谁'
  if (Array.from(words.trim()).length < FEWEST_WORDS) return '请写下您的需要'
  if (!urgency) return '请选择什么时候需要'
  if (!audience) return '请选择谁可以看到'
  if (audience === 'group' && !group) return '请选择公开到哪个圈子'
  return null
}
