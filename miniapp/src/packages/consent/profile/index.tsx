import { ProfileForm } from '@/features/me/ProfileForm'
import { useMe } from '@/features/me/useMe'
import { Loaded } from '@/ui/Loaded'
import { Page } from '@/ui/Page'

/** The alias that others see, the name the adviser uses, and the verified phone number. */
export default function Profile() {
  const me = useMe()
  if (me.data) return <ProfileForm me={me.data} />
  return (
    <Page id="profile-loading">
      <Loaded query={me}>{() => null}</Loaded>
    </Page>
  )
}
