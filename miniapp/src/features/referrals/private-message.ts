import Taro from '@tarojs/taro'
import type { OpenData } from '@quanke/shared/contracts/identity'
import type { PreparedCardView } from '@quanke/shared/contracts/referrals'
import { AppError } from '@/lib/http'
import { renew, token } from '@/lib/session'
import { prepareCard } from './referrals.api'

/** An older WeChat knows no private messages; then a card is a card like any other. */
const knowsPrivateMessages = (): boolean => Taro.canIUse('authPrivateMessage') && Taro.canIUse('updateShareMenu')

/** The phone's next card is this one: a private message where phone and WeChat allow it. What fails on the way ends in an ordinary card. */
export async function makeReady(id: string): Promise<PreparedCardView> {
  const prepared = await prepareCard(id, { as: knowsPrivateMessages() ? 'private' : 'ordinary' })
  if (prepared.as === 'ordinary' || prepared.activityId === null) return prepared
  try {
    const { activityId } = prepared
    await Taro.updateShareMenu({ isPrivateMessage: true, withShareTicket: true, activityId })
    return prepared
  } catch {
    return prepareCard(id, { as: 'ordinary' })
  }
}

/** What is shared from here on is no private message any more. */
export function backToOrdinary(): void {
  if (knowsPrivateMessages()) void Taro.updateShareMenu({ isPrivateMessage: false }).catch(() => undefined)
}

/** Does something with the proof that this person has the private message by which the app was entered; without one when there is none. */
export async function withProof<T>(act: (proof: OpenData | undefined) => Promise<T>): Promise<T> {
  // WeChat encrypts with the key of the last login, so there has to have been one.
  const used = await token()
  try {
    return await act(await proofAtHand())
  } catch (failure) {
    if (!(failure instanceof AppError) || failure.code !== 'open_data_unreadable') throw failure
    // The key has changed since, by a login on another phone or by time: once more, with a new one.
    await renew(used)
    return act(await proofAtHand())
  }
}

/** The ticket of the card by which the app was entered, where WeChat gave one. */
export const ticketAtHand = (): string | undefined =>
  (Taro.getEnterOptionsSync() as { shareTicket?: string }).shareTicket || undefined

async function proofAtHand(): Promise<OpenData | undefined> {
  const shareTicket = ticketAtHand()
  if (shareTicket === undefined || !Taro.canIUse('authPrivateMessage')) return undefined
  try {
    // Taro's types leave out whether it is valid.
    const answer = (await Taro.authPrivateMessage({ shareTicket })) as Partial<OpenData> & { valid?: boolean }
    const { valid, encryptedData, iv } = answer
    return valid && encryptedData && iv ? { encryptedData, iv } : undefined
  } catch {
    return undefined
  }
}
