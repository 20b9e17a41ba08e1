import { View } from '@tarojs/components'
import { Button } from '@/ui/Button'
import { useReminder, type ReminderUse } from './useReminder'

interface RemindMeProps {
  id: string
  use: ReminderUse
  /** What the message will tell of; changes once it has happened. */
  about: string
  children: string
}

/** Offers one message, and says so when it was taken. Nothing at all where there is no message to be had. */
export function RemindMe({ id, use, about, children }: RemindMeProps) {
  const reminder = useReminder(use, about)
  if (reminder.state === 'none') return null
  return (
    <View className="remind">
      {reminder.state === 'on' ? (
        <View id={`${id}-on`} className="remind__words">
          已开启一次提醒
        </View>
      ) : (
        <Button id={id} kind="plain" small busy={reminder.isBusy} onClick={reminder.ask}>
          {children}
        </Button>
      )}
      {reminder.state === 'offered' && reminder.problem && <View className="remind__words">{reminder.problem}</View>}
    </View>
  )
}
