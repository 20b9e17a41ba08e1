import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { usePaged } from '@/lib/usePaged'
import { readAttribution, readOutcomes, type AttributionAsked } from './attribution.api'

/** The models side by side; while other outcomes are read, the last ones stay. */
export function useAttribution(asked: AttributionAsked) {
  return useQuery({
    queryKey: ['attribution', asked],
    queryFn: () => readAttribution(asked),
    placeholderData: keepPreviousData,
  })
}

export function useOutcomes(asked: AttributionAsked & { row?: string }) {
  return usePaged(['attributed-outcomes', asked], (cursor) => readOutcomes(asked, cursor))
}
