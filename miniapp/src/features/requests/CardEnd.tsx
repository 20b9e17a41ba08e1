import { View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import type { IntroductionCardView } from '@quanke/shared/contracts/referral-requests'
import { phoneWords } from '@/lib/phone'
import { goTab, tabs } from '@/lib/routes'
import { sure } from '@/lib/tell'
import { Button } from '@/ui/Button'
import { Card } from '@/ui/Card'
import { Notice } from '@/ui/Notice'
import { Page } from '@/ui/Page'
import { CardHead } from './CardScreen'
import { useTakeBackOnCard } from './useCard'

const WORDS = {
  refused: { title: '已婉拒', text: '我们没有保留您的任何信息，只记一次未接受。' },
  withdrawn: { title: '已收回', text: '您的联系方式已删除，对方不会再看到。' },
  closed: { title: '这张引荐卡已经关闭', text: '它可能已有人回答、已撤回，或超过了有效期。' },
}

/** How it ended, and the way on. */
export function CardEnd({ ending }: { ending: keyof typeof WORDS }) {
  const { title, text } = WORDS[ending]
  return (
    <Page id={`card-${ending}`}>
      <Card>
        <View className="title">{title}</View>
        <View className="words gap-small">{text}</View>
      </Card>
      <Button id="card-home" kind="plain" onClick={() => goTab(tabs.home)}>
        去首页看看
      </Button>
    </Page>
  )
}

/** The card of somebody who said yes: what became of it, and the way to take it back. */
export function CardAgreed({ card, onTakenBack }: { card: IntroductionCardView; onTakenBack: () => void }) {
  const takeBack = useTakeBackOnCard(card.code, onTakenBack)
  const ask = async (): Promise<void> => {
    if (await sure('收回后，您的联系方式会立即删除，对方不会再看到。', '收回')) takeBack.run(undefined)
  }
  const isConnected = card.status === 'connected'
  const contact = card.clientContact && phoneWords(card.clientContact)
  return (
    <Page id="card-yours">
      <Card>
        <View className="title">{isConnected ? '双方已同意' : '您已同意'}</View>
        <View className="words gap-small" id="card-standing">
          {isConnected
            ? `${card.askedBy}已经看到您的联系方式${contact ? '，您也可以主动联系' : '，会与您联系'}。`
            : '对方同意之后，才会看到您的联系方式。'}
        </View>
        {contact && (
          <>
            <View className="gap">
              <Notice id="card-contact-of-client" tone="ok">{`${card.askedBy}的手机号：${contact}`}</Notice>
            </View>
            <View className="gap row">
              <Button id="card-copy" kind="plain" onClick={() => void Taro.setClipboardData({ data: contact })}>
                复制手机号
              </Button>
            </View>
          </>
        )}
      </Card>
      <CardHead card={card} />
      {takeBack.error && <Notice tone="stop">{takeBack.error.message}</Notice>}
      {card.can.takeBack && (
        <Button id="card-take-back" kind="text" busy={takeBack.isBusy} onClick={() => void ask()}>
          收回我的同意
        </Button>
      )}
    </Page>
  )
}
