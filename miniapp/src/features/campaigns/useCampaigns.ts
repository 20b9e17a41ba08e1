import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { CampaignView } from '@quanke/shared/contracts/campaigns'
import { drop, load, save } from '@/lib/store'
import { useKey, useWrite } from '@/lib/useWrite'
import { createCampaign, readCampaigns } from './campaigns.api'

const LIST = ['campaigns']
const REMEMBERED = 'campaign'

/** The agent's campaigns that take new shares. */
export function useCampaigns() {
  return useQuery({
    queryKey: LIST,
    queryFn: async () => (await readCampaigns()).items.filter(({ isOpen }) => isOpen),
  })
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
      done(campaign)
    },
  )
}
