import { useRouter } from '@tarojs/taro'
import { AskForm } from '@/features/requests/AskForm'

/** A client asks to be referred. */
export default function Ask() {
  const { group } = useRouter().params
  return <AskForm groupId={group ?? null} />
}
