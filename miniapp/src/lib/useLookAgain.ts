import { useQueryClient, type QueryKey } from '@tanstack/react-query'
import type { AppError } from './http'

/** For writes that were refused since the screen is not true any more: what it shows is read anew, and says why. */
export function useLookAgain(queryKey: QueryKey, isStale: (error: AppError) => boolean): (error: AppError) => void {
  const cache = useQueryClient()
  return (error) => {
    if (isStale(error)) void cache.invalidateQueries({ queryKey })
  }
}
