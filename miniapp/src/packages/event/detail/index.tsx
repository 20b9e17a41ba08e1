import { EventScreen } from '@/features/events/EventScreen'
import { useEvent } from '@/features/events/useEvents'
import { useSubject } from '@/features/shares/useSubject'
import { useFreshOnShow } from '@/lib/usePaged'
import { Loaded } from '@/ui/Loaded'
import { Page } from '@/ui/Page'

/** One event. */
export default function Event() {
  const { id, shareCode } = useSubject('event')
  const event = useEvent(id)
  useFreshOnShow(event)
  if (event.data) return <EventScreen event={event.data} shareCode={shareCode} refresh={event.refetch} />
  return (
    <Page id="event-loading">
      <Loaded query={event}>{() => null}</Loaded>
    </Page>
  )
}
