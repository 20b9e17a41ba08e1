import Taro from '@tarojs/taro'
import type { OpenData } from '@quanke/shared/contracts/identity'
import { AppError } from '@/lib/http'
import type { Arrival, EnterOptions } from '@/lib/launch'
import { post } from '@/lib/request'
import { renew, token } from '@/lib/session'

/**
 * Tells in which WeChat chat group a card was opened, where WeChat gives a ticket for it. The arrival is recorded by itself, so whatever fails here
 * (an older phone, somebody who has left the group, no network) fails in silence.
 */
export async function tellChatGroup({ shareTicket }: EnterOptions, { code, scene }: Arrival): Promise<void> {
  if (!shareTicket) return
  try {
    await tell(code, scene)
  } catch (failure) {
    // WeChat encrypts with the key of the last login; a new login gives the server a key that fits.
    if (!(failure instanceof AppError) || failure.code !== 'open_data_unreadable') return
    await renew(await token())
    await tell(code, scene).catch(() => undefined)
  }
}

async function tell(shareCode: string, scene: number): Promise<void> {
  // Taro's types leave out what WeChat answers.
  const { encryptedData, iv } = (await Taro.getGroupEnterInfo({})) as Partial<OpenData>
  if (encryptedData) await post('/chat-groups/arrivals', { shareCode, scene, encryptedData, iv })
}
