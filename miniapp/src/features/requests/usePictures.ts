import { useQuery, useQueryClient } from '@tanstack/react-query'
import type { RequestView } from '@quanke/shared/contracts/referral-requests'
import { del } from '@/lib/request'
import { fetchFile, uploadFile } from '@/lib/files'
import { AppError, sentenceOf } from '@/lib/http'
import { useWrite } from '@/lib/useWrite'

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
  /** What may be sent again; what was refused itself is not among it. */
  unsent: readonly ChosenPicture[]
  failure: AppError | null
}

/** Sends pictures one after the other; the first that does not arrive stops the rest, with its reason. */
export async function sendPictures(requestId: string, pictures: readonly ChosenPicture[]): Promise<Sent> {
  let request: RequestView | null = null
  for (const [index, { path, key }] of pictures.entries())
    try {
      const file = { path, name: 'picture', fields: { key } }
      request = await uploadFile<RequestView>(`/referral-requests/${requestId}/pictures`, file)
    } catch (error) {
      const failure = error instanceof AppError ? error : new AppError('unexpected', sentenceOf(error))
      return { request, unsent: pictures.slice(isRefusal(failure) ? index + 1 : index), failure }
    }
  return { request, unsent: [], failure: null }
}

/** Whether the server said no: then trying again is of no use. */
const isRefusal = ({ status }: AppError): boolean => status >= 400 && status < 500

const unsentOf = (requestId: string) => ['unsent-pictures', requestId]

/** The pictures of this phone that did not reach the request yet. */
export function useUnsent(requestId: string): readonly ChosenPicture[] {
  const none: readonly ChosenPicture[] = []
  const { data } = useQuery({
    queryKey: unsentOf(requestId),
    queryFn: () => none,
    staleTime: Infinity,
    gcTime: Infinity,
  })
  return data ?? none
}

export function useKeepUnsent() {
  const cache = useQueryClient()
  return (requestId: string, pictures: readonly ChosenPicture[]) => {
    cache.setQueryData(unsentOf(requestId), pictures)
  }
}

export function useAddPictures(requestId: string) {
  const cache = useQueryClient()
  const keepUnsent = useKeepUnsent()
  return useWrite(async (pictures: readonly ChosenPicture[]) => {
    const { request, unsent, failure } = await sendPictures(requestId, pictures)
    keepUnsent(requestId, unsent)
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
