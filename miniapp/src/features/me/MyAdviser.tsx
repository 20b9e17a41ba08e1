import { View } from '@tarojs/components'
import { useState } from 'react'
import { tell } from '@/lib/tell'
import { go, routes } from '@/lib/routes'
import { Button } from '@/ui/Button'
import { Card } from '@/ui/Card'
import { Empty } from '@/ui/Empty'
import { Field } from '@/ui/Field'
import { Loaded } from '@/ui/Loaded'
import { Notice } from '@/ui/Notice'
import { Page } from '@/ui/Page'
import { AdviserChange } from './AdviserChange'
import { AdviserCard } from './AdviserCard'
import { ServeMe } from './NoAdviser'
import { PhoneOffer } from './PhoneOffer'
import { useChooseAgent, useMe } from './useMe'

const CODE_LENGTH = 16

/** Who serves this person; who has nobody yet may choose by an adviser's code. */
export function MyAdviser() {
  const me = useMe()
  return (
    <Page id="my-adviser">
      <Loaded query={me}>
        {(data) => (
          <>
            {data.adviser ? (
              <>
                <Card>
                  <AdviserCard agent={data.adviser} />
                  <AdviserChange me={data} />
                </Card>
                <PhoneOffer />
                <Notice tone="quiet">
                  您的档案由这位代理人负责。对由谁服务有想法，可以在「投诉与建议」里告诉我们，由团队主管答复；您也可以随时在「授权管理」撤回同意。
                </Notice>
                <Button id="adviser-consents" kind="plain" onClick={() => go(routes.consents())}>
                  授权管理
                </Button>
                {data.can.complain && (
                  <Button id="adviser-complaints" kind="text" onClick={() => go(routes.complaints())}>
                    投诉与建议
                  </Button>
                )}
              </>
            ) : (
              <Empty
                drawing="people"
                text="您还没有专属代理人"
                note="通过代理人的分享或名片加入后，这里会显示为您服务的人。"
              >
                {!data.isClient && !data.agent && <ServeMe />}
              </Empty>
            )}
            {data.can.chooseAgent && <ChooseByCode />}
          </>
        )}
      </Loaded>
    </Page>
  )
}

function ChooseByCode() {
  const [code, setCode] = useState('')
  const choose = useChooseAgent(() => tell('已选择代理人'))
  return (
    <Card>
      <Field
        id="adviser-code"
        label="代理人的编码"
        hint="印在代理人的名片上"
        value={code}
        onChange={setCode}
        max={CODE_LENGTH}
        error={choose.fieldError('agentCode') ?? choose.error?.message}
      />
      <View className="gap row">
        <Button
          id="adviser-choose"
          disabled={code.trim() === ''}
          busy={choose.isBusy}
          onClick={() => choose.run({ agentCode: code.trim() })}
        >
          选择这位代理人
        </Button>
      </View>
    </Card>
  )
}
