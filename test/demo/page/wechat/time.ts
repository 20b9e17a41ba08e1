const two = (number: number): string => String(number).padStart(2, '0')

/** As a list of chats shows it: today the clock, earlier the day. */
export function shortTime(at: number, now = Date.now()): string {
  if (!at) return ''
  const time = new Date(at)
  const isToday = new Date(now).toDateString() === time.toDateString()
  return isToday ? `${two(time.getHours())}:${two(time.getMinutes())}` : `${time.getMonth() + 1}月${time.getDate()}日`
}
