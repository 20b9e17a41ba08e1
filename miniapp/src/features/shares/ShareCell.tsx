import { View } from '@tarojs/components'
import type { ShareRow } from '@quanke/shared/contracts/shares'
import { SHARE_CHANNELS, SHARE_SUBJECTS } from '@quanke/shared/domain/share'
import { go, routes } from '@/lib/routes'
import { ago } from '@/lib/time'
import { Cell } from '@/ui/Cell'
import './shares.scss'

/** One share in the agent's list, with whom it reached in kind words. */
export function ShareCell({ share }: { share: ShareRow }) {
  const opened = share.openedBy > 0 ? `${share.openedBy} 位朋友看过` : '还没有人打开'
  return (
    <Cell
      id={`share-${share.id}`}
      className="share-cell"
      title={share.title}
      note={
        <>
          <View>{`${SHARE_SUBJECTS[share.subject]}，${SHARE_CHANNELS[share.channel]}，${ago(share.createdAt)}`}</View>
          <View className="share-cell__reach">
            {share.becameClients > 0 ? `${opened}，${share.becameClients} 位成为客户` : opened}
          </View>
        </>
      }
      onClick={() => go(routes.reach({ id: share.id }))}
    />
  )
}
