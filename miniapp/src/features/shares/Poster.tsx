import { Canvas, Image, View } from '@tarojs/components'
import { useQuery } from '@tanstack/react-query'
import type { ShareView } from '@quanke/shared/contracts/shares'
import { SHARE_SUBJECTS } from '@quanke/shared/domain/share'
import { useMe } from '@/features/me/useMe'
import { tell } from '@/lib/tell'
import { useWrite } from '@/lib/useWrite'
import { Button } from '@/ui/Button'
import { Loaded } from '@/ui/Loaded'
import { Notice } from '@/ui/Notice'
import { licenceOf, POSTER, savePoster } from './poster-image'
import { readQr } from './qr'
import './shares.scss'

const CANVAS = 'poster-canvas'

/** A poster with the title, the mini-program code and the licence line, to be saved and shown to somebody. */
export function Poster({ share, onSaved }: { share: ShareView; onSaved: () => void }) {
  const me = useMe()
  const qr = useQuery({ queryKey: ['qr', share.id], queryFn: () => readQr(share.id), staleTime: Infinity })
  const licence = licenceOf(me.data?.agent ?? me.data?.adviser ?? null)
  const save = useWrite(
    (code: string) => savePoster(CANVAS, { title: share.title, subject: SHARE_SUBJECTS[share.subject], licence, code }),
    () => {
      onSaved()
      tell('已存入相册')
    },
  )
  return (
    <View>
      <View className="poster" id="poster">
        <View className="note">{SHARE_SUBJECTS[share.subject]}</View>
        <View className="title">{share.title}</View>
        <Loaded query={qr}>{(code) => <Image className="poster__code" id="poster-code" src={code} />}</Loaded>
        <View className="note">长按或扫一扫，在微信中打开</View>
        {licence && <View className="poster__licence">{licence}</View>}
      </View>
      <Canvas
        type="2d"
        id={CANVAS}
        canvasId={CANVAS}
        className="poster__canvas"
        style={{ width: `${POSTER.width}px`, height: `${POSTER.height}px` }}
      />
      {save.error && (
        <View className="gap">
          <Notice tone="stop">{save.error.message}</Notice>
        </View>
      )}
      <View className="gap row">
        <Button
          id="poster-save"
          busy={save.isBusy}
          disabled={!qr.data}
          onClick={() => {
            if (qr.data) save.run(qr.data)
          }}
        >
          保存到相册
        </Button>
      </View>
    </View>
  )
}
