import { View } from '@tarojs/components'
import { useState } from 'react'
import type { MergePreviewView } from '@quanke/shared/contracts/merges'
import { limits } from '@quanke/shared/domain/limits'
import { useClients } from '@/features/clients/useClients'
import { tell } from '@/lib/tell'
import { dateOn } from '@/lib/time'
import { useLeave } from '@/lib/useLeave'
import { Avatar } from '@/ui/Avatar'
import { Button } from '@/ui/Button'
import { Card } from '@/ui/Card'
import { Cell } from '@/ui/Cell'
import { Check } from '@/ui/Check'
import { Empty } from '@/ui/Empty'
import { Field } from '@/ui/Field'
import { Loaded } from '@/ui/Loaded'
import { Notice } from '@/ui/Notice'
import { PagedList } from '@/ui/PagedList'
import { SearchBox } from '@/ui/SearchBox'
import { Section } from '@/ui/Section'
import { previewChanges } from './preview-changes'
import { useMerge, useMergePreview } from './useOwnership'

/** Chooses the other record of the same person, shows what a merge does, and does it. */
export function MergeScreen({ clientId }: { clientId: string }) {
  const [mergedId, setMergedId] = useState<string | null>(null)
  if (mergedId === null) return <Choose clientId={clientId} onChoose={setMergedId} />
  return <Preview clientId={clientId} mergedId={mergedId} onBack={() => setMergedId(null)} />
}

function Choose({ clientId, onChoose }: { clientId: string; onChoose: (id: string) => void }) {
  const [words, setWords] = useState('')
  const list = useClients(words)
  const items = list.items.filter(({ id }) => id !== clientId)
  return (
    <>
      <Notice>请选择同一位客户的另一份档案，下一步可以先看合并后的变化</Notice>
      <SearchBox id="merge-search" placeholder="搜索称呼或昵称" onSearch={setWords} />
      <PagedList led list={{ ...list, items }} empty={<Empty drawing="people" text="没有找到另一份档案" />}>
        {(client) => (
          <Cell
            key={client.id}
            id={`merge-${client.id}`}
            lead={<Avatar name={client.displayName} />}
            title={client.displayName}
            note={`${dateOn(client.becameClientAt)}成为客户，${client.provenanceSentence}`}
            onClick={() => onChoose(client.id)}
          />
        )}
      </PagedList>
    </>
  )
}

interface PreviewProps {
  clientId: string
  mergedId: string
  onBack: () => void
}

function Preview({ clientId, mergedId, onBack }: PreviewProps) {
  const preview = useMergePreview(clientId, mergedId)
  const changed = useChanged(preview.data)
  const [reason, setReason] = useState('')
  return (
    <>
      <Loaded query={preview}>
        {(data) => (
          <Changes
            key={data.differences}
            preview={data}
            changed={changed}
            reason={reason}
            onReason={setReason}
            onStale={() => void preview.refetch()}
          />
        )}
      </Loaded>
      <Button id="merge-back" kind="text" small onClick={onBack}>
        换一份档案
      </Button>
    </>
  )
}

/** What has become different on the screen while somebody looked at it. */
function useChanged(preview: MergePreviewView | undefined): readonly string[] {
  const [seen, setSeen] = useState(preview)
  const [changed, setChanged] = useState<readonly string[]>([])
  if (preview !== seen) {
    setSeen(preview)
    if (preview && seen && preview.differences !== seen.differences) setChanged(previewChanges(seen, preview))
  }
  return changed
}

interface ChangesProps {
  preview: MergePreviewView
  changed: readonly string[]
  reason: string
  onReason: (reason: string) => void
  /** Somebody changed one of the records since the preview was read. */
  onStale: () => void
}

function Changes({ preview, changed, reason, onReason, onStale }: ChangesProps) {
  const { survivor, merged, moves, ownerChange, takesPhone, warnings, differences, undoDays } = preview
  const [isSure, setSure] = useState(false)
  const leave = useLeave()
  const merge = useMerge(() => {
    tell('已合并')
    leave.back()
  }, onStale)
  return (
    <>
      {changed.length > 0 && (
        <Notice id="merge-changed" tone="care">
          {`档案刚刚有变化，还没有合并。${changed.join('；')}。请核对后再决定。`}
        </Notice>
      )}
      <Section title="保留的档案" />
      <Card list>
        <Cell title={survivor.displayName} note={sideNote(survivor)} />
      </Card>
      <Section title="并入的档案" />
      <Card list>
        <Cell title={merged.displayName} note={sideNote(merged)} />
        {moves.map(({ what, label, count }) => (
          <Cell key={what} id={`moves-${what}`} title={label} value={`${count} 项`} />
        ))}
      </Card>
      {ownerChange && (
        <Notice tone="care">{`归属将由 ${ownerChange.from ?? '待分配'} 变为 ${ownerChange.to ?? '待分配'}`}</Notice>
      )}
      {takesPhone && <Notice tone="quiet">保留的档案没有手机号，将使用并入档案的手机号</Notice>}
      {warnings.map(({ kind, sentence }) => (
        <Notice key={kind} id={`merge-warning-${kind}`} tone="care">
          {sentence}
        </Notice>
      ))}
      <Card>
        <Field
          id="merge-reason"
          label="原因"
          hint={`会记入档案；${undoDays} 天内可以撤销，什么都不会丢失`}
          value={reason}
          onChange={onReason}
          max={limits.reason}
          error={merge.fieldError('reason')}
        />
        {warnings.length > 0 && (
          <View className="gap">
            <Check id="merge-sure" checked={isSure} onChange={setSure}>
              <View>已核实，这是同一位客户</View>
              <View className="note">拿不准时，请先向客户本人确认，不要合并</View>
            </Check>
          </View>
        )}
        {merge.barError('reason') && (
          <View className="gap">
            <Notice tone="stop">{merge.barError('reason')}</Notice>
          </View>
        )}
        <View className="gap row">
          <Button
            id="merge-submit"
            disabled={reason.trim() === '' || (warnings.length > 0 && !isSure)}
            busy={merge.isBusy}
            onClick={() =>
              merge.run({
                survivorId: survivor.id,
                mergedId: merged.id,
                reason: reason.trim(),
                ...(isSure && differences !== null ? { confirmed: differences } : {}),
              })
            }
          >
            合并
          </Button>
        </View>
      </Card>
    </>
  )
}

const sideNote = ({ ownerName, becameClientAt }: MergePreviewView['survivor']): string =>
  `${dateOn(becameClientAt)}成为客户，${ownerName ? `归属 ${ownerName}` : '待分配'}`
