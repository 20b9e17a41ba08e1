import { useQuery, useQueryClient } from '@tanstack/react-query'
import { uuidv7 } from 'uuidv7'
import type { RequestView } from '@quanke/shared/contracts/referral-requests'
import { del } from '@/lib/request'
import { fetchFile, uploadFile } from '@/lib/files'
import { useWrite } from '@/lib/useWrite'

/** The picture as a file of this phone: an image tag cannot sign its request. */
export function usePictureFile(id: string) {
  return useQuery({
    queryKey: ['picture', id],
    queryFn: () => fetchFile(`/request-pictures/${id}`),
    staleTime: Infinity,
  })
}

/** Sends pictures one after the other; the first that is refused stops the rest, with its reason. */
export async function sendPictures(requestId: string, paths: readonly string[]): Promise<RequestView | null> {
  let request: RequestView | null = null
  for (const path of paths)
    request = await uploadFile<RequestView>(`/referral-requests/${requestId}/pictures`, {
      path,
      name: 'picture',
      fields: { key: uuidv7() },
    })
  return request
}

export function useAddPictures(requestId: string) {
  const cache = useQueryClient()
  return useWrite(
    (paths: readonly string[]) =>
      // Those before the one that was refused are there.
      sendPictures(requestId, paths).finally(() => cache.invalidateQueries({ queryKey: ['request', requestId] })),
    (request) => request && cache.setQueryData(['request', requestId], request),
  )
}

export function useRemovePicture() {
  const cache = useQueryClient()
  return useWrite(
    (id: string) => del<RequestView>(`/request-pictures/${id}`),
    (request) => cache.setQueryData(['request', request.id], request),
  )
}
