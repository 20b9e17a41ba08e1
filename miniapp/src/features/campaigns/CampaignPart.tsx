import { View } from '@tarojs/components'
import { limits } from '@quanke/shared/domain/limits'
import { dropDraft, useDraft } from '@/lib/useDraft'
import { Button } from '@/ui/Button'
import { ChoiceCell } from '@/ui/ChoiceCell'
import { Field } from '@/ui/Field'
import { useCampaigns, useCreateCampaign } from './useCampaigns'

const NONE = 'none'
const ANOTHER = 'another'
/** Kept while the sheet is closed. */
const FORM = 'campaign'

interface CampaignPartProps {
  chosen: string | null
  onChoose: (id: string | null) => void
}

/** Under which campaign an agent shares: none, one that is there, or a new one. Nobody has to choose. */
export function CampaignPart({ chosen, onChoose }: CampaignPartProps) {
  const campaigns = useCampaigns()
  const [isNew, setNew] = useDraft(FORM, 'isNew', false)
  const [name, setName] = useDraft(FORM, 'name', '')
  const create = useCreateCampaign(({ id }) => {
    setNew(false)
    setName('')
    dropDraft(FORM)
    onChoose(id)
  })
  const options = [
    { value: NONE, label: '不标记' },
    ...(campaigns.data ?? []).map((one) => ({ value: one.id, label: one.name })),
    { value: ANOTHER, label: '新建一个批次' },
  ]
  return (
    <View className="gap">
      <ChoiceCell
        id="share-campaign"
        title="活动批次"
        options={options}
        value={isNew ? ANOTHER : (chosen ?? NONE)}
        onChange={(value) => {
          setNew(value === ANOTHER)
          if (value !== ANOTHER) onChoose(value === NONE ? null : value)
        }}
      />
      {isNew && (
        <>
          <Field
            id="campaign-name"
            label="批次名称"
            hint="给这一轮分享归类用，客户看不到，例如：重阳问候"
            value={name}
            onChange={setName}
            max={limits.campaign}
            error={create.error?.message}
          />
          <View className="gap">
            <Button
              id="campaign-create"
              kind="plain"
              small
              busy={create.isBusy}
              disabled={name.trim() === ''}
              onClick={() => create.run(name)}
            >
              建好并选用
            </Button>
          </View>
        </>
      )}
    </View>
  )
}
