import { ConsentRow } from '@/features/consents/ConsentRow'
import { useConsents } from '@/features/consents/useConsents'
import { useRefresh } from '@/lib/usePaged'
import { Loaded } from '@/ui/Loaded'
import { Notice } from '@/ui/Notice'
import { Page } from '@/ui/Page'

/** Every consent with its text; each can be given or taken back here, one by one. */
export default function MyConsents() {
  const consents = useConsents()
  useRefresh(consents.refetch)
  return (
    <Page id="consents">
      <Notice tone="quiet">
        每一项单独决定，随时可以撤回，撤回后立即生效。没有验证同一手机号的其他微信账号，请在那个账号里另行决定。不同意不影响您继续阅读。
      </Notice>
      <Loaded query={consents}>
        {(view) => (
          <>
            {view.consents.map((consent) => (
              <ConsentRow key={consent.purpose} consent={consent} />
            ))}
          </>
        )}
      </Loaded>
    </Page>
  )
}
