import Taro, { useRouter } from '@tarojs/taro'
import { useEffect } from 'react'
import { EventForm } from '@/features/events/EventForm'
import { useEvent } from '@/features/events/useEvents'
import { Loaded } from '@/ui/Loaded'
import { Page } from '@/ui/Page'

/** A new event, or the latest version of one that is there. */
export default function EditEvent() {
  const { id } = useRouter().params
  const event = useEvent(id ?? null)
  useEffect(() => {
    if (!id) void Taro.setNavigationBarTitle({ title: '新建活动' })
  }, [id])
  if (!id) return <EventForm id={null} terms={null} />
  if (event.data?.review) return <EventForm id={id} terms={event.data.review.terms} />
  return (
    <Page id="event-form-loading">
      <Loaded query={event}>{() => null}</Loaded>
    </Page>
  )
}
