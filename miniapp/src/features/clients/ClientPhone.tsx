import Taro from '@tarojs/taro'
import { useState } from 'react'
import type { ClientView } from '@quanke/shared/contracts/clients'
import { phoneWords } from '@/lib/phone'
import { Cell } from '@/ui/Cell'
import { useLookAtPhone } from './useClients'

/** The client's number, masked until whoever serves the client asks for it, or how it may come. */
export function ClientPhone({ client: { id, phone, can } }: { client: ClientView }) {
  const [whole, setWhole] = useState<string | null>(null)
  const look = useLookAtPhone(id, setWhole)
  const copy = (): void => void Taro.setClipboardData({ data: phoneWords(whole ?? '') })
  if (phone === null)
    return <Cell id="client-phone" title="手机号" note="客户自己用微信验证以后，您才能看到" value="未提供" />
  if (!can.seePhone) return <Cell id="client-phone" title="手机号" value={phone} />
  const hint = whole === null ? '点开看完整号码，每次查看都会留下记录' : '点一下复制'
  return (
    <Cell
      id="client-phone"
      title="手机号"
      note={look.error ? look.error.message : hint}
      value={whole === null ? phone : phoneWords(whole)}
      onClick={whole === null ? () => look.run(undefined) : copy}
    />
  )
}
