import type { ProviderView } from '@quanke/shared/contracts/providers'
import { go, routes } from '@/lib/routes'
import { Cell } from '@/ui/Cell'
import { Tag } from '@/ui/Tag'
import { standing, vouchedWords } from './labels'

/** A provider in the directory. */
export function ProviderCell({ provider }: { provider: ProviderView }) {
  const { words, tone } = standing(provider)
  return (
    <Cell
      id={`provider-${provider.id}`}
      title={provider.name}
      note={provider.isErased ? undefined : `${provider.place}，${vouchedWords(provider)}`}
      value={<Tag tone={tone}>{words}</Tag>}
      onClick={() => go(routes.provider({ id: provider.id }))}
    />
  )
}
