import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { CampaignView, ChangeCampaign } from '@quanke/shared/contracts/campaigns'
import { drop, load, save } from '@/lib/store'
import { usePaged } from '@/lib/usePaged'
import { useKey, useWrite } from '@/lib/useWrite'
import { changeCampaign, createCampaign, readAllCampaigns, readCampaigns } from './campaigns.api'

const LIST = ['campaigns']
const ALL = [...LIST, 'all']
const REMEMBERED = 'campaign'

/** The agent's campaigns that take new shares. */
export function useCampaigns() {
  return useQuery({
    queryKey: LIST,
    queryFn: async () => (await readCampaigns()).items.filter(({ isOpen }) => isOpen),
  })
}

/** Those too that are over. */
export function useAllCampaigns() {
  return usePaged(ALL, readAllCampaigns)
}

/** The campaign under which this phone's agent shares until another one is chosen. */
export function useChosenCampaign(): [string | null, (id: string | null) => void] {
  const [chosen, setChosen] = useState(() => load<string>(REMEMBERED))
  return [
    chosen,
    (id) => {
      setChosen(id)
      if (id === null) drop(REMEMBERED)
      else save(REMEMBERED, id)
    },
  ]
}

export function useCreateCampaign(done: (campaign: CampaignView) => void) {
  const cache = useQueryClient()
  const { key, next } = useKey()
  return useWrite(
    (name: string) => createCampaign({ key: key(), name }),
    (campaign) => {
      next()
      cache.setQueryData<CampaignView[]>(LIST, (list = []) => [campaign, ...list])
      void cache.invalidateQueries({ queryKey: ALL })
      done(campaign)
    },
  )
}

/** Renames a campaign, ends it or takes it up again. One that is over is not the remembered one any more. */
export function useChangeCampaign<In>(id: string, bodyOf: (input: In) => ChangeCampaign, done: () => void) {
  const cache = useQueryClient()
  return useWrite(
    (input: In) => changeCampaign(id, bodyOf(input)),
    ({ isOpen }) => {
      if (!isOpen && load<string>(REMEMBERED) === id) drop(REMEMBERED)
      for (const key of ['campaigns', 'sources', 'attribution']) void cache.invalidateQueries({ queryKey: [key] })
      done()
    },
  )
}
