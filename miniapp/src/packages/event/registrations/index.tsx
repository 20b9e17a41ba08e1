import { useRouter } from '@tarojs/taro'
import { RegistrationsScreen } from '@/features/events/RegistrationsScreen'
import { useEvent } from '@/features/events/useEvents'
import { useFreshOnShow } from '@/lib/usePaged'
import { Loaded } from '@/ui/Loaded'
import { Page } from '@/ui/Page'

/** Who comes to one's own event. */
export default function Registrations() {
  const event = useEvent(useRouter().params.id ?? null)
  useFreshOnShow(event)
  if (event.data) return <RegistrationsScreen event={event.data} />
  return (
    <Page id="registrations-loading">
      <Loaded query={event}>{() => null}</Loaded>
    </Page>
  )
}
