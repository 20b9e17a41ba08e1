import { go, routes } from '@/lib/routes'
import { Button } from '@/ui/Button'
import { Empty } from '@/ui/Empty'
import { useMe } from './useMe'

interface NoAdviserProps {
  text: string
  note?: string
}

/** What takes an adviser, for somebody who has none: with the way to one. */
export function NoAdviser({ text, note }: NoAdviserProps) {
  const { data: me } = useMe()
  return (
    <Empty drawing="people" text={text} note={note}>
      {me && !me.isClient && !me.agent && <ServeMe />}
      {me?.can.chooseAgent && (
        <Button id="choose-adviser" kind="plain" small onClick={() => go(routes.adviser())}>
          选择我的代理人
        </Button>
      )}
    </Empty>
  )
}

/** The way to the consent that makes somebody a client. */
export function ServeMe() {
  return (
    <Button id="serve-me" kind="plain" small onClick={() => go(routes.consent({ serve: 1 }))}>
      请代理人为我服务
    </Button>
  )
}
