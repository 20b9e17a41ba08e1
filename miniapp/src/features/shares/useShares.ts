import { useQuery } from '@tanstack/react-query'
import { uuidv7 } from 'uuidv7'
import type { ShareView } from '@quanke/shared/contracts/shares'
import type { ShareChannel, ShareSubject } from '@quanke/shared/domain/share'
import { currentShareCode, forgetArrival, shareCodeOf } from '@/lib/launch'
import { AppError } from '@/lib/http'
import { usePaged } from '@/lib/usePaged'
import { useWrite } from '@/lib/useWrite'
import { createShare, readLanding, readReach, readShares } from './shares.api'

export interface Shared {
  subject: ShareSubject
  subjectId: string
}

/** Keys of shares that were made ready and not passed on yet, by what and how. */
const unsent = new Map<string, string>()

/**
 * Makes the share with its own code before anything is passed on; asking again gives the same one, also after the sheet was only looked at and opened
 * anew. What was passed on is a share of its own, and so is one under another campaign.
 */
export function usePrepareShare(
  { subject, subjectId, campaignId }: Shared & { campaignId: string | null },
  done?: (share: ShareView) => void,
) {
  const parentCode = currentShareCode() ?? undefined
  const wayOf = (channel: ShareChannel): string => [subject, subjectId, channel, campaignId, parentCode].join(' ')
  const make = (channel: ShareChannel): Promise<ShareView> => {
    const key = unsent.get(wayOf(channel)) ?? uuidv7()
    unsent.set(wayOf(channel), key)
    return createShare({ key, subject, subjectId, channel, parentCode, campaignId: campaignId ?? undefined })
  }
  const passedOn = (channel: ShareChannel): void => void unsent.delete(wayOf(channel))
  return { ...useWrite(make, done), make, passedOn }
}

/** What the code of a mini-program code leads to. An unknown code leads nowhere, and nothing more is tied to it. */
export function useLanding(query: Record<string, string | undefined>, enabled: boolean) {
  const code = shareCodeOf(query)
  return useQuery({
    queryKey: ['landing', code],
    enabled: enabled && code !== null,
    retry: 1,
    staleTime: Infinity,
    queryFn: async () => {
      try {
        return await readLanding(code ?? '')
      } catch (failure) {
        if (failure instanceof AppError && !failure.isOffline) {
          forgetArrival(code ?? '')
          return null
        }
        throw failure
      }
    },
  })
}

export function useShares() {
  return usePaged(['shares'], readShares)
}

export function useReach(id: string) {
  return useQuery({ queryKey: ['reach', id], queryFn: () => readReach(id) })
}
