import type { ProposeProvider } from '@quanke/shared/contracts/providers'
import { limits } from '@quanke/shared/domain/limits'
import { REQUEST_CATEGORIES, type RequestCategory } from '@quanke/shared/domain/referral-request'
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
import { UntilCell } from './UntilCell'
import { usePropose } from './useProviders'

type Texts = Omit<ProposeProvider, 'key' | 'kind' | 'validUntil'>

interface TextField {
  name: keyof Texts
  label: string
  max: number
  hint?: string
  placeholder: string
  multiline?: boolean
}

const FIELDS: readonly TextField[] = [
  { name: 'name', label: '名称', max: limits.name, placeholder: '例如：明衡律师事务所' },
  { name: 'place', label: '地点', max: limits.name, placeholder: '例如：滨江区沿江大道 268 号' },
  { name: 'hours', label: '时间', max: 30, placeholder: '例如：工作日 9:00–17:30' },
  { name: 'licence', label: '资质', max: 30, placeholder: '例如：律师执业证及编号' },
  {
    name: 'contact',
    label: '公开的联系方式',
    max: 60,
    hint: '前台、地址或公众号；请不要填写个人手机号',
    placeholder: '例如：明衡大厦 11 层前台',
  },
  { name: 'words', label: '您怎样核验的', max: limits.words, placeholder: '例如：三位客户都找他办过', multiline: true },
]
const FORM = 'propose'
const NAMES = FIELDS.map(({ name }) => name)
const NOTHING: Texts = { name: '', place: '', hours: '', licence: '', contact: '', words: '' }
const OPTIONS = (Object.keys(REQUEST_CATEGORIES) as RequestCategory[]).map((value) => ({
  value,
  label: REQUEST_CATEGORIES[value],
}))

/** An agent proposes a provider and vouches for it; compliance decides. */
export function ProposeForm() {
  const [kind, setKind] = useDraft<RequestCategory | null>(FORM, 'kind', null)
  const [texts, setTexts] = useDraft<Texts>(FORM, 'texts', NOTHING)
  const [validUntil, setValidUntil] = useDraft(FORM, 'validUntil', '')
  const leave = useLeave()
  const propose = usePropose(FORM, (provider) => {
    dropDraft(FORM)
    tell('已提交，等待合规审核')
    leave.replace(routes.provider({ id: provider.id }))
  })
  const isReady = kind !== null && validUntil !== '' && NAMES.every((name) => texts[name].trim().length >= 2)
  const submit = (): void => {
    if (!kind) return
    const trimmed = Object.fromEntries(NAMES.map((name) => [name, texts[name].trim()])) as unknown as Texts
    propose.run({ kind, validUntil, ...trimmed })
  }
  const bar = (
    <BottomBar
      note={isReady ? undefined : '每一项都填好后即可提交'}
      error={propose.barError('kind', 'validUntil', ...NAMES)}
    >
      <Button id="propose-submit" disabled={!isReady} busy={propose.isBusy} onClick={submit}>
        提交审核
      </Button>
    </BottomBar>
  )
  return (
    <Page id="propose" bar={bar}>
      <Card>
        <Picks
          id="propose-kind"
          label="哪一类"
          options={OPTIONS}
          value={kind}
          onChange={setKind}
          error={propose.fieldError('kind')}
        />
        {FIELDS.map(({ name, label, max, hint, placeholder, multiline }) => (
          <Field
            key={name}
            id={`propose-${name}`}
            label={label}
            hint={hint}
            placeholder={placeholder}
            value={texts[name]}
            onChange={(value) => setTexts({ ...texts, [name]: value })}
            max={max}
            multiline={multiline}
            error={propose.fieldError(name)}
          />
        ))}
      </Card>
      <Card list>
        <UntilCell id="propose-validUntil" value={validUntil} onChange={setValidUntil} />
      </Card>
      {propose.fieldError('validUntil') && <Notice tone="stop">{propose.fieldError('validUntil')}</Notice>}
      <Notice tone="quiet">提交即表示您核验过对方的资质，并且对方同意在需要时被引荐给客户。</Notice>
    </Page>
  )
}
