import { Image, View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import type { RequestView } from '@quanke/shared/contracts/referral-requests'
import { PICTURES } from '@quanke/shared/domain/picture'
import { sure } from '@/lib/tell'
import { Button } from '@/ui/Button'
import { Notice } from '@/ui/Notice'
import { choosePictures } from './PicturePicker'
import { useAddPictures, usePictureFile, useRemovePicture } from './usePictures'
import './requests.scss'

/** The pictures of a request. The client may add some and take them away again. */
export function PictureRow({ request }: { request: RequestView }) {
  const { pictures, can } = request
  const add = useAddPictures(request.id)
  const remove = useRemovePicture()
  const choose = async (): Promise<void> => {
    const paths = await choosePictures(PICTURES.most - pictures.length)
    if (paths.length > 0) add.run(paths)
  }
  const askToRemove = async (id: string): Promise<void> => {
    if (await sure('删除后不能恢复。', '删除')) remove.run(id)
  }
  const isChecking = request.audience === 'group' && pictures.some(({ isChecked }) => !isChecked)
  const error = add.error ?? remove.error
  if (pictures.length === 0 && !can.addPicture) return null
  return (
    <View className="gap">
      <View className="pictures" id="request-pictures">
        {pictures.map(({ id }) => (
          <Picture key={id} id={id} onRemove={can.addPicture ? () => void askToRemove(id) : undefined} />
        ))}
      </View>
      {isChecking && can.addPicture && <View className="note gap-small">图片通过检查后，圈子成员才能看到</View>}
      {error && (
        <View className="gap">
          <Notice tone="stop">{error.message}</Notice>
        </View>
      )}
      {can.addPicture && pictures.length < PICTURES.most && (
        <View className="gap row">
          <Button id="request-picture-add" kind="text" small busy={add.isBusy} onClick={() => void choose()}>
            补充图片
          </Button>
        </View>
      )}
    </View>
  )
}

function Picture({ id, onRemove }: { id: string; onRemove?: () => void }) {
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
      {onRemove && (
        <View id={`picture-remove-${id}`} className="pictures__remove" onClick={onRemove}>
          删除
        </View>
      )}
    </View>
  )
}
