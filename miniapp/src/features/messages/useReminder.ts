import { useQuery } from '@tanstack/react-query'
import Taro from '@tarojs/taro'
import { useState } from 'react'
import type { MessageTemplatesView } from '@quanke/shared/contracts/messages'
import { create } from 'zustand'
import { readTemplates } from './messages.api'

export type ReminderUse = keyof MessageTemplatesView

export type Reminder =
  { state: 'none' } | { state: 'offered'; isBusy: boolean; problem: string | null; ask: () => void } | { state: 'on' }

/** Reminders switched on since the app was started, by what they wait for. */
const useSwitchedOn = create<{ keys: readonly string[]; add: (key: string) => void }>((set) => ({
  keys: [],
  add: (key) => set(({ keys }) => ({ keys: [...keys, key] })),
}))

/**
 * One message by WeChat when the other side acts, for whoever asks for it. `about` names what the message will tell of and changes once that has
 * happened: a yes buys one message, so it is offered again then.
 */
export function useReminder(use: ReminderUse, about: string): Reminder {
  const templates = useQuery({ queryKey: ['message-templates'], queryFn: readTemplates, staleTime: 60_000 })
  const { keys, add } = useSwitchedOn()
  const [isBusy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const templateId = templates.data?.[use]
  const key = `${use} ${about}`
  if (!templateId) return { state: 'none' }
  if (keys.includes(key)) return { state: 'on' }

  // WeChat shows its question only when it is called within the tap itself.
  const ask = (): void => {
    if (isBusy) return
    setBusy(true)
    setProblem(null)
    void request(templateId)
      .then((answer) => (answer === 'accept' ? add(key) : setProblem(PROBLEMS[answer] ?? null)))
      .finally(() => setBusy(false))
  }
  return { state: 'offered', isBusy, problem, ask }
}

type Answer = 'accept' | 'reject' | 'off' | 'unavailable'

/** A plain no needs no answer. */
const PROBLEMS: Partial<Record<Answer, string>> = {
  off: '微信里关闭了通知。需要时，可在右上角菜单的「设置」里打开。',
  unavailable: '暂时不能开启提醒，不影响使用。',
}

/** WeChat's number for "the person switched all messages of this mini-program off". */
const SWITCHED_OFF = 20004

async function request(templateId: string): Promise<Answer> {
  try {
    const answers = (await Taro.requestSubscribeMessage({
      tmplIds: [templateId],
    } as Taro.requestSubscribeMessage.Option)) as unknown as Record<string, string>
    const answer = answers[templateId]
    return answer === 'accept' || answer === 'reject' ? answer : 'unavailable'
  } catch (failure) {
    return (failure as { errCode?: number }).errCode === SWITCHED_OFF ? 'off' : 'unavailable'
  }
}
