import { useState } from 'react'
import type { MeView } from '@quanke/shared/contracts/identity'
import { limits } from '@quanke/shared/domain/limits'
import { tell } from '@/lib/tell'
import { useLeave } from '@/lib/useLeave'
import { BottomBar } from '@/ui/BottomBar'
import { Button } from '@/ui/Button'
import { Card } from '@/ui/Card'
import { Cell } from '@/ui/Cell'
import { Field } from '@/ui/Field'
import { Notice } from '@/ui/Notice'
import { Page } from '@/ui/Page'
import { useEditProfile, useVerifyPhone } from './useMe'

/** Edits what this person is called; a phone number comes from WeChat only and is never typed. */
export function ProfileForm({ me }: { me: MeView }) {
  const [alias, setAlias] = useState(me.alias)
  const [name, setName] = useState(me.displayName ?? '')
  const leave = useLeave()
  const edit = useEditProfile(() => {
    tell('已保存')
    leave.back()
  })
  const phone = useVerifyPhone()
  const save = () =>
    edit.run({ alias: alias.trim(), ...(name.trim() && me.isClient ? { displayName: name.trim() } : {}) })
  const bar = (
    <BottomBar error={edit.barError('alias', 'displayName')}>
      <Button id="profile-save" busy={edit.isBusy} disabled={alias.trim() === ''} onClick={save}>
        保存
      </Button>
    </BottomBar>
  )
  return (
    <Page id="profile" bar={bar}>
      <Card>
        <Field
          id="profile-alias"
          label="圈子昵称"
          hint="圈子里的其他人只看到这个昵称"
          type="nickname"
          value={alias}
          onChange={setAlias}
          max={limits.alias}
          error={edit.fieldError('alias')}
        />
        {me.isClient && (
          <Field
            id="profile-name"
            label="代理人怎样称呼您"
            hint="供为您服务的代理人使用，圈子里的其他人看不到"
            value={name}
            onChange={setName}
            max={limits.name}
            error={edit.fieldError('displayName')}
          />
        )}
      </Card>
      <Card list>
        <Cell
          title="手机号"
          note={me.adviser ? '由微信验证，不需要填写；为您服务的代理人可以查看' : '由微信验证，不需要填写'}
          value={me.phone ?? '未验证'}
        />
      </Card>
      {phone.error && <Notice tone="stop">{phone.error.message}</Notice>}
      {me.phone === null && (
        <Button
          id="profile-phone"
          kind="plain"
          busy={phone.isBusy}
          openType="getPhoneNumber"
          onGetPhoneNumber={({ detail }) => {
            // Without a code the person said no, which needs no answer.
            if (detail.code) phone.run({ code: detail.code })
          }}
        >
          用微信验证手机号
        </Button>
      )}
    </Page>
  )
}
