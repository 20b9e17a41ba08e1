import { go, routes } from '@/lib/routes'
import { Button } from '@/ui/Button'
import { Notice } from '@/ui/Notice'
import { useMe } from './useMe'

/** How a client can be reached is the client's to say: nothing is asked for, and whoever said it already is not told again. */
export function PhoneOffer() {
  const me = useMe()
  if (!me.data?.adviser || me.data.phone !== null) return null
  return (
    <>
      <Notice id="phone-offer">
        代理人还不知道怎样联系您。愿意的话，可以用微信验证手机号，只有为您服务的代理人能看到完整号码。
      </Notice>
      <Button id="phone-offer-go" kind="plain" onClick={() => go(routes.profile())}>
        去验证手机号
      </Button>
    </>
  )
}
