import { useQuery, useQueryClient } from '@tanstack/react-query'
import type { RequestView } from '@quanke/shared/contracts/referral-requests'
import { del } from '@/lib/request'
import { fetchFile, uploadFile } from '@/lib/files'
import { AppError, sentenceOf } from '@/lib/http'
import { useWrite } from '@/lib/useWrite'
import { letGo, putBy, settle, unsentOf, type Unsent } from './unsent-pictures'

/** The picture as a file of this phone: an image tag cannot sign its request. */
export function usePictureFile(id: string) {
  return useQuery({
    queryKey: ['picture', id],
    queryFn: () => fetchFile(`/request-pictures/${id}`),
    staleTime: Infinity,
  })
}

/** A picture of this phone. Its key is made once, when it is chosen, so that sending it again puts no second one there. */
export interface ChosenPicture {
  path: string
  key: string
}

interface Sent {
  /** The request as it is now; null when none was sent. */
  request: RequestView | null
  failure: AppError | null
}

/**
 * Sends pictures one after the other; the first that does not arrive stops the rest, with its reason. What is left stays on the phone: what was refused
 * itself does not.
 */
export async function sendPictures(requestId: string, pictures: readonly ChosenPicture[]): Promise<Sent> {
  let request: RequestView | null = null
  try {
    for (const { path, key } of await putBy(requestId, pictures))
      try {
        const file = { path, name: 'picture', fields: { key } }
        request = await uploadFile<RequestView>(`/referral-requests/${requestId}/pictures`, file)
        letGo(requestId, key)
      } catch (error) {
        const failure = error instanceof AppError ? error : new AppError('unexpected', sentenceOf(error))
        if (isRefusal(failure)) letGo(requestId, key)
        return { request, failure }
      }
    return { request, failure: null }
  } finally {
    settle(requestId)
  }
}

/** Whether the server said no: then trying again is of no use. */
const isRefusal = ({ status }: AppError): boolean => status >= 400 && status < 500

const unsentKey = (requestId: string) => ['unsent-pictures', requestId]

/** The pictures of this phone that did not reach the request yet, also from before the app was closed. */
export function useUnsent(requestId: string): Unsent {
  const { data } = useQuery({
    queryKey: unsentKey(requestId),
    queryFn: () => unsentOf(requestId),
    // Storage alone would have it read again and again; a picture that is missing is told as long as the page is open.
    staleTime: Infinity,
  })
  return data ?? NOTHING
}

const NOTHING: Unsent = { pictures: [], missing: 0 }

/** After sending, or giving up: what is left now. */
export function useUnsentChanged() {
  const cache = useQueryClient()
  return (requestId: string) => cache.invalidateQueries({ queryKey: unsentKey(requestId) })
}

export function useAddPictures(requestId: string) {
  const cache = useQueryClient()
  const changed = useUnsentChanged()
  return useWrite(async (pictures: readonly ChosenPicture[]) => {
    const { request, failure } = await sendPictures(requestId, pictures)
    await changed(requestId)
    if (request) cache.setQueryData(['request', requestId], request)
    if (failure === null) return
    // An answer that was lost leaves the picture there.
    void cache.invalidateQueries({ queryKey: ['request', requestId] })
    throw failure
  })
}

export function useRemovePicture() {
  const cache = useQueryClient()
  return useWrite(
    (id: string) => del<RequestView>(`/request-pictures/${id}`),
    (request) => cache.setQueryData(['request', request.id], request),
  )
}
