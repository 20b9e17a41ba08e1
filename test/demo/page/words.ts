import { useDesk } from './desk'
import { WORDS } from './languages'

export type Words = (typeof WORDS)['zh' | 'en']

/** The page's words in the language chosen. */
export function useWords(): Words {
  return WORDS[useDesk((desk) => desk.language)]
}

/** A name for a picture: whose phone, and when. */
export function fileName(whose: string): string {
  const time = new Date(Date.now() - new Date().getTimezoneOffset() * 60_000).toISOString().slice(0, 19)
  return `圈客-${whose}-${time.replaceAll(':', '').replace('T', '-')}`
}
