import { Image, View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import type { RequestView } from '@quanke/shared/contracts/referral-requests'
import { PICTURES } from '@quanke/shared/domain/picture'
import { sure } from '@/lib/tell'
import { Button } from '@/ui/Button'
import { Notice } from '@/ui/Notice'
import { choosePictures } from './PicturePicker'
import { giveUp } from './unsent-pictures'
import { useAddPictures, usePictureFile, useRemovePicture, useUnsent, useUnsentChanged } from './usePictures'
import './requests.scss'

/** The pictures of a request. The client may add some and take them away again. */
export function PictureRow({ request }: { request: RequestView }) {
  const { pictures, can } = request
  const { pictures: unsent, missing } = useUnsent(request.id)
  const changed = useUnsentChanged()
  const add = useAddPictures(request.id)
  const remove = useRemovePicture()
  const choose = async (): Promise<void> => {
    const chosen = await choosePictures(PICTURES.most - pictures.length - unsent.length)
    if (chosen.length > 0) add.run([...unsent, ...chosen])
  }
  const askToRemove = async (id: string): Promise<void> => {
    if (await sure('删除后不能恢复。', '删除')) remove.run(id)
  }
  const isForGroup = request.audience === 'group'
  const isChecking = isForGroup && pictures.some(({ review }) => review === 'pending')
  const held = isForGroup ? pictures.filter(({ review }) => review === 'held').length : 0
  const error = add.error ?? remove.error
  if (pictures.length === 0 && !can.addPicture) return null
  return (
    <View className="gap">
      {pictures.length > 0 && (
        <View className="pictures" id="request-pictures">
          {pictures.map(({ id, review }) => (
            <Picture
              key={id}
              id={id}
              isHeld={isForGroup && review === 'held'}
              onRemove={can.addPicture ? () => void askToRemove(id) : undefined}
            />
          ))}
        </View>
      )}
      {isChecking && can.addPicture && <View className="note gap-small">图片通过检查后，圈子成员才能看到</View>}
      {held > 0 && can.addPicture && (
        <View className="gap">
          <Notice id="request-picture-held">
            {`有 ${held} 张图片没有通过检查，圈子成员看不到，代理人仍可查看。您可以换一张，不影响这条求推荐。`}
          </Notice>
        </View>
      )}
      {error && (
        <View className="gap">
          <Notice tone="stop">{error.message}</Notice>
        </View>
      )}
      {missing > 0 && can.addPicture && (
        <View className="gap">
          <Notice id="request-pictures-missing" tone="care">
            {`有 ${missing} 张图片没有传上，手机上也已经找不到，请重新选择`}
          </Notice>
        </View>
      )}
      {unsent.length > 0 && can.addPicture && (
        <View className="gap">
          <View className="note" id="request-pictures-unsent">{`还有 ${unsent.length} 张图片没有传上`}</View>
          <View className="row gap-small">
            <Button
              id="request-pictures-drop"
              kind="text"
              small
              disabled={add.isBusy}
              onClick={() => {
                giveUp(request.id)
                void changed(request.id)
              }}
            >
              不传了
            </Button>
            <Button id="request-pictures-again" kind="plain" small busy={add.isBusy} onClick={() => add.run(unsent)}>
              再次上传
            </Button>
          </View>
        </View>
      )}
      {can.addPicture && pictures.length + unsent.length < PICTURES.most && (
        <View className="row">
          <Button id="request-picture-add" kind="text" small busy={add.isBusy} onClick={() => void choose()}>
            补充图片
          </Button>
        </View>
      )}
    </View>
  )
}

function Picture({ id, isHeld, onRemove }: { id: string; isHeld: boolean; onRemove?: () => void }) {
  const file = usePictureFile(id)
  const show = (): void => {
    if (file.data) void Taro.previewImage({ urls: [file.data] })
  }
  return (
    <View className="pictures__one">
      {file.data ? (
        <Image id={`picture-${id}`} className="pictures__image" mode="aspectFill" src={file.data} onClick={show} />
      ) : (
        <View className="pictures__image pictures__image--none" onClick={() => void file.refetch()}>
          {file.isError ? '点按重试' : ''}
        </View>
      )}
      {isHeld && <View className="pictures__held">圈子不可见</View>}
      {onRemove && (
        <View id={`picture-remove-${id}`} className="pictures__remove" onClick={onRemove}>
          删除
        </View>
      )}
    </View>
  )
}
